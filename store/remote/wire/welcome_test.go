package wire

import (
	"context"
	"testing"

	"aeconnect/store/remote"
)

// Whoever answers as a hub writes nothing onto people's terminals by the name it gives them.
func TestAWelcomeIsClean(t *testing.T) {
	for handle, right := range map[string]bool{
		"lumen": true, "": true, "\x1b]0;mine\a": false, "a\x1b[2J": false, "a\nb": false, "a\u202eb": false, "\xff": false,
	} {
		r := NewReplier()
		e := NewExchange(func(context.Context, Kind, []byte) ([]byte, error) {
			return r.codec.write(Answer, 1, &remote.Welcome{Handle: handle})
		})
		if w, err := e.Greet(t.Context(), remote.Hello{Version: remote.Version}); (err == nil) != right || err != nil && w.Handle != "" {
			t.Errorf("%q is taken as %q, %v", handle, w.Handle, err)
		}
	}
}

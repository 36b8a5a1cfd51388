package kit

import (
	"bytes"
	"testing"
)

// TestShellMovesCheaply: an unchanged frame sends nothing, and a key sends what
// it changed, two rows and the preview at most, not the frame.
func TestShellMovesCheaply(t *testing.T) {
	s := newDemo(themeOptions(true), 146, 36)
	var out bytes.Buffer
	c := NewCanvas(&out, CanvasOptions{Width: 146, Height: 36})
	if err := c.Draw(s.Picture()); err != nil {
		t.Fatal(err)
	}
	first := out.Len()
	out.Reset()
	if err := c.Draw(s.Picture()); err != nil || out.Len() != 0 {
		t.Errorf("an unchanged frame sends %d bytes", out.Len())
	}
	keys(s, "tab", "tab") // settled
	for _, key := range []string{"space", "down"} {
		if err := c.Draw(s.Picture()); err != nil {
			t.Fatal(err)
		}
		out.Reset()
		keys(s, key)
		if err := c.Draw(s.Picture()); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s sends %d bytes of a frame of %d", key, out.Len(), first)
		if out.Len()*5 > first {
			t.Errorf("%s sends %d bytes of a frame of %d", key, out.Len(), first)
		}
	}
}

package wire_test

import (
	"context"
	"sync"
	"testing"

	"aeconnect/store/remote"
	"aeconnect/store/remote/remotetest"
)

// TestQuestionsAreWrittenInTheirOrder has watches begin and end beside other calls: the server takes questions in the
// order of their numbers only.
func TestQuestionsAreWrittenInTheirOrder(t *testing.T) {
	r, err := openPipes(t, remotetest.NewWorld("one")).Connect(t.Context(), "one")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	hello := remote.Hello{Version: remote.Version}
	if _, err := r.Greet(t.Context(), hello); err != nil {
		t.Fatal(err)
	}
	page, err := r.Pull(t.Context(), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var both sync.WaitGroup
	for _, call := range []func() error{
		func() error {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			go cancel()
			_ = r.Watch(ctx, page.Next)
			return nil
		},
		func() error { _, err := r.Greet(t.Context(), hello); return err },
	} {
		both.Go(func() {
			for range 3000 {
				if err := call(); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	both.Wait()
}

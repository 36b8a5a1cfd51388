package process_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A holder of a replica that dies the moment it has kept what another process asked for: whoever takes over finds it, and
// nothing is queued twice or lost.
func TestNothingIsQueuedTwiceWhenAHolderDies(t *testing.T) {
	w := newTown(t)
	private, public := keyFile(t)
	w.do("account", "key", "add", "lumen", public)
	at, end := w.hub("127.0.0.1:0")
	laptop := w.copyOf("laptop")
	laptop.expect(0, `"state":"joined"`, "join", "ssh://"+at.Address, "--identity", private, "--fingerprint", at.HostKey, "--json")
	task := strings.TrimSpace(laptop.expect(0, "T-", append(aTask("Before"), "--jq", ".id")...))
	end()
	const rounds = 12
	for i := range rounds {
		holder := laptop.command(context.Background(), "sync", "--watch", "--json")
		out, err := holder.StdoutPipe()
		if err == nil {
			err = holder.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 1)); err != nil { // it holds the directory
			t.Fatal(err)
		}
		go func() { _, _ = io.Copy(io.Discard, out) }()
		for socket := filepath.Join(laptop.dir, "share.sock"); ; time.Sleep(time.Millisecond) {
			if _, err := os.Stat(socket); err == nil {
				break
			}
		}
		stop := make(chan struct{})
		gone := make(chan struct{})
		go func() {
			defer close(gone)
			laptop.changed(stop)
			_ = holder.Process.Kill()
			_ = holder.Wait()
		}()
		laptop.expect(7, "Queued", "task", "edit", task, "--title", fmt.Sprint("Round ", i))
		close(stop)
		<-gone
	}
	queued := laptop.do("outbox", "ls", "--json", "--limit", "0")
	if n := strings.Count(queued, "\n"); n != rounds {
		t.Errorf("%d commands wait, not %d: %s", n, rounds, queued)
	}
}

// changed waits until the replica's file was written into.
func (w *town) changed(stop <-chan struct{}) {
	file := filepath.Join(w.dir, "replica.db")
	before, err := os.Stat(file)
	for err == nil {
		var now os.FileInfo
		if now, err = os.Stat(file); err == nil && !now.ModTime().Equal(before.ModTime()) {
			return
		}
		select {
		case <-stop:
			return
		default:
		}
	}
}

package process_test

import (
	"bytes"
	"context"
	"net"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// pages is what a process writes, read while it does.
type pages struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (p *pages) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.Write(b)
}

func (p *pages) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

// eventually waits for something to become so.
func eventually(t *testing.T, what string, so func() bool) {
	t.Helper()
	for range 2000 {
		if so() {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("never: ", what)
}

// A hub that another process runs for this one writes its log here, and goes on here when that one dies.
func TestServeThroughAnotherHolder(t *testing.T) {
	w := newTown(t)
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	window := w.open("--as", "lumen")
	window.sees(t, "Lumen Audio")
	var out, errs pages
	c := w.command(context.Background(), "serve", "--listen", address, "--json", "--log", "json")
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	knocks := func() bool {
		b := make([]byte, 4)
		conn, err := net.Dial("tcp", address)
		if err != nil {
			return false
		}
		defer conn.Close()
		_, err = conn.Read(b)
		return err == nil && string(b) == "SSH-"
	}
	eventually(t, "the hub answers", knocks)
	eventually(t, "its log", func() bool { return strings.Count(errs.String(), `"msg":"started"`) == 1 })
	if pid := w.holder(); pid != window.cmd.Process.Pid {
		t.Fatalf("process %d holds the directory", pid)
	}
	_ = window.cmd.Process.Kill()
	eventually(t, "the hub goes on", func() bool { return w.holder() == c.Process.Pid && knocks() })
	eventually(t, "its log goes on", func() bool { return strings.Count(errs.String(), `"msg":"started"`) == 2 })
	if n := strings.Count(out.String(), "\n"); n != 1 {
		t.Errorf("it says %d times where it is: %s", n, out.String())
	}
	_ = c.Process.Signal(syscall.SIGTERM)
}

package process_test

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/remote/sshremote"

	"golang.org/x/crypto/ssh"
)

// keyFile makes a key and returns the files of both halves.
func keyFile(t *testing.T) (private, public string) {
	t.Helper()
	pub, priv, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(priv, "")
	if err != nil {
		t.Fatal(err)
	}
	key, err := ssh.NewPublicKey(pub)
	if err != nil {
		t.Fatal(err)
	}
	private = filepath.Join(t.TempDir(), "id_ed25519")
	err = errors.Join(
		os.WriteFile(private, pem.EncodeToMemory(block), 0o600),
		os.WriteFile(private+".pub", ssh.MarshalAuthorizedKey(key), 0o644),
	)
	if err != nil {
		t.Fatal(err)
	}
	return private, private + ".pub"
}

// served is where a hub says that it is.
type served struct {
	Address string `json:"address"`
	Socket  string `json:"socket"`
	HostKey string `json:"host_key"`
}

// serve runs a hub until the test ends.
func (w *town) serve() (at served) {
	w.t.Helper()
	c := w.command(context.Background(), "serve", "--listen", "127.0.0.1:0", "--json")
	out, err := c.StdoutPipe()
	if err != nil {
		w.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = c.Process.Signal(syscall.SIGTERM); _ = c.Wait() })
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &at)
	}
	if err != nil {
		w.t.Fatalf("the hub says %q: %v", line, err)
	}
	return at
}

// TestAHubServesReplicas reaches a running hub over its port and over its socket, as replicas do.
func TestAHubServesReplicas(t *testing.T) {
	w := newTown(t)
	private, public := keyFile(t)
	strange, _ := keyFile(t)
	w.do("account", "key", "add", "lumen", public)
	at := w.serve()
	options := sshremote.Options{KnownHosts: filepath.Join(t.TempDir(), "known_hosts"), Keys: []string{private}}
	options.Trust = func(_ context.Context, h sshremote.NewHost) (bool, error) { return h.Fingerprint == at.HostKey, nil }

	for url, as := range map[string]string{"ssh://" + at.Address: "", "unix://" + at.Socket: "lumen"} {
		r, err := sshremote.Open(t.Context(), url, options)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		welcome, err := r.Greet(t.Context(), remote.Hello{Version: remote.Version, Device: journal.NewDevice(), As: as})
		if err != nil || welcome.Handle != "lumen" || welcome.Next != 1 {
			t.Errorf("%s welcomes with %+v, %v", url, welcome, err)
		}
		page, err := r.Pull(t.Context(), nil, 0)
		if err != nil || len(page.Put) == 0 {
			t.Errorf("%s gives %d rows, %v", url, len(page.Put), err)
		}
	}
	options.Keys = []string{strange}
	for range 2 { // the second time the porch would open to the key
		r, err := sshremote.Open(t.Context(), "ssh://"+at.Address, options)
		if err == nil {
			defer r.Close()
			_, err = r.Greet(t.Context(), remote.Hello{Version: remote.Version, Device: journal.NewDevice()})
		}
		if !errors.Is(err, remote.ErrStranger) {
			t.Errorf("a stranger gets %v", err)
		}
	}
}

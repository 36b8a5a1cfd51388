package process_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// lockedHome is a home directory with an SSH key under a passphrase.
func lockedHome(t *testing.T, passphrase string) (home, public string) {
	t.Helper()
	home = t.TempDir()
	pub, priv, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKeyWithPassphrase(priv, "", []byte(passphrase))
	if err != nil {
		t.Fatal(err)
	}
	key, err := ssh.NewPublicKey(pub)
	if err != nil {
		t.Fatal(err)
	}
	public = filepath.Join(home, ".ssh", "id_ed25519.pub")
	err = errors.Join(
		os.Mkdir(filepath.Dir(public), 0o700),
		os.WriteFile(strings.TrimSuffix(public, ".pub"), pem.EncodeToMemory(block), 0o600),
		os.WriteFile(public, ssh.MarshalAuthorizedKey(key), 0o644),
	)
	if err != nil {
		t.Fatal(err)
	}
	return home, public
}

// left lists what lies in a directory of the marketplaces.
func left(t *testing.T, dir string) (names []string) {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all {
		switch base := filepath.Base(name); {
		case strings.HasPrefix(base, "market.db"), strings.HasPrefix(base, "replica.db"), base == "joining":
			names = append(names, base)
		}
	}
	return names
}

// Who begins joins a hub on the screens: the hub's key is shown and accepted, the own key unlocked, and Today opens; what is
// broken off on the way leaves nothing.
func TestAHubIsJoinedFromTheFirstScreen(t *testing.T) {
	w := newTown(t)
	home, public := lockedHome(t, "open sesame")
	w.do("account", "key", "add", "lumen", public)
	at, _ := w.hub("127.0.0.1:0")
	laptop := w.copyOf("laptop")
	start := func() *window {
		c := laptop.command(context.Background())
		c.Env = append(c.Env, "HOME="+home, "SSH_AUTH_SOCK=")
		win := laptop.start(c)
		win.sees(t, "Join a hub")
		win.types("j")
		win.sees(t, "Address of the hub")
		return win
	}
	leave := func(win *window) {
		win.types("\x03")
		<-win.over
		if code := win.cmd.ProcessState.ExitCode(); code != 0 {
			t.Errorf("exit %d: %q", code, tail(win.text()))
		}
	}

	win := start()
	win.types(at.Address + "\r")
	win.sees(t, "Is this the key of")
	win.types("x") // not this key
	win.types("\r")
	win.clear()
	win.sees(t, at.HostKey[:20])
	leave(win) // in the middle of the question
	if names := left(t, laptop.dir); len(names) != 0 {
		t.Fatalf("%v is left of what was broken off", names)
	}

	win = start()
	win.types("\r") // the address that was typed before is there
	win.sees(t, at.HostKey[:20])
	win.types("a")
	win.sees(t, "Your key is locked")
	win.types("open sesame\r")
	win.sees(t, "Lumen Audio")
	leave(win)
	if names := left(t, laptop.dir); strings.Join(names, " ") != "replica.db" {
		t.Fatalf("%v lies there instead of a replica", names)
	}
	laptop.expect(0, "lumen", "account", "ls", "--json")
}

// A marketplace in which nobody ever was is in nobody's way.
func TestAnEmptyMarketplaceGivesWay(t *testing.T) {
	w := newTown(t)
	private, public := keyFile(t)
	w.do("account", "key", "add", "lumen", public)
	at, _ := w.hub("127.0.0.1:0")

	begun := func(name string) *town {
		other := w.copyOf(name)
		other.run("", "policy", "ls") // as far as a command begins one
		win := other.open()
		win.sees(t, "Try the sample")
		_ = win.cmd.Process.Kill()
		<-win.over
		if len(left(t, other.dir)) == 0 {
			t.Fatal("nothing was begun")
		}
		return other
	}
	laptop := begun("laptop")
	laptop.expect(0, `"state":"joined"`, "join", "ssh://"+at.Address, "--identity", private, "--fingerprint", at.HostKey, "--json")
	sampled := begun("sampled")
	sampled.expect(0, "", "demo", "--no-open", "--empty", "--data", sampled.dir)

	chosen := w.copyOf("chosen")
	win := chosen.open()
	win.sees(t, "Try the sample")
	win.clear()
	win.types("s")
	win.sees(t, "Lumen Audio")
	win.types("\x03")
	<-win.over
	if names := left(t, chosen.dir); len(names) != 0 {
		t.Errorf("%v is left beside the sample", names)
	}
	chosen.expect(0, "", "demo", "--no-open", "--empty", "--data", chosen.dir)
}

package process_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// far is somebody without a directory of one's own, who reaches a hub for single commands.
func (w *town) far(t *testing.T) (who *town, private, public string) {
	t.Helper()
	private, public = keyFile(t)
	return w.copyOf("nobody"), private, public
}

// A command line that names a hub is carried out there: streams, files of this computer and exit codes pass through.
func TestACommandGoesToAHub(t *testing.T) {
	w := newTown(t)
	who, private, public := w.far(t)
	_, other := keyFile(t)
	w.do("account", "key", "add", "lumen", public)
	at, end := w.hub("127.0.0.1:0")
	url := "ssh://" + at.Address
	hosts := filepath.Join(who.dir, "known_hosts")
	there := func(args ...string) []string {
		return append([]string{"--remote", url, "--identity", private}, args...)
	}

	who.expect(3, "remote.untrusted", there("task", "close", "T-0000-0000", "--yes", "--json")...) // --yes vouches for no key
	trust(t, hosts, at)
	file := filepath.Join(t.TempDir(), "task.toml")
	if err := os.WriteFile(file, []byte("title = \"It's \\\"quoted\\\" $HOME\"\ntype = \"fixed_price\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	who.expect(0, `It's \"quoted\" $HOME`, there("task", "create", "-f", file, "--json")...)
	who.expect(0, "It's", there("task", "ls", "--state", "draft")...)
	out, _, exit := who.run("title = \"From a pipe\"\ntype = \"fixed_price\"\n", there("task", "create", "--file=-", "--json")...)
	if exit != 0 || !strings.Contains(out, "From a pipe") {
		t.Errorf("standard input: exit %d: %s", exit, out)
	}
	who.expect(0, "full", there("account", "key", "add", "lumen", other)...)
	for _, c := range []struct {
		exit int
		says string
		args []string
	}{
		{4, "not_found", there("task", "show", "T-0000-0000", "--json")},
		{4, "file.missing", there("task", "lint", "-f", file+"x", "--json")},
		{2, "usage.flag", there("task", "ls", "--nonsense", "--json")},
		{2, "usage.terminal", []string{"--remote", url}},
		{2, "usage.remote_url", []string{"--remote", "http://x", "order", "ls", "--json"}},
		{3, "remote.folder", []string{"--remote", "folder:///media/stick", "order", "ls", "--json"}},
		{6, "hub.flag", there("order", "ls", "--as", "mia", "--json")},
		{6, "hub.verb", there("serve", "--json")},
		{6, "join.keyless", []string{"--remote", url, "order", "ls", "--json"}},
		{0, "lumen", []string{"--remote", "unix://" + at.Socket, "account", "ls"}},
		{5, "remote.unreachable", []string{"--remote", "unix://" + at.Socket + "x", "account", "ls", "--json"}},
	} {
		who.expect(c.exit, c.says, c.args...)
	}
	end()
	who.expect(5, "remote.unreachable", there("order", "ls", "--json")...)
	if left, _ := filepath.Glob(filepath.Join(who.dir, "*.db*")); len(left) > 0 {
		t.Errorf("it left %q", left)
	}
}

// trust writes down a hub's key as one that a person has compared.
func trust(t *testing.T, file string, at served) {
	t.Helper()
	w := &town{t: t, dir: filepath.Dir(file), program: built(t)}
	win := w.start(w.command(t.Context(), "--remote", "ssh://"+at.Address, "order", "ls"))
	win.sees(t, at.HostKey)
	win.types("yes\n")
	<-win.over
	if known, err := os.ReadFile(file); err != nil || !strings.Contains(string(known), "ssh-ed25519") {
		t.Fatalf("pinned: %s, %v", known, err)
	}
}

// The screens of a hub, on the terminal of whoever has no directory: keys and sizes go there, and the terminal is given back
// when the person leaves, and when the hub dies.
func TestTheScreensOfAHub(t *testing.T) {
	w := newTown(t)
	who, private, public := w.far(t)
	w.do("account", "key", "add", "lumen", public)
	hub := &dayHub{town: w}
	hub.start()
	t.Cleanup(hub.end)
	trust(t, filepath.Join(who.dir, "known_hosts"), hub.at)
	const given = "\x1b[?1049l"
	for _, end := range []func(*window){func(win *window) { win.types("\x03") }, func(*window) { hub.kill() }} {
		win := who.open("--remote", "ssh://"+hub.at.Address, "--identity", private)
		win.sees(t, "Lumen")
		win.types("\x10") // ctrl+p: the palette
		win.sees(t, "Create")
		end(win)
		win.sees(t, given)
		<-win.over
	}
	win := who.open("--remote", "ssh://"+hub.at.Address, "--identity", private)
	win.sees(t, "not reached")
	<-win.over
}

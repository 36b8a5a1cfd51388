package process_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"golang.org/x/crypto/ssh"
)

// dayHub is a hub that dies and comes back at the same place.
type dayHub struct {
	*town
	at    served
	extra []string
	cmd   *exec.Cmd // nil while none runs
}

func (h *dayHub) start() {
	h.t.Helper()
	listen := "127.0.0.1:0"
	if h.at.Address != "" {
		listen = h.at.Address
	}
	h.cmd = h.command(context.Background(), append([]string{"serve", "--listen", listen, "--json"}, h.extra...)...)
	out, err := h.cmd.StdoutPipe()
	if err == nil {
		err = h.cmd.Start()
	}
	if err != nil {
		h.t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &h.at)
	}
	if err != nil {
		h.t.Fatalf("the hub says %q: %v", line, err)
	}
}

// stop ends the hub with a signal.
func (h *dayHub) stop(with syscall.Signal) {
	if h.cmd != nil {
		_ = h.cmd.Process.Signal(with)
		_ = h.cmd.Wait()
		h.cmd = nil
	}
}

func (h *dayHub) kill() { h.stop(syscall.SIGKILL) }
func (h *dayHub) end()  { h.stop(syscall.SIGTERM) }

// pull takes the stick out, or puts it in.
func (d *day) pull(from, to string) {
	d.t.Helper()
	if err := os.Rename(from, to); err != nil {
		d.t.Fatal(err)
	}
}

// newDay makes a hub with people, tasks and orders, and three replicas that have all of it.
func newDay(t *testing.T, way dayWay) *day {
	t.Helper()
	w := &town{t: t, dir: dayDir(t, "hub"), program: built(t)}
	d := &day{t: t, way: way, hub: &dayHub{town: w}, keys: map[string]string{}}
	w.do("account", "add", "lumen", "--role", "seller", "--level", "senior", "--name", "Lumen Audio")
	for i, handle := range []string{"mia", "noah", "zoe"} {
		w.do("account", "add", handle, "--role", "creator", "--kind", "external", "--name", handle, "--channel", "instagram", "--followers", "48000",
			"--posts", "210", "--language", "en", "--country", "DE")
		w.do("account", "address", handle, fmt.Sprintf("%s, Hauptstr. %d, 10115 Berlin, DE, +49 30 00000%d", handle, i+1, i), "--as", handle)
	}
	for _, handle := range []string{"lumen", "mia"} {
		private, public := keyFile(t)
		w.do("account", "key", "add", handle, public)
		d.keys[handle] = private
	}
	if way == overFolder {
		d.stick = dayDir(t, "stick")
		if err := os.MkdirAll(d.stick, 0o755); err != nil {
			t.Fatal(err)
		}
		d.hub.extra = []string{"--folder", d.stick}
	}
	things := w.things(*dayCommands)
	d.hub.start()
	t.Cleanup(d.hub.end)
	d.office = &dayPerson{town: w, name: "the hub", things: things}
	d.laptop, d.second, d.mia = d.person("laptop", "lumen", things), d.person("second", "lumen", things), d.person("mia", "mia", things)
	var all sync.WaitGroup
	for _, who := range d.replicas() {
		all.Go(func() { d.join(who) })
	}
	all.Wait()
	if t.Failed() {
		t.FailNow()
	}
	return d
}

func (d *day) person(name, account string, things dayThings) *dayPerson {
	return &dayPerson{town: &town{t: d.t, dir: dayDir(d.t, name), program: d.hub.program}, name: name, account: account, things: things, items: map[uint64]bool{}}
}

// join makes somebody's directory a replica.
func (d *day) join(who *dayPerson) {
	joins := func(args ...string) {
		if out, errs, exit := who.run("", append([]string{"join"}, args...)...); exit != 0 {
			d.t.Errorf("%s: join %q: exit %d: %s%s", who.name, args, exit, out, errs)
		}
	}
	if d.way == overSSH {
		joins("ssh://"+d.hub.at.Address, "--identity", d.keys[who.account], "--fingerprint", d.hub.at.HostKey)
		return
	}
	url := "folder://" + filepath.ToSlash(d.stick)
	_, errs, _ := who.run("", "join", url, "--yes", "--json")
	_, line, _ := strings.Cut(errs, "ssh-ed25519 ")
	key := filepath.Join(d.t.TempDir(), "device.pub")
	if err := os.WriteFile(key, []byte("ssh-ed25519 "+strings.TrimRight(line, "\"}\n")+"\n"), 0o600); err != nil {
		d.t.Error(err)
	}
	d.hub.do("account", "key", "add", who.account, key)
	joins(url, "--yes")
}

// ask has the hub carry out a command line for an account, as ssh does.
func (d *day) ask(account string, args ...string) string {
	c, err := d.dial(account)
	if err != nil {
		d.t.Errorf("%s is not let in: %v", account, err)
		return ""
	}
	defer c.Close()
	s, err := c.NewSession()
	if err != nil {
		d.t.Error(err)
		return ""
	}
	out, err := s.Output(strings.Join(args, " "))
	if err != nil {
		d.t.Errorf("%s at the hub, %q: %v", account, args, err)
	}
	return string(out)
}

func (d *day) dial(account string) (*ssh.Client, error) {
	text, err := os.ReadFile(d.keys[account])
	if err != nil {
		return nil, err
	}
	key, err := ssh.ParsePrivateKey(text)
	if err != nil {
		return nil, err
	}
	return ssh.Dial("tcp", d.hub.at.Address, &ssh.ClientConfig{
		User: account, Auth: []ssh.AuthMethod{ssh.PublicKeys(key)},
		HostKeyCallback: func(_ string, _ net.Addr, k ssh.PublicKey) error {
			if ssh.FingerprintSHA256(k) != d.hub.at.HostKey {
				return fmt.Errorf("another hub: %s", ssh.FingerprintSHA256(k))
			}
			return nil
		},
	})
}

// firstOther is the first line in which two lists differ.
func firstOther(name, here, there string) string {
	ours, theirs := strings.Split(here, "\n"), strings.Split(there, "\n")
	for i := range min(len(ours), len(theirs)) {
		if ours[i] != theirs[i] {
			return fmt.Sprintf("%s ls, line %d\nhere %s\nhub  %s", name, i+1, ours[i], theirs[i])
		}
	}
	return fmt.Sprintf("%s ls has %d lines, the hub's %d", name, len(ours), len(theirs))
}

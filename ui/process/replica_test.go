package process_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// hub runs a hub at an address until it is told to end; extra are flags of its own.
func (w *town) hub(listen string, extra ...string) (at served, end func()) {
	w.t.Helper()
	c := w.command(context.Background(), append([]string{"serve", "--listen", listen, "--json"}, extra...)...)
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		w.t.Fatal(err)
	}
	over := false
	end = func() {
		if !over {
			over = true
			_ = c.Process.Signal(syscall.SIGTERM)
			_ = c.Wait()
		}
	}
	w.t.Cleanup(end)
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &at)
	}
	if err != nil {
		w.t.Fatalf("the hub says %q: %v", line, err)
	}
	return at, end
}

// copyOf is a directory that becomes a replica, with the same program.
func (w *town) copyOf(name string) *town {
	return &town{t: w.t, dir: filepath.Join(w.t.TempDir(), name), program: w.program}
}

// expect runs a command and checks its exit code and what it prints.
func (w *town) expect(exit int, says string, args ...string) string {
	w.t.Helper()
	out, errs, code := w.run("", args...)
	if code != exit || !strings.Contains(out+errs, says) {
		w.t.Fatalf("%q: exit %d, wanted %d with %q:\n%s%s", args, code, exit, says, out, errs)
	}
	return out
}

// aTask is the flags of a task that can be published.
func aTask(title string) []string {
	return []string{
		"task", "create", "--title", title, "--type", "fixed_price", "--link", "https://www.aliexpress.com/item/1005006123456789.html", "--content", "video",
		"--language", "en", "--description", "30 h battery, fits small ears, show the case in daylight", "--require", "Show the case open in daylight",
		"--fee", "120.00", "--currency", "USD", "--samples", "1", "--apply-by", "+10d", "--submit-by", "+60d", "--publish", "--json",
	}
}

// What is done without a network is queued, sent when it returns, and refused with a reason where the hub says no; payments
// are never queued unasked.
func TestAReplicaWorksWithoutItsHub(t *testing.T) {
	w := newTown(t)
	private, public := keyFile(t)
	w.do("account", "key", "add", "lumen", public)
	w.do("account", "add", "mia", "--role", "creator", "--kind", "external", "--name", "Mia", "--channel", "instagram", "--followers", "48000",
		"--posts", "210", "--language", "en", "--country", "DE")
	w.do("account", "address", "mia", "Mia M., Hauptstr. 1, 10115 Berlin, DE, +49 30 000000", "--as", "mia")
	at, end := w.hub("127.0.0.1:0")
	url := "ssh://" + at.Address

	laptop := w.copyOf("laptop")
	laptop.expect(3, "join.untrusted", "join", url, "--identity", private)
	laptop.expect(2, "join.fingerprint", "join", url, "--identity", private, "--fingerprint", "SHA256:another")
	laptop.expect(3, "join.pinned", "join", url, "--identity", private, "--fingerprint", "SHA256:"+strings.Repeat("A", 43))
	laptop.expect(3, "join.untrusted", "join", url, "--identity", private)
	laptop.expect(0, `"state":"joined"`, "join", url, "--identity", private, "--fingerprint", at.HostKey, "--json")
	laptop.expect(0, `"state":"joined"`, "join", url, "--json") // goes on with the same
	laptop.expect(3, "is a copy of", "join", "ssh://elsewhere.example")
	w.expect(3, "marketplace of its own", "join", url)
	stranger := w.copyOf("stranger")
	other, _ := keyFile(t)
	stranger.expect(6, "join.stranger", "join", url, "--identity", other, "--yes")
	stranger.expect(4, "market.none", "order", "ls") // nothing of it was left behind

	online := laptop.expect(0, `"state":"published"`, aTask("Made online")...)
	w.expect(0, "Made online", "task", "ls", "--as", "lumen")
	var task struct{ ID string }
	if err := json.Unmarshal([]byte(online), &task); err != nil || !strings.HasPrefix(task.ID, "T-") {
		t.Fatalf("%q is made online: %v", online, err)
	}
	order := strings.TrimSpace(w.do("order", "apply", task.ID, "--as", "mia", "--json", "--jq", ".id"))
	laptop.expect(0, `"queued":0`, "sync", "--json")
	end()

	laptop.expect(7, `"outcome":"queued"`, aTask("Made offline")...)
	laptop.expect(7, "awaiting sample", "order", "approve", order)
	laptop.expect(0, "awaiting sample", "order", "ls")
	laptop.expect(5, "outbox.confirm", "payment", "record", order, "--method", "paypal", "--amount", "1.00", "--reference", "X")
	laptop.expect(0, "application.approve", "outbox", "ls", "--json", "--state", "queued")
	laptop.expect(0, "Outbox", "why", order)
	laptop.expect(5, "hub.unreachable", "sync")
	laptop.expect(6, "replica.account", "order", "ls", "--as", "mia")
	for _, verb := range [][]string{{"backup", "x"}, {"serve"}} {
		laptop.expect(3, "replica.hub", verb...)
	}
	laptop.expect(0, `"ok":true`, "doctor", "--json")
	w.do("order", "cancel", order, "--as", "mia")

	_, end = w.hub(at.Address)
	defer end()
	laptop.expect(0, `"refused":1`, "sync", "--json")
	w.expect(0, "Made offline", "task", "ls", "--as", "lumen")
	refused := strings.TrimSpace(laptop.expect(0, "", "outbox", "ls", "--state", "refused", "--json", "--jq", ".item"))
	laptop.expect(0, "revision.moved", "why", refused, "--json")
	laptop.expect(3, "changed since", "outbox", "retry", refused)
	laptop.expect(0, "", "outbox", "edit", refused, "task", "close", task.ID, "--yes")
	if out := laptop.do("outbox", "ls", "--json"); out != "" {
		t.Errorf("the outbox still has %s", out)
	}
	w.expect(0, "ended", "task", "show", task.ID, "--json", "--as", "lumen")
	laptop.expect(4, "outbox.none", "outbox", "drop", "999", "--yes")
	w.expect(4, "replica.none", "outbox", "ls")
}

// A folder takes the place of the network, and the hub is asked to let the device in by the key that it shows.
func TestAReplicaOverAFolder(t *testing.T) {
	w := newTown(t)
	stick := t.TempDir()
	laptop := w.copyOf("laptop")
	url := "folder://" + filepath.ToSlash(stick)
	laptop.expect(5, "join.empty", "join", url, "--yes")
	_, end := w.hub("127.0.0.1:0", "--folder", stick)
	defer end()
	laptop.expect(3, "join.untrusted", "join", url)
	_, errs, exit := laptop.run("", "join", url, "--yes", "--json")
	if exit != 6 || !strings.Contains(errs, "ssh-ed25519 ") {
		t.Fatalf("a stranger gets %d: %s", exit, errs)
	}
	_, line, _ := strings.Cut(errs, "ssh-ed25519 ")
	key := filepath.Join(t.TempDir(), "device.pub")
	if err := os.WriteFile(key, []byte("ssh-ed25519 "+strings.TrimRight(line, "\"}\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.do("account", "key", "add", "lumen", key)
	laptop.expect(0, `"state":"joined"`, "join", url, "--yes", "--json")
	laptop.run("", "portals", "join", "--rate", "5")
	deadline := time.Now().Add(time.Minute)
	for time.Now().Before(deadline) {
		laptop.run("", "sync")
		if out, _, _ := laptop.run("", "outbox", "ls", "--json"); out == "" {
			break
		}
	}
	w.expect(0, "5", "portals", "rate", "--as", "lumen", "--json")
}

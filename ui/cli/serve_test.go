package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aeconnect/model"
)

func TestServe(t *testing.T) {
	w := newTown(t)
	var dir string
	var failure error
	w.app.Serve = func(_ context.Context, d string, o ServeOptions) error {
		dir = d
		o.Ready(Served{Address: "[::]" + o.Listen, Fingerprint: "SHA256:abc"})
		if w.out.Len() == 0 {
			t.Error("nothing was said while it serves")
		}
		return failure
	}
	if got := w.fails(4, "serve"); got.Rule != "market.none" || dir != "" {
		t.Errorf("without a marketplace: %+v, served %q", got, dir)
	}
	w.settle()
	if out := w.do("serve"); dir != "/data" || out != "Serving at [::]:2222. The host key is SHA256:abc. End it with ctrl+c.\n" {
		t.Errorf("%q %q", dir, out)
	}
	if got := w.json("serve", "--listen", ":22"); got["address"] != "[::]:22" || got["host_key"] != "SHA256:abc" || got["socket"] != nil {
		t.Errorf("%v", got)
	}
	if got := w.fails(6, "serve", "--as", "lumen"); got.Code != "forbidden" {
		t.Errorf("a seller: %+v", got)
	}
	failure = &Trouble{Exit: ExitUnreachable, Code: "busy", Err: errors.New("in use")}
	if got := w.fails(5, "serve", "--listen", ":1"); got.Code != "busy" {
		t.Errorf("%+v", got)
	}
}

// through makes the town's command lines come through a hub.
func (w *town) through(handle string) {
	a := model.AccountByHandle(w.dirs["/data"].s, handle)
	w.app.Caller = &Caller{Actor: model.Actor{Account: a.Key}}
}

func TestThroughAHub(t *testing.T) {
	w := newTown(t).settle()
	file := filepath.Join(t.TempDir(), "task.toml")
	if err := os.WriteFile(file, []byte("title = 'x'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.app.Serve = func(context.Context, string, ServeOptions) error { t.Error("served"); return nil }
	w.through("lumen")
	for _, c := range []struct {
		line []string
		code int
		rule string
	}{
		{[]string{"backup", "x"}, 6, "hub.verb"},
		{[]string{"backup", "-"}, 6, "hub.verb"},
		{[]string{"restore", "x", "--data", "/new"}, 6, "hub.verb"},
		{[]string{"doctor"}, 6, "hub.verb"},
		{[]string{"serve", "--help"}, 6, "hub.verb"},
		{[]string{"join", "ssh://x"}, 6, "hub.verb"},
		{[]string{"demo", "--no-open"}, 6, "hub.verb"},
		{[]string{"time", "advance", "5d"}, 6, "hub.verb"},
		{[]string{"--as", "mia", "time", "show"}, 6, "hub.verb"},
		{[]string{"order", "ls", "--as", "mia"}, 6, "hub.flag"},
		{[]string{"order", "ls", "--as", "lumen"}, 6, "hub.flag"},
		{[]string{"--data", "/demo", "order", "ls"}, 6, "hub.flag"},
		{[]string{"order", "ls", "--remote=ssh://x"}, 6, "hub.flag"},
		{[]string{"task", "create", "-f", file}, 2, "usage.hub"},
		{[]string{"task", "lint", "-f", "/etc/passwd"}, 2, "usage.hub"},
		{[]string{"nonsense"}, 2, "usage.verb"},
		{nil, 2, "usage.terminal.hub"},
	} {
		if got := w.fails(c.code, c.line...); got.Rule != c.rule {
			t.Errorf("%q: %+v, want %s", c.line, got, c.rule)
		}
	}
	if len(w.opened) > 0 {
		t.Errorf("screens were opened: %q", w.opened)
	}
	if got := w.json("task", "create", earbuds()[0], earbuds()[1], "--title", "Mine"); got["seller"] != "lumen" {
		t.Errorf("the key decides who acts, got %v", got["seller"])
	}
	if out := w.do("help"); strings.Contains(out, "backup") || strings.Contains(out, "serve") {
		t.Errorf("help promises what is refused:\n%s", out)
	}
}

// Nobody sees more by asking for words to be completed than by asking for the things themselves.
func TestCompletionThroughAHubIsTheKeysOwn(t *testing.T) {
	w := newTown(t).settle()
	mine := w.json(append([]string{"task", "create", "--as", "lumen"}, earbuds()...)...)["id"].(string)
	for handle, sees := range map[string]bool{"lumen": true, "mia": false} {
		w.through(handle)
		if out, _, _ := w.run("__complete", "task", "show", ""); strings.Contains(out, mine) != sees {
			t.Errorf("%s is offered %q", handle, out)
		}
		if out, _, _ := w.run("__complete", "task", "show", "--as", "lumen", ""); strings.Contains(out, mine) {
			t.Errorf("%s as somebody else is offered %q", handle, out)
		}
	}
}

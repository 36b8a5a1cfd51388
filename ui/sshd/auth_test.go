package sshd

import (
	"errors"
	"io"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

// pretender offers a public key that it cannot prove.
type pretender struct{ key gossh.PublicKey }

func (p pretender) PublicKey() gossh.PublicKey { return p.key }

func (pretender) Sign(io.Reader, []byte) (*gossh.Signature, error) {
	return nil, errors.New("I do not hold this key")
}

func TestProvenKeyDecides(t *testing.T) {
	h := start(t, generous())
	victim, own, second := newKey(t), newKey(t), newKey(t)
	h.house.give(victim, "lumen", Full)
	h.house.give(own, "mia", Full)
	h.house.give(second, "mia", Observer)
	unknown := newKey(t)
	for _, c := range []struct {
		name string
		user string
		ways []gossh.AuthMethod
		want string
	}{
		{"its own key", "mia", []gossh.AuthMethod{gossh.PublicKeys(own)}, `mia full [] `},
		{"somebody else's user name", "lumen", []gossh.AuthMethod{gossh.PublicKeys(own)}, `mia full [] `},
		{"another key of the same account", "mia", []gossh.AuthMethod{gossh.PublicKeys(second)}, `mia observer [] `},
		{"unknown keys first", "x", []gossh.AuthMethod{gossh.PublicKeys(unknown, newKey(t), own)}, `mia full [] `},
		{"another's key offered first", "lumen", []gossh.AuthMethod{gossh.PublicKeys(pretender{victim.PublicKey()}), gossh.PublicKeys(own)}, `mia full [] `},
		{"another's key offered last", "lumen", []gossh.AuthMethod{
			gossh.PublicKeys(pretender{own.PublicKey()}), gossh.PublicKeys(pretender{victim.PublicKey()}), gossh.PublicKeys(own),
		}, `mia full [] `},
	} {
		t.Run(c.name, func(t *testing.T) {
			client, err := gossh.Dial("tcp", h.addr, h.config(c.user, c.ways...))
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			if out, _, exit := run(t, client, "who", ""); strings.TrimSpace(out) != strings.TrimSpace(c.want) || exit != 0 {
				t.Errorf("%q, exit %d, want %q", out, exit, c.want)
			}
		})
	}
}

func TestOnlyAProvenKeyLetsIn(t *testing.T) {
	h := start(t, generous())
	victim, elsewhere := newKey(t), newKey(t)
	h.house.give(victim, "lumen", Full)
	agree := gossh.KeyboardInteractive(func(_, _ string, questions []string, _ []bool) ([]string, error) {
		return make([]string, len(questions)), nil
	})
	for _, c := range []struct {
		name string
		ways []gossh.AuthMethod
	}{
		{"nothing", nil},
		{"a password", []gossh.AuthMethod{gossh.Password("lumen")}},
		{"an unknown key", []gossh.AuthMethod{gossh.PublicKeys(newKey(t))}},
		{"a key that it does not hold", []gossh.AuthMethod{gossh.PublicKeys(pretender{victim.PublicKey()})}},
		{"no key, and a nod", []gossh.AuthMethod{agree, agree}},
		{"an unknown key, and a nod", []gossh.AuthMethod{gossh.PublicKeys(newKey(t)), agree, agree}},
		{"an unknown key, a nod, a key that it does not hold", []gossh.AuthMethod{gossh.PublicKeys(newKey(t)), agree, gossh.PublicKeys(pretender{victim.PublicKey()})}},
		{"an unknown key that it does not hold, twice", []gossh.AuthMethod{gossh.PublicKeys(pretender{elsewhere.PublicKey()})}},
		{"an unknown key that it does not hold, again", []gossh.AuthMethod{gossh.PublicKeys(pretender{elsewhere.PublicKey()}), agree}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if client, err := gossh.Dial("tcp", h.addr, h.config("lumen", c.ways...)); err == nil {
				client.Close()
				t.Error("let in")
			}
		})
	}
	if n := len(h.Sessions()); n != 0 {
		t.Errorf("%d sessions", n)
	}
}

// TestStranger walks the way of the usual client, whose keys are all unknown.
func TestStranger(t *testing.T) {
	h := start(t, generous())
	first, second := newKey(t), newKey(t)
	one, two := gossh.FingerprintSHA256(first.PublicKey()), gossh.FingerprintSHA256(second.PublicKey())
	told := ""
	listen := gossh.KeyboardInteractive(func(_, text string, questions []string, _ []bool) ([]string, error) {
		told += text
		if len(questions) > 0 {
			t.Error("it was asked something")
		}
		return nil, nil
	})
	keys := gossh.PublicKeys(first, second)
	if client, err := gossh.Dial("tcp", h.addr, h.config("x", keys, listen, listen)); err == nil {
		client.Close()
		t.Fatal("let in at once")
	}
	until(t, "the link is closed", func() bool { h.mu.Lock(); defer h.mu.Unlock(); return len(h.links) == 0 })
	h.house.give(first, "lumen", Full) // a known key is not passed over, although its owner was turned away with it
	if out, _, _ := run(t, h.dial(first, second), "who", ""); !strings.HasPrefix(out, "lumen") {
		t.Errorf("with a known key: %q", out)
	}
	h.house.revoke(first)
	client := h.dial(first, second)
	for _, text := range []string{"none of the 2 keys", one, two} {
		if !strings.Contains(told, text) {
			t.Errorf("told %q, without %q", told, text)
		}
	}
	out, errs, exit := run(t, client, "who", "")
	if exit != 6 || out != "" || !strings.Contains(errs, two) {
		t.Errorf("out %q, errors %q, exit %d", out, errs, exit)
	}
	w := h.window(client, 80, 24)
	if got := w.ends(); got != 6 || !strings.Contains(w.out.String(), two) {
		t.Errorf("exit %d, %q", got, w.out.String())
	}
	// Whoever is let in meanwhile is known from the next session on.
	h.house.give(second, "mia", Full)
	if out, _, _ := run(t, client, "who", ""); !strings.HasPrefix(out, "mia full") {
		t.Errorf("after being let in: %q", out)
	}
	if strings.Count(told, "none of") != 1 {
		t.Errorf("told several times: %q", told)
	}
	if h.Count(Strangers) != 2 || h.Count(Sessions) != 2 {
		t.Errorf("%d strangers, %d sessions", h.Count(Strangers), h.Count(Sessions))
	}
	h.house.revoke(second)
	for range 2 { // a script that comes again and again gets one answer, not now this and now that
		if _, _, exit := run(t, h.dial(first, second), "who", ""); exit != 6 {
			t.Errorf("coming again it ends with %d", exit)
		}
	}
}

func TestNoKeyIsToldWhatToDo(t *testing.T) {
	h, told := start(t, generous()), ""
	listen := gossh.KeyboardInteractive(func(_, text string, _ []string, _ []bool) ([]string, error) {
		told += text
		return nil, nil
	})
	if client, err := gossh.Dial("tcp", h.addr, h.config("x", listen)); err == nil {
		client.Close()
		t.Error("let in")
	}
	if !strings.Contains(told, "ssh-keygen") {
		t.Errorf("told %q", told)
	}
}

func TestScriptsGetNoScreens(t *testing.T) {
	h, key := start(t, generous()), newKey(t)
	h.house.give(key, "lumen", Script)
	client := h.dial(key)
	w := h.window(client, 80, 24)
	if exit := w.ends(); exit != 6 || !strings.Contains(w.out.String(), "for commands only") {
		t.Errorf("exit %d, %q", exit, w.out.String())
	}
	if out, _, exit := run(t, client, "who", ""); exit != 0 || !strings.HasPrefix(out, "lumen script") {
		t.Errorf("exit %d, %q", exit, out)
	}
}

// A house that cannot tell whose a key is makes nobody a stranger, ends nobody's session as revoked, and says what is.
func TestHouseThatCannotTell(t *testing.T) {
	h := start(t, generous())
	key, late := newKey(t), newKey(t)
	h.house.give(key, "mia", Full)
	h.house.give(late, "mia", Full)
	here := h.dial(key)
	defer here.Close()
	w := h.window(here, 80, 24)
	w.sees("mia")
	h.house.breaks(errors.New("stopped"))
	if n := h.Recheck(); n != 0 {
		t.Errorf("%d sessions count as revoked", n)
	}
	said := h.options.Words("").Say("ssh.stopped")
	if _, errs, exit := run(t, here, "who", ""); exit != unreachable || !strings.Contains(errs, said) {
		t.Errorf("a known connection: exit %d, %q", exit, errs)
	}
	var told string
	ask := gossh.KeyboardInteractive(func(_, text string, q []string, _ []bool) ([]string, error) {
		told += text
		return make([]string, len(q)), nil
	})
	if c, err := gossh.Dial("tcp", h.addr, h.config("x", gossh.PublicKeys(late), ask)); err == nil {
		c.Close()
		t.Error("somebody came in")
	}
	if strings.TrimSpace(told) != said {
		t.Errorf("who comes is told %q", told)
	}
	h.Halt()
	w.ends()
	w.whole(said)
	h.house.breaks(nil)
	c, err := gossh.Dial("tcp", h.addr, h.config("x", gossh.PublicKeys(late), ask))
	if err != nil {
		t.Fatal("afterwards:", err)
	}
	defer c.Close()
	if out, _, _ := run(t, c, "who", ""); !strings.HasPrefix(out, "mia full") {
		t.Errorf("afterwards: %q", out)
	}
}

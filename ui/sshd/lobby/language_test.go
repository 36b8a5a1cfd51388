package lobby

import (
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/ask"

	gossh "golang.org/x/crypto/ssh"
)

// draws opens screens for a client that has sent variables (name, value, name, value).
func draws(t *testing.T, c *gossh.Client, env []string) (*screenText, *gossh.Session) {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(env); n += 2 {
		if err := s.Setenv(env[n], env[n+1]); err != nil {
			t.Errorf("%s is refused: %v", env[n], err)
		}
	}
	out := &screenText{}
	s.Stdout = out
	_, _ = s.StdinPipe()
	_ = s.RequestPty("xterm-256color", 24, 80, nil)
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	return out, s
}

// says runs a command line for a client that has sent LANG.
func says(t *testing.T, c *gossh.Client, lang, line string) (out string) {
	t.Helper()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Setenv("LANG", lang); err != nil {
		t.Fatal(err)
	}
	said, _ := s.Output(line)
	return string(said)
}

// TestEachSessionHasItsLanguage: what the account has set, else what the client asks for, at once with others.
func TestEachSessionHasItsLanguage(t *testing.T) {
	h := newHub(t)
	lumen, _ := h.enter("lumen", model.KeyFull)
	mia, _ := h.enter("mia", model.KeyFull)
	h.notebook.SetPreference("mia", ask.SettingLanguage, "es")
	sessions := []struct {
		client      *gossh.Client
		says, other string
		env         []string
		out         *screenText
		session     *gossh.Session
	}{
		{client: lumen, says: "Plaza de tareas", other: "Task Square", env: []string{"LANG", "es_ES.UTF-8"}},
		{client: lumen, says: "Task Square", other: "Plaza de tareas", env: []string{"LANG", "es_ES.UTF-8", "LC_ALL", "en_GB.UTF-8"}},
		{client: lumen, says: "Task Square", other: "Plaza de tareas"},
		{client: mia, says: "Plaza de tareas", other: "Task Square", env: []string{"LANG", "en_US.UTF-8"}},
	}
	for i := range sessions {
		sessions[i].out, sessions[i].session = draws(t, sessions[i].client, sessions[i].env)
	}
	for _, s := range h.host.Sessions() {
		if s.Visitor.Handle == "mia" {
			defer func() { sessions[3].out.sees(t, "El operador") }() // what is said last is, too
			defer h.host.EndSession(s.Number)
		}
	}
	for i, c := range sessions {
		c.out.sees(t, c.says)
		if i == 3 {
			continue
		}
		_ = c.session.Close()
		c.out.mu.Lock()
		if drawn := c.out.b.String(); strings.Contains(drawn, c.other) {
			t.Errorf("%v: two languages in one session: %q", c.env, drawn)
		}
		c.out.mu.Unlock()
	}
	for _, c := range []struct {
		client     *gossh.Client
		lang, says string
	}{
		{lumen, "es_ES.UTF-8", "Revisión del contenido"}, {lumen, "en_US.UTF-8", "Review of content"}, {mia, "en_US.UTF-8", "Revisión del contenido"},
	} {
		if out := says(t, c.client, c.lang, "why content.review"); !strings.Contains(out, c.says) {
			t.Errorf("LANG=%s: %q", c.lang, out)
		}
		if out := says(t, c.client, c.lang, "why content.review --json"); !strings.Contains(out, "Review of content") {
			t.Errorf("LANG=%s, to a program: %q", c.lang, out)
		}
	}
}

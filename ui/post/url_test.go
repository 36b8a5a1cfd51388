package post_test

import (
	"testing"

	"aeconnect/ui/post"
)

func TestAddressesAreWrittenOut(t *testing.T) {
	for typed, c := range map[string]struct{ url, shell string }{
		"":                        {"", ""},
		" hub.example ":           {"ssh://hub.example", "ssh -p 2222 hub.example"},
		"hub.example:2222":        {"ssh://hub.example:2222", "ssh -p 2222 hub.example"},
		"ssh://me@hub.example:22": {"ssh://me@hub.example:22", "ssh -p 22 me@hub.example"},
		"/media/stick":            {"folder:///media/stick", ""},
		"folder:///media/stick":   {"folder:///media/stick", ""},
		"unix:///run/hub.sock":    {"unix:///run/hub.sock", ""},
		"ssh://[::1]:22":          {"ssh://[::1]:22", "ssh -p 22 ::1"},
		"ssh://%zz":               {"ssh://%zz", ""},
	} {
		if got := post.URL(typed); got != c.url {
			t.Errorf("%q is %q", typed, got)
		}
		if got := post.Shell(c.url); got != c.shell {
			t.Errorf("%q is reached with %q", c.url, got)
		}
	}
}

package post

import (
	"cmp"
	"net/url"
	"strings"
)

// URL is the address of a hub as it was typed, written out: a bare name is a hub at the other end of ssh, a path is a
// folder; "" for nothing.
func URL(typed string) string {
	typed = strings.TrimSpace(typed)
	switch {
	case typed == "" || strings.Contains(typed, "://"):
		return typed
	case strings.HasPrefix(typed, "/"):
		return "folder://" + typed
	}
	return "ssh://" + strings.TrimPrefix(typed, "//")
}

// hubPort is where a hub listens whose address names no port; ssh by itself would knock at 22.
const hubPort = "2222"

// Shell is the command line that reaches the hub of a URL with ssh itself, where one asks to be let in; "" where there is
// no such way.
func Shell(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "ssh" || u.Hostname() == "" {
		return ""
	}
	line := "ssh -p " + cmp.Or(u.Port(), hubPort) + " "
	if user := u.User.Username(); user != "" {
		line += user + "@"
	}
	return line + u.Hostname()
}

package kit

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// NoTerminalError says why a program that draws cannot run here.
type NoTerminalError struct {
	Reason string // a sentence without its full stop
}

// Error is the reason.
func (e *NoTerminalError) Error() string { return e.Reason }

// DetectTheme returns what a terminal's environment ("KEY=value") says about
// it: how many colours, whether more than ASCII, and, until the terminal itself
// answers, whether it is dark. NO_COLOR of any value leaves only bold.
func DetectTheme(env []string) ThemeOptions {
	o := ThemeOptions{Dark: dark(lookup(env, "COLORFGBG")), Profile: colorprofile.Env(env), ASCII: asciiOnly(env)}
	if lookup(env, "NO_COLOR") != "" || oldTerminal(lookup(env, "TERM")) {
		o.Profile = min(o.Profile, colorprofile.Ascii)
	}
	return o
}

// lookup returns a variable's last value, as a process would see it.
func lookup(env []string, name string) string {
	for i := len(env) - 1; i >= 0; i-- {
		if value, ok := strings.CutPrefix(env[i], name+"="); ok {
			return value
		}
	}
	return ""
}

// dark reads COLORFGBG, "15;0" or "0;default;15", in which some terminals name
// their colours out of 16. Without it a terminal counts as dark, as most are.
func dark(colors string) bool {
	bg, err := strconv.Atoi(colors[strings.LastIndexByte(colors, ';')+1:])
	return err != nil || bg < 7 || bg == 8
}

// asciiOnly reports whether nothing beyond ASCII can be shown: the locale is set
// and not UTF-8, or the terminal is one of old and nothing else is said. The
// plain locale counts only when LC_ALL asks for it: LANG=C is what containers
// have that nobody set up, in front of a modern terminal, and without any
// locale, as over many SSH connections, the terminal counts as modern too.
func asciiOnly(env []string) bool {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		switch value := strings.ToLower(lookup(env, name)); {
		case value == "":
		case value == "c" || value == "posix":
			return name == "LC_ALL" || oldTerminal(lookup(env, "TERM"))
		default:
			return !strings.Contains(value, "utf-8") && !strings.Contains(value, "utf8")
		}
	}
	return oldTerminal(lookup(env, "TERM"))
}

// oldTerminal reports whether a terminal is older than Unicode.
func oldTerminal(term string) bool { return strings.HasPrefix(term, "vt") }

// erases reports whether a terminal paints what it erases in the background in
// use. GNU screen does not, and what runs under its name may be it.
func erases(term string) bool { return !strings.HasPrefix(term, "screen") }

// capable returns an error for a terminal that cannot be drawn on.
func capable(term string) error {
	switch {
	case term == "dumb":
		return &NoTerminalError{"the terminal cannot be drawn on (TERM=dumb)"}
	case term == "":
		return &NoTerminalError{"the kind of terminal is unknown (TERM is not set)"}
	}
	return nil
}

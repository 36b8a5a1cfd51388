package cli

import (
	"strings"
	"testing"
)

// People are spoken to in the account's own language, else in the terminal's; programs read the same everywhere.
func TestTheLanguageOfACommand(t *testing.T) {
	w, kept := newTown(t).settle(), liked{}
	w.app.Preferences = func(string) Preferences { return kept }
	line := []string{"why", "content.review", "--as", "lumen"}
	english, machine := w.do(line...), w.do(append(line, "--json")...)
	for _, x := range []struct{ lang, set, says string }{
		{"", "", "Review of content"},
		{"es_ES.UTF-8", "", "Revisión del contenido"},
		{"es_ES.UTF-8", "en", "Review of content"},
		{"en_US.UTF-8", "es", "Revisión del contenido"},
		{"de_DE.UTF-8", "", "Review of content"},
		{"es", "follow", "Revisión del contenido"},
	} {
		w.env["LANG"], kept["lumen/language"] = x.lang, x.set
		if out := w.do(line...); !strings.Contains(out, x.says) || (out == english) != (x.says == "Review of content") {
			t.Errorf("LANG=%s, set to %q: %q", x.lang, x.set, out)
		}
		if out := w.do(append(line, "--json")...); out != machine {
			t.Errorf("LANG=%s, set to %q: programs read %q, elsewhere %q", x.lang, x.set, out, machine)
		}
	}
}

// A refusal is in the terminal's language before anybody is known; its JSON is not.
func TestTheLanguageOfARefusal(t *testing.T) {
	w := newTown(t)
	w.env["LANG"] = "es_ES.UTF-8"
	if _, errs, _ := w.run("ordre"); !strings.Contains(errs, "no es un") {
		t.Errorf("%q", errs)
	}
	if _, errs, _ := w.run("ordre", "--json"); !strings.Contains(errs, "is no command") {
		t.Errorf("%q", errs)
	}
}

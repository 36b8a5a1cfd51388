package assets

import (
	"regexp"
	"strings"
)

// How command lines begin in the catalogue: run here, or through a hub whose name is not known.
const (
	program = "aeconnect "
	choosy  = "-o IdentitiesOnly=yes HUB" // the end of a line that offers one key
)

// anyHub is the line to a hub whose name is not known, also at the end of a sentence. quotedWords are arguments of
// several words in a command line, and named who acts: no hub takes that.
var (
	anyHub      = regexp.MustCompile(`ssh HUB\b`)
	quotedWords = regexp.MustCompile(`"([^"]*)"`)
	named       = regexp.MustCompile(` --as [\w-]+`)
)

// Called returns the same words for whoever runs the program by another line, "ssh hub.example": commands begin with it,
// and do not name an account, which the key has chosen. ssh hands words on without the quotes that a shell has taken
// away, so a text of several words stands in two pairs.
func (w *Words) Called(line string) *Words {
	c := *w
	c.called = line
	return &c
}

// Program returns how the program is run, "aeconnect" unless [Words.Called] says otherwise.
func (w *Words) Program() string {
	if w.called == "" {
		return strings.TrimSpace(program)
	}
	return w.called
}

// call puts the line that the program is run by in the place of its name. It is given what the catalogue says, never what
// somebody has typed.
func (w *Words) call(text string) string {
	if w.called == "" {
		return text
	}
	text = anyHub.ReplaceAllLiteralString(text, w.called)
	if to, ok := strings.CutPrefix(w.called, "ssh "); ok {
		text = strings.ReplaceAll(text, choosy, strings.TrimSuffix(choosy, "HUB")+to)
	}
	if !strings.Contains(text, program) {
		return text
	}
	text = quotedWords.ReplaceAllString(named.ReplaceAllString(text, ""), `"'$1'"`)
	text = strings.ReplaceAll(text, program, w.called+" ")
	for _, verb := range []string{"backup", "restore", "doctor", "serve", "join", "demo", "time"} { // a hub refuses them: they are for its own machine
		text = strings.ReplaceAll(text, w.called+" "+verb, program+verb)
	}
	return text
}

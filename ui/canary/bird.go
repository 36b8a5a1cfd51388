package canary

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Bird is a word that stands in one private text and nowhere else, and who may read it at this stage.
type Bird struct {
	Name  string // what it stands for: "mia's address"
	Word  string // "zqxkvjwxkv", or a whole ID
	ID    bool   // it names a thing and no text
	may   []string
	ever  []string
	heard map[string]bool // who has read it
}

// May tells whether a reader may know of the bird now.
func (b *Bird) May(reader string) bool { return slices.Contains(b.may, reader) }

// Aviary keeps birds. It may be asked by several goroutines, and changed by one while nobody asks.
type Aviary struct {
	t     testing.TB
	Birds []*Bird
	mu    sync.Mutex
}

// word is how the words of birds look. One that a column cut is found by what is left of it.
var word = regexp.MustCompile(`zq[xkvjw]{1,8}|[a-z]-[0-9a-z]{4}-[0-9a-z]{4}`)

// Nowhere is a word like those of birds that stands in no text.
const Nowhere = "zqwwwwwwww"

// written returns the n-th word: of letters so rare, and so many of them, that a search that forgives much finds it in no
// other text.
func written(n int) string {
	const letters = "xkvjw"
	b := []byte("zq")
	for h := uint64(n+1) * 0x9E3779B97F4A7C15; len(b) < 10; h = h>>5 | h<<59 {
		b = append(b, letters[(h>>11)%uint64(len(letters))])
	}
	return string(b)
}

// hatch makes a bird that some readers may know of, and returns its word.
func (a *Aviary) hatch(name string, may ...string) string {
	b := &Bird{Name: name, Word: written(len(a.Birds)), heard: map[string]bool{}}
	a.Birds = append(a.Birds, b)
	a.show(name, may...)
	return b.Word
}

// tag makes a bird of an ID.
func (a *Aviary) tag(name, id string, may ...string) {
	a.Birds = append(a.Birds, &Bird{Name: name, Word: strings.ToLower(id), ID: true, heard: map[string]bool{}})
	a.show(name, may...)
}

// show lets more readers know of a bird.
func (a *Aviary) show(name string, more ...string) {
	b := a.Named(name)
	b.may = append(slices.Clip(b.may), more...)
	b.ever = append(b.ever, more...)
}

// hide takes a bird from readers.
func (a *Aviary) hide(name string, less ...string) {
	b := a.Named(name)
	b.may = slices.DeleteFunc(slices.Clone(b.may), func(r string) bool { return slices.Contains(less, r) })
}

// Named returns the bird of a name.
func (a *Aviary) Named(name string) *Bird {
	for _, b := range a.Birds {
		if b.Name == name {
			return b
		}
	}
	a.t.Fatalf("no canary is called %q", name)
	return nil
}

// Escaped returns the names of the birds in a text that its reader may not know of, apart from those that the reader
// typed itself. A word that was cut short is an escape where no bird that the reader may know of begins so.
func (a *Aviary) Escaped(reader, text, typed string) (names []string) {
	text, typed = strings.ToLower(text), strings.ToLower(typed)
	for _, found := range slices.Compact(word.FindAllString(text, -1)) {
		var fits []*Bird
		known := strings.Contains(typed, found)
		for _, b := range a.Birds {
			if !strings.HasPrefix(b.Word, found) {
				continue
			}
			if fits = append(fits, b); b.May(reader) {
				known = true
				a.note(b, reader)
			}
		}
		if !known && len(fits) > 0 && !slices.Contains(names, fits[0].Name) {
			names = append(names, fits[0].Name)
		}
	}
	return names
}

func (a *Aviary) note(b *Bird, reader string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	b.heard[reader] = true
}

// Mute returns the birds that nobody ever read although somebody might: a test that never meets a text says nothing about
// it. Only is who looked.
func (a *Aviary) Mute(only []string) (names []string) {
	for _, b := range a.Birds {
		if len(b.heard) == 0 && slices.ContainsFunc(b.ever, func(r string) bool { return slices.Contains(only, r) }) {
			names = append(names, b.Name)
		}
	}
	return names
}

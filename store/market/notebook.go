package market

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/renameio/v2"
)

// Notebook keeps what belongs to a person's screens and not to the marketplace: what was typed into forms and not
// sent, where each account was, and how each likes its screens. It lies beside the marketplace, for its owner alone
// to read, and is written soon after each change, whole or not at all; losing it loses nothing that was sent. It may
// be used by any number of goroutines.
type Notebook struct {
	path  string
	mu    sync.Mutex
	notes notes
	dirty bool
	timer *time.Timer
	err   error // of the last write
	over  bool  // it is another process's now
}

type notes struct {
	Drafts map[string]map[string]string `json:"drafts,omitempty"`
	Places map[string]string            `json:"places,omitempty"`

	Preferences map[string]map[string]string `json:"preferences,omitempty"` // by handle and name
}

// writeAfter is how long a change may wait, so that typing does not write a file a key.
const writeAfter = 100 * time.Millisecond

// OpenNotebook reads the notebook of a data directory. One that cannot be read begins empty; what stood there is set
// aside as notebook.broken.json, never written over.
func OpenNotebook(dir string) *Notebook {
	n := &Notebook{path: filepath.Join(dir, "notebook.json")}
	data, err := os.ReadFile(n.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil || json.Unmarshal(data, &n.notes) != nil:
		n.notes = notes{}
		n.err = n.setAside()
	}
	for _, kept := range []*map[string]map[string]string{&n.notes.Drafts, &n.notes.Preferences} {
		if *kept == nil {
			*kept = map[string]map[string]string{}
		}
	}
	if n.notes.Places == nil {
		n.notes.Places = map[string]string{}
	}
	return n
}

// setAside gives a file that cannot be read a name of its own: ".broken", or ".broken-2" where there is one already.
func (n *Notebook) setAside() error {
	base := strings.TrimSuffix(n.path, ".json") + ".broken"
	for i := 1; ; i++ {
		aside := base + ".json"
		if i > 1 {
			aside = base + "-" + strconv.Itoa(i) + ".json"
		}
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			return os.Rename(n.path, aside)
		} else if err != nil {
			return err
		}
	}
}

// Draft returns the values kept under a name, by field; nil where there are none.
func (n *Notebook) Draft(name string) map[string]string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return maps.Clone(n.notes.Drafts[name])
}

// Keep keeps the values of a form; nil forgets them. What has a name that begins with a zero byte is not kept: it is the
// session's own, as where the cursor is.
func (n *Notebook) Keep(name string, values map[string]string) {
	n.change(func() {
		if values == nil {
			delete(n.notes.Drafts, name)
			return
		}
		own := maps.Clone(values)
		maps.DeleteFunc(own, func(field, _ string) bool { return strings.HasPrefix(field, "\x00") })
		n.notes.Drafts[name] = own
	})
}

// Place returns where an account was, as it was kept; "" for nowhere.
func (n *Notebook) Place(handle string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.notes.Places[handle]
}

// SetPlace keeps where an account is.
func (n *Notebook) SetPlace(handle, place string) {
	n.change(func() { n.notes.Places[handle] = place })
}

// Preference returns how an account likes something, "" where it never said.
func (n *Notebook) Preference(handle, name string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.notes.Preferences[handle][name]
}

// SetPreference keeps how an account likes something; "" forgets it.
func (n *Notebook) SetPreference(handle, name, value string) {
	n.change(func() {
		own := n.notes.Preferences[handle]
		switch {
		case value == "":
			delete(own, name)
		case own == nil:
			n.notes.Preferences[handle] = map[string]string{name: value}
		default:
			own[name] = value
		}
	})
}

func (n *Notebook) change(do func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	do()
	if !n.dirty && !n.over {
		n.dirty = true
		n.timer = time.AfterFunc(writeAfter, func() { _ = n.Flush() })
	}
}

// Close writes what has changed, and nothing from then on: the directory may be another process's the moment after.
func (n *Notebook) Close() error {
	err := n.Flush()
	n.mu.Lock()
	defer n.mu.Unlock()
	n.over = true
	return err
}

// Flush writes what has changed.
func (n *Notebook) Flush() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.dirty {
		return n.err
	}
	n.dirty = false
	n.timer.Stop()
	data, err := json.Marshal(n.notes)
	if err == nil {
		err = renameio.WriteFile(n.path, data, 0o600)
	}
	n.err = err
	if err != nil {
		return errors.Join(errors.New("what was typed could not be kept"), err)
	}
	return nil
}

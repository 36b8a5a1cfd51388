package market

import (
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/renameio/v2"
)

// Notebook keeps what belongs to a person's screens and not to the marketplace: what was typed into forms and not
// sent, and where each account was. It lies beside the marketplace and is written soon after each change, whole or
// not at all; losing it loses nothing that was sent. It may be used by any number of goroutines.
type Notebook struct {
	path  string
	mu    sync.Mutex
	notes notes
	dirty bool
	timer *time.Timer
	err   error // of the last write
}

type notes struct {
	Drafts map[string]map[string]string `json:"drafts,omitempty"`
	Places map[string]string            `json:"places,omitempty"`
}

// writeAfter is how long a change may wait, so that typing does not write a file a key.
const writeAfter = 300 * time.Millisecond

// OpenNotebook reads the notebook of a data directory; one that cannot be read begins empty.
func OpenNotebook(dir string) *Notebook {
	n := &Notebook{path: filepath.Join(dir, "notebook.json")}
	if data, err := os.ReadFile(n.path); err == nil {
		_ = json.Unmarshal(data, &n.notes)
	}
	if n.notes.Drafts == nil {
		n.notes.Drafts = map[string]map[string]string{}
	}
	if n.notes.Places == nil {
		n.notes.Places = map[string]string{}
	}
	return n
}

// Draft returns the values kept under a name, by field; nil where there are none.
func (n *Notebook) Draft(name string) map[string]string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return maps.Clone(n.notes.Drafts[name])
}

// Keep keeps the values of a form; nil forgets them.
func (n *Notebook) Keep(name string, values map[string]string) {
	n.change(func() {
		if values == nil {
			delete(n.notes.Drafts, name)
			return
		}
		n.notes.Drafts[name] = maps.Clone(values)
	})
}

// Place returns the menu entry that an account was at, "" for none.
func (n *Notebook) Place(handle string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.notes.Places[handle]
}

// SetPlace keeps where an account is.
func (n *Notebook) SetPlace(handle, entry string) {
	n.change(func() { n.notes.Places[handle] = entry })
}

func (n *Notebook) change(do func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	do()
	if !n.dirty {
		n.dirty = true
		n.timer = time.AfterFunc(writeAfter, func() { _ = n.Flush() })
	}
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

package share

import (
	"maps"
	"strings"
	"sync"
)

// Drafts keeps what was typed and not sent, by name; nil values forget it.
type Drafts interface {
	Draft(name string) map[string]string
	Keep(name string, values map[string]string)
}

// Places keeps where each account was.
type Places interface {
	Place(handle string) string
	SetPlace(handle, place string)
}

// Kept is what a memory holds.
type Kept struct {
	Places map[string]string            `json:"places,omitempty"`
	Drafts map[string]map[string]string `json:"drafts,omitempty"` // null: it was sent, or given up
}

// Note is one thing that a memory was told.
type Note struct {
	Place  bool              `json:"place"` // else a draft
	Name   string            `json:"name"`
	Text   string            `json:"text,omitempty"`   // of a place
	Values map[string]string `json:"values,omitempty"` // of a draft
}

// Memory is what the screens of one session remember. What they wrote themselves they find again, whatever other
// sessions of the same account wrote meanwhile; all of it goes on to the notebook that everybody shares. It may be used
// by any number of goroutines.
type Memory struct {
	drafts Drafts
	places Places
	tell   func(Note) // nil: nobody wants to know

	mu     sync.Mutex
	kept   Kept
	resume map[string]bool // drafts that another process began, which go on where the cursor was
}

// NewMemory returns the memory of a session that begins with what was kept, over a notebook. tell is told of each
// change.
func NewMemory(kept Kept, tell func(Note)) *Memory {
	m := &Memory{tell: tell, kept: Kept{Places: map[string]string{}, Drafts: map[string]map[string]string{}}}
	maps.Copy(m.kept.Places, kept.Places)
	maps.Copy(m.kept.Drafts, kept.Drafts)
	m.resume = map[string]bool{}
	for name := range kept.Drafts {
		m.resume[name] = true
	}
	return m
}

// Over puts the memory over a notebook, which is told at once what the memory holds: the process that showed the screens
// before may not have come to it.
func (m *Memory) Over(d Drafts, p Places) *Memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.drafts, m.places = d, p
	for name, values := range m.kept.Drafts {
		d.Keep(name, values)
	}
	for handle, place := range m.kept.Places {
		p.SetPlace(handle, place)
	}
	return m
}

// Note takes over what another memory was told.
func (m *Memory) Note(n Note) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if n.Place {
		m.kept.Places[n.Name] = n.Text
		return
	}
	m.kept.Drafts[n.Name] = n.Values
}

// Kept returns what the memory holds.
func (m *Memory) Kept() Kept {
	m.mu.Lock()
	defer m.mu.Unlock()
	return Kept{Places: maps.Clone(m.kept.Places), Drafts: maps.Clone(m.kept.Drafts)}
}

// Draft returns the values kept under a name, by field; nil where there are none. Where the cursor was, which has a name
// that begins with a zero byte, is told once, to screens that go on where another process left them: who opens a form
// again otherwise begins at its top.
func (m *Memory) Draft(name string) map[string]string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if values, own := m.kept.Drafts[name]; own {
		values = maps.Clone(values)
		if !m.resume[name] {
			maps.DeleteFunc(values, func(field, _ string) bool { return strings.HasPrefix(field, "\x00") })
		}
		delete(m.resume, name)
		return values
	}
	return m.drafts.Draft(name)
}

// Keep keeps the values of a form; nil forgets them.
func (m *Memory) Keep(name string, values map[string]string) {
	n := Note{Name: name, Values: maps.Clone(values)}
	m.Note(n)
	m.drafts.Keep(name, values)
	m.told(n)
}

// Place returns where an account was, "" for nowhere.
func (m *Memory) Place(handle string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	if place, own := m.kept.Places[handle]; own {
		return place
	}
	return m.places.Place(handle)
}

// SetPlace keeps where an account is.
func (m *Memory) SetPlace(handle, place string) {
	n := Note{Place: true, Name: handle, Text: place}
	m.Note(n)
	m.places.SetPlace(handle, place)
	m.told(n)
}

func (m *Memory) told(n Note) {
	if m.tell != nil {
		m.tell(n)
	}
}

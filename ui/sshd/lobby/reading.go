package lobby

import (
	"maps"
	"sync"
)

// reading is the notebook of somebody who changes nothing: what is written in it is found again as long as the session
// lasts, and nowhere else.
type reading struct {
	Notebook

	mu     sync.Mutex
	drafts map[string]map[string]string // nil: forgotten
	places map[string]string
	set    map[[2]string]string
}

func newReading(n Notebook) *reading {
	return &reading{Notebook: n, drafts: map[string]map[string]string{}, places: map[string]string{}, set: map[[2]string]string{}}
}

// Draft implements screen.Drafts.
func (r *reading) Draft(name string) map[string]string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if own, is := r.drafts[name]; is {
		return maps.Clone(own)
	}
	return r.Notebook.Draft(name)
}

// Keep implements screen.Drafts.
func (r *reading) Keep(name string, values map[string]string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.drafts[name] = values
}

// Place implements ui.Places.
func (r *reading) Place(handle string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if own, is := r.places[handle]; is {
		return own
	}
	return r.Notebook.Place(handle)
}

// SetPlace implements ui.Places.
func (r *reading) SetPlace(handle, place string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.places[handle] = place
}

// Preference implements cli.Preferences.
func (r *reading) Preference(handle, name string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if own, is := r.set[[2]string{handle, name}]; is {
		return own
	}
	return r.Notebook.Preference(handle, name)
}

// SetPreference implements cli.Preferences.
func (r *reading) SetPreference(handle, name, value string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.set[[2]string{handle, name}] = value
}

// Flush implements cli.Preferences: there is nothing to write.
func (*reading) Flush() error { return nil }

package replica

import (
	"iter"
	"maps"
	"slices"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// ahead reads rows and makes their list entries before anybody writes them, beside whoever writes those before. It knows
// nothing but policies; what depends on more is left to the writer.
type ahead struct {
	rows     []early // of all puts, in order
	groups   map[string]*[]change
	policies map[model.Ref]model.Row
	keys     keys
	entries  []model.Entry // of the row at hand
}

// early is what is known of a put before it is written.
type early struct {
	row    model.Row // nil: the writer reads it, or needs nothing of it
	listed bool      // its entries have been made
}

func newAhead(policies map[model.Ref]model.Row) *ahead {
	return &ahead{policies: policies, rows: make([]early, 0, fillRows), groups: map[string]*[]change{}}
}

// read reads a put and makes its entries. What cannot be read is left to the writer, who sees the error.
func (a *ahead) read(codec journal.Codec, put remote.Put) {
	var e early
	if row, err := decodeRow(codec, put.Ref, put.Row); err == nil {
		e.row, e.listed = row, a.list(row)
		if e.listed && len(commitments(row)) == 0 {
			e.row = nil
		}
	}
	a.rows = append(a.rows, e)
}

// list makes the entries of a row, and tells whether it could.
func (a *ahead) list(row model.Row) (done bool) {
	if row.Ref().Kind == model.KindPolicy {
		a.policies[row.Ref()] = row
	}
	defer func() {
		if p := recover(); p != nil { // unknown, or what the unknown led to
			done = false
		}
	}()
	a.entries = model.AppendEntries(a.entries[:0], policyReader(a.policies), row)
	for _, e := range a.entries {
		c := change{a.keys.of(e), 1, e.List}
		group := a.groups[string(c.key[:groupBytes(c.key)])]
		if group == nil {
			group = new([]change)
			a.groups[string(c.key[:groupBytes(c.key)])] = group
		}
		*group = append(*group, c)
	}
	return true
}

// inOrder returns all entries in order: group by group, in most of which they came in order.
func (a *ahead) inOrder() (all []change) {
	n := 0
	for _, group := range a.groups {
		n += len(*group)
	}
	all = make([]change, 0, n)
	for _, name := range slices.Sorted(maps.Keys(a.groups)) {
		group := *a.groups[name]
		inOrder(group)
		all = append(all, group...)
	}
	return all
}

// policyReader knows policies and throws unknown at whoever asks for more.
type policyReader map[model.Ref]model.Row

var _ model.Reader = policyReader(nil)

type unknown struct{}

// Get implements model.Reader.
func (r policyReader) Get(ref model.Ref) (model.Row, model.Presence) {
	if row := r[ref]; row != nil {
		return row, model.Known
	}
	panic(unknown{})
}

// Next implements model.Reader.
func (r policyReader) Next(kind model.Kind) model.Key {
	if kind == model.KindPolicy {
		return model.Key(len(r) + 1)
	}
	panic(unknown{})
}

// Secret implements model.Reader.
func (r policyReader) Secret(model.Commitment) (model.Opened, model.Presence) { panic(unknown{}) }

// Count implements model.Reader.
func (r policyReader) Count(model.List, string) int { panic(unknown{}) }

// Scan implements model.Reader.
func (r policyReader) Scan(model.List, string, model.Place, bool) iter.Seq[model.Place] {
	panic(unknown{})
}

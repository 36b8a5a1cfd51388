package replica

import (
	"iter"

	"aeconnect/model"
)

// ahead makes list entries of rows before anybody writes them, beside whoever writes those before. It knows nothing but
// policies; what depends on more is left to the writer.
type ahead struct {
	changes  []change
	listed   map[*byte]bool // rows whose entries are in changes, by the first byte of theirs
	policies map[model.Ref]model.Row
	keys     keys
}

func newAhead(policies map[model.Ref]model.Row) ahead {
	return ahead{listed: make(map[*byte]bool, fillRows), policies: policies, changes: make([]change, 0, 4*fillRows)}
}

// list adds the entries of a row that is kept as raw.
func (a *ahead) list(row model.Row, raw []byte) {
	if row.Ref().Kind == model.KindPolicy {
		a.policies[row.Ref()] = row
	}
	before := len(a.changes)
	defer func() {
		if p := recover(); p != nil { // unknown, or what the unknown led to
			a.changes = a.changes[:before]
		}
	}()
	for _, e := range model.EntriesOf(policyReader(a.policies), row) {
		a.changes = append(a.changes, change{a.keys.of(e), 1, e.List})
	}
	a.listed[&raw[0]] = true
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

package hub

import (
	"bytes"
	"encoding/binary"
	"slices"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// The feed says for each audience what changed and when: an index that only grows, from audience and entry to rows. A
// task that everybody sees costs one row of it, not one for each person. It holds no rows of the state: whoever pulls
// looks at the state as it is then, so that what was overtaken is never sent and what somebody may see is decided once,
// by the model.

// mention is one row that an entry has to tell an audience of.
type mention struct {
	ref     model.Ref
	changed bool // it looks otherwise, has come or has gone
	about   bool // the entry belongs to its history
}

// notices is what one entry has to tell.
type notices struct {
	order []model.Audience
	by    map[model.Audience][]mention
}

func (n *notices) add(a model.Audience, m mention) {
	all, known := n.by[a]
	if !known {
		n.order = append(n.order, a)
	}
	for i := range all {
		if all[i].ref == m.ref {
			all[i].changed = all[i].changed || m.changed
			all[i].about = all[i].about || m.about
			return
		}
	}
	n.by[a] = append(all, m)
}

// witness is a state that notes who has to hear of what is put into it.
type witness struct {
	*model.Overlay
	before map[model.Ref]model.Row
	order  []model.Ref
}

// Put implements model.State.
func (w *witness) Put(row model.Row) {
	ref := row.Ref()
	if _, known := w.before[ref]; !known {
		old, _ := w.Get(ref)
		w.before[ref] = old
		w.order = append(w.order, ref)
	}
	w.Overlay.Put(row)
}

// notices gathers what the entry, which has been folded, tells whom.
func (w *witness) notices(e Entry) *notices {
	n := &notices{by: map[model.Audience][]mention{}}
	for _, ref := range w.order {
		before := w.before[ref]
		after, _ := w.Get(ref)
		for _, row := range []model.Row{before, after} {
			if row == nil {
				continue
			}
			for _, a := range model.AudiencesOf(row) {
				n.add(a, mention{ref: ref, changed: true})
			}
		}
		if before != nil {
			for _, s := range model.Stirs(w, before, after) {
				n.add(s.Audience, mention{ref: s.Ref, changed: true})
			}
		}
	}
	refs, _ := e.about()
	for _, ref := range refs {
		row, presence := w.Get(ref)
		if presence != model.Known {
			continue
		}
		for _, a := range append(model.AudiencesOf(row), keeper(row)...) {
			n.add(a, mention{ref: ref, about: true})
		}
	}
	return n
}

// keeper is who has the whole history of a row that everybody sees: others have it from when they joined.
func keeper(row model.Row) []model.Audience {
	switch row := row.(type) {
	case *model.Task:
		return []model.Audience{{Kind: model.OneAccount, Account: row.Seller}}
	case *model.Account:
		return []model.Audience{{Kind: model.OneAccount, Account: row.Key}}
	}
	return nil
}

const audienceBytes = 9

func appendAudience(b []byte, a model.Audience) []byte {
	return binary.BigEndian.AppendUint64(append(b, byte(a.Kind)), uint64(a.Account))
}

const feedKeyBytes = audienceBytes + 8

func appendFeed(b []byte, a model.Audience, seq uint64) []byte {
	return binary.BigEndian.AppendUint64(appendAudience(b, a), seq)
}

// A mention is kept as one byte, kind and what it says, and the key.
const (
	mentionAbout   = 0x80
	mentionChanged = 0x40
)

func appendMention(b []byte, m mention) []byte {
	head := byte(m.ref.Kind)
	if m.about {
		head |= mentionAbout
	}
	if m.changed {
		head |= mentionChanged
	}
	return binary.AppendUvarint(append(b, head), uint64(m.ref.Key))
}

// readMentions reads what an index row says, in order.
func readMentions(seq uint64, b []byte) (all []mention, err error) {
	for len(b) > 0 {
		key, n := binary.Uvarint(b[1:])
		if n <= 0 {
			return nil, journal.Damaged(seq, "what changed with entry %d cannot be read", seq)
		}
		all = append(all, mention{
			ref:     model.Ref{Kind: model.Kind(b[0] &^ (mentionAbout | mentionChanged)), Key: model.Key(key)},
			changed: b[0]&mentionChanged != 0, about: b[0]&mentionAbout != 0,
		})
		b = b[1+n:]
	}
	return all, nil
}

// feed writes what the entries tell.
func (f *flush) feed() error {
	for _, e := range f.entries {
		if e.told == nil {
			continue
		}
		for _, a := range e.told.order {
			all := e.told.by[a]
			slices.SortFunc(all, func(a, b mention) int { return bytes.Compare(rowKey(a.ref), rowKey(b.ref)) })
			value := f.keys.room(len(all) * (1 + binary.MaxVarintLen64))
			for _, m := range all {
				value = appendMention(value, m)
			}
			if err := f.tx.Put(roomFeed, appendFeed(f.keys.room(feedKeyBytes), a, e.Seq), value); err != nil {
				return err
			}
		}
	}
	return nil
}

package hub

import (
	"bytes"
	"encoding/binary"
	"slices"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// feed reads what one audience was told, from an entry on.
type feed struct {
	prefix []byte
	from   []byte // key to go on from; nil at the end
	ahead  []told // read already; the first is the one it stands on
	size   int
}

// told is one row of the index.
type told struct {
	seq   uint64
	value []byte
}

// feeds returns the audiences of the account, each at the first entry that the place does not know. During a first load
// the past of what everybody sees is passed over: the rows come by the walk.
func (p *puller) feeds(at place) (all []*feed) {
	for _, a := range p.who.Audiences() {
		from := at.At
		if a.Kind == model.Everyone {
			from = max(from, at.Since)
		}
		f := &feed{prefix: appendAudience(nil, a), from: appendFeed(nil, a, from+1)}
		f.fill(p.view)
		all = append(all, f)
	}
	return all
}

// fill reads on: a few rows first, because mostly there is one.
func (f *feed) fill(v journal.Reader) {
	f.size = min(max(f.size*4, 4), 256)
	from := f.from
	f.from = nil
	for key, value := range v.Ascend(roomFeed, from) {
		if !bytes.HasPrefix(key, f.prefix) || len(key) != feedKeyBytes {
			return
		}
		if len(f.ahead) == f.size {
			f.from = bytes.Clone(key)
			return
		}
		f.ahead = append(f.ahead, told{binary.BigEndian.Uint64(key[audienceBytes:]), bytes.Clone(value)})
	}
}

func (f *feed) next(v journal.Reader) {
	if f.ahead = f.ahead[1:]; len(f.ahead) == 0 && f.from != nil {
		f.fill(v)
	}
}

// nextEntry returns the first entry that any of the audiences was told something by, 0 for none, and what it told.
func nextEntry(feeds []*feed) (seq uint64, by []*feed) {
	for _, f := range feeds {
		switch {
		case len(f.ahead) == 0:
		case seq == 0 || f.ahead[0].seq < seq:
			seq, by = f.ahead[0].seq, []*feed{f}
		case f.ahead[0].seq == seq:
			by = append(by, f)
		}
	}
	return seq, by
}

// walks tells whether a first load looks at every row of the kind.
func (p *puller) walks(k model.Kind) bool { return slices.Contains(p.who.KindsBefore(), k) }

// walk goes over every row of the kinds of which others' rows may be visible, and takes those that are. What changes
// meanwhile is told by the index afterwards.
func (p *puller) walk(at *place) error {
	kinds := p.who.KindsBefore()
	for at.Kind != 0 {
		done, err := p.walkKind(at)
		if err != nil || !done {
			return err
		}
		i := slices.Index(kinds, at.Kind)
		if at.Key = 0; i+1 == len(kinds) {
			at.Kind = 0
			return nil
		}
		at.Kind = kinds[i+1]
	}
	return nil
}

// walkKind goes over the rows of one kind from the place on. It tells whether that was all.
func (p *puller) walkKind(at *place) (bool, error) {
	for key, raw := range p.view.Ascend(roomRow, rowKey(model.Ref{Kind: at.Kind, Key: at.Key})) {
		ref := refAt(key)
		if ref.Kind != at.Kind {
			return true, nil
		}
		if at.Key = ref.Key; p.full() {
			return false, nil
		}
		p.rows++
		if p.seen[ref] {
			continue
		}
		row, err := decodeRow(p.hub.codec, ref, raw)
		if err != nil {
			return false, err
		}
		if model.CanSee(p.state, p.who, row) {
			if err := p.carry(row, raw); err != nil {
				return false, err
			}
		}
	}
	return true, nil
}

// ahead is about how many rows a walk has still to look at.
func (p *puller) ahead(at place) (rows uint64) {
	kinds := p.who.KindsBefore()
	from := slices.Index(kinds, at.Kind)
	if from < 0 {
		return 0
	}
	for _, kind := range kinds[from:] {
		rows += uint64(p.state.Next(kind) - 1)
	}
	return rows - min(rows, uint64(max(at.Key, 1)-1))
}

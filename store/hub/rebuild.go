package hub

import (
	"context"
	"iter"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// replay makes the state anew from entries, in a journal of its own. It folds what was decided and never decides again.
type replay struct {
	journal  journal.Journal
	codec    journal.Codec
	registry model.Registry
	reader   *reader
	cache    *cache
	entries  []journal.Entry
	decoded  []Entry
	bytes    int
	state    *model.Overlay
	keys     arena
	secrets  []model.Opened       // private values to be kept with the first group; they are not in the journal
	progress func(entries uint64) // nil: nobody wants to know
}

// replayGroup is how many entries are folded over one overlay.
const replayGroup = 1000

// newReplay begins an empty journal of the epoch at path, in place of what is there.
func newReplay(path string, epoch journal.Epoch) (*replay, error) {
	if err := bolt.Create(path, epoch); err != nil {
		return nil, err
	}
	j, err := bolt.Open(path, bolt.Options{Ascending: ascending(), LayerBytes: 64 << 20})
	if err != nil {
		return nil, err
	}
	j.Relax(true)
	return replayInto(j), nil
}

// replayInto begins with an empty journal.
func replayInto(j journal.Journal) *replay {
	r := &replay{journal: j, codec: journal.NewCodec(), registry: model.NewRegistry(), cache: newCache(defaultCacheRows, 0)}
	r.reader = &reader{codec: r.codec, cache: r.cache, with: j.View}
	r.state = model.NewOverlay(r.reader)
	return r
}

// all replays records. It ends at the first error, at an event that finds no row, or at one of a newer version.
func (r *replay) all(records iter.Seq2[journal.Record, error]) (err error) {
	defer rescued(&err)
	for record, err := range records {
		if err != nil {
			return err
		}
		if err := r.one(record.Entry); err != nil {
			return err
		}
	}
	return r.flush()
}

func (r *replay) one(entry journal.Entry) error {
	e, err := decodeEntry(r.codec, r.registry, entry)
	if err != nil {
		return err
	}
	e.told = fold(r.state, e)
	r.entries, r.decoded = append(r.entries, entry), append(r.decoded, e)
	if r.bytes += len(entry.Body); len(r.entries) < replayGroup && r.bytes < maxGroupBytes/2 {
		return nil
	}
	return r.flush()
}

func (r *replay) flush() error {
	if len(r.entries) == 0 {
		return nil
	}
	changes := r.state.Changes()
	changes.Secrets, r.secrets = r.secrets, nil
	r.cache.begin(changes.Rows)
	head, err := r.journal.Append(context.Background(), r.journal.Head(), r.entries, func(tx journal.Tx) error {
		f := flush{codec: r.codec, tx: tx, changes: changes, entries: r.decoded, keys: &r.keys}
		return f.run()
	})
	if err != nil {
		return err
	}
	r.cache.end(changes.Rows, head.Seq)
	r.reader.at = head.Seq
	r.entries, r.decoded, r.bytes, r.state = nil, nil, 0, model.NewOverlay(r.reader)
	if r.progress != nil {
		r.progress(head.Seq)
	}
	return nil
}

// close makes what was replayed durable.
func (r *replay) close() error { return r.journal.Close() }

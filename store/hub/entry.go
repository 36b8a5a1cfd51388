package hub

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// Entry is a journal entry as people mean it.
type Entry struct {
	Seq     uint64
	At      model.Moment
	Actor   model.Actor
	Device  journal.Device
	Counter uint64
	Command model.Command  // nil for a refused command whose text could not be kept (Unkept)
	Name    string         // the command's wire name
	Refusal *model.Refusal // nil if the command was carried out
	Events  []model.Event
	raw     []wire
	told    *notices // whom it has to tell of what, once folded
}

// Meta is what an event's fold needs to know of its entry.
func (e Entry) Meta() model.Meta { return model.Meta{At: e.At, Actor: e.Actor} }

// body is an entry's body. Field numbers are part of the file format.
type body struct {
	Command string         `cbor:"1,keyasint"`
	Input   journal.Raw    `cbor:"2,keyasint,omitempty"`
	Refusal *model.Refusal `cbor:"3,keyasint,omitempty"`
	Events  []wire         `cbor:"4,keyasint,omitempty"`
	Unkept  []byte         `cbor:"5,keyasint,omitempty"` // SHA-256 of an input that is not kept
}

// wire is an event by its wire name.
type wire struct {
	_    struct{} `cbor:",toarray"`
	Name string
	Body journal.Raw
}

// maxInputBytes is the most that a command may take (DESIGN.md, Replica and Remote).
const maxInputBytes = 64 << 10

// input encodes a command. A command that cannot be read again - text that is no UTF-8, far too long - has no Input
// but a hash: it will be refused, and its refusal is an entry all the same.
func input(codec journal.Codec, registry model.Registry, c model.Command) (body, error) {
	raw, err := codec.Encode(c)
	if err != nil {
		return body{}, fmt.Errorf("command %s: %w", c.Wire(), err)
	}
	b := body{Command: c.Wire(), Input: raw}
	again := registry.Command(c.Wire())
	if again == nil {
		return body{}, fmt.Errorf("command %s: %w", c.Wire(), journal.ErrNewer)
	}
	if len(raw) > maxInputBytes || codec.Decode(raw, again) != nil {
		hash := sha256.Sum256(raw)
		b.Input, b.Unkept = nil, hash[:]
	}
	return b, nil
}

// same tells whether two bodies hold the same command. One of which only the hash was kept may have been read since, by a
// newer version.
func (b body) same(o body) bool {
	if (b.Unkept == nil) != (o.Unkept == nil) {
		return b.Command == o.Command && string(b.hash()) == string(o.hash())
	}
	return b.Command == o.Command && string(b.Input) == string(o.Input) && string(b.Unkept) == string(o.Unkept)
}

func (b body) hash() []byte {
	if b.Unkept != nil {
		return b.Unkept
	}
	sum := sha256.Sum256(b.Input)
	return sum[:]
}

// carry adds the events of a decision.
func (b *body) carry(codec journal.Codec, events []model.Event) error {
	for _, e := range events {
		raw, err := codec.Encode(e)
		if err != nil {
			return fmt.Errorf("event %s: %w", e.Wire(), err)
		}
		b.Events = append(b.Events, wire{Name: e.Wire(), Body: raw})
	}
	return nil
}

// flags maps the model's actor to the journal's and back.
func actorOf(a model.Actor) journal.Actor {
	j := journal.Actor{Account: uint64(a.Account)}
	if a.Operator {
		j.Flags |= journal.Operator
	}
	if a.System {
		j.Flags |= journal.System
	}
	return j
}

func actorFrom(j journal.Actor) model.Actor {
	return model.Actor{Account: model.Key(j.Account), Operator: j.Flags.Has(journal.Operator), System: j.Flags.Has(journal.System)}
}

// decodeEntry reads a journal entry. An event or a command that this version does not know is ErrNewer.
func decodeEntry(codec journal.Codec, registry model.Registry, j journal.Entry) (Entry, error) {
	var b body
	if err := codec.Decode(j.Body, &b); err != nil {
		return Entry{}, undecoded(j.Seq, "its body", err)
	}
	e := Entry{
		Seq: j.Seq, At: model.Moment(j.At), Actor: actorFrom(j.Actor), Device: j.Device, Counter: j.Counter,
		Name: b.Command, Refusal: b.Refusal, raw: b.Events,
	}
	if b.Unkept == nil {
		if e.Command = registry.Command(b.Command); e.Command == nil {
			return e, fmt.Errorf("entry %d holds a command %q: %w", j.Seq, b.Command, journal.ErrNewer)
		}
		if err := codec.Decode(b.Input, e.Command); err != nil {
			return e, undecoded(j.Seq, "its command "+b.Command, err)
		}
	}
	for _, w := range b.Events {
		event := registry.Event(w.Name)
		if event == nil {
			return e, fmt.Errorf("entry %d holds an event %q: %w", j.Seq, w.Name, journal.ErrNewer)
		}
		if err := codec.Decode(w.Body, event); err != nil {
			return e, undecoded(j.Seq, "its event "+w.Name, err)
		}
		e.Events = append(e.Events, event)
	}
	return e, nil
}

// about returns each row that the entry is about, with the entry's events about it, in order.
func (e Entry) about() (refs []model.Ref, events map[model.Ref][]int) {
	events = map[model.Ref][]int{}
	for i, event := range e.Events {
		for _, ref := range event.About() {
			known := events[ref]
			if known == nil {
				refs = append(refs, ref)
			}
			if len(known) == 0 || known[len(known)-1] != i {
				events[ref] = append(known, i)
			}
		}
	}
	return refs, events
}

// link is the hash of a row's own chain after this entry: SHA-256 over the hash before, the entry's number, moment and
// actor, and name and body of each of its events about the row. It needs nothing of other rows, so that the history of
// one order can be shown to whoever may see no other.
func (e Entry) link(before journal.Hash, events []int) journal.Hash {
	h := sha256.New()
	h.Write(before[:])
	actor := actorOf(e.Actor)
	head := binary.BigEndian.AppendUint64(nil, e.Seq)
	head = binary.BigEndian.AppendUint64(head, uint64(e.At))
	head = binary.BigEndian.AppendUint64(head, actor.Account)
	h.Write(append(head, byte(actor.Flags)))
	for _, i := range events {
		w := e.raw[i]
		h.Write(binary.AppendUvarint(nil, uint64(len(w.Name))))
		h.Write([]byte(w.Name))
		h.Write(binary.AppendUvarint(nil, uint64(len(w.Body))))
		h.Write(w.Body)
	}
	return journal.Hash(h.Sum(nil))
}

// firstLink is what the chain of a row begins with: the epoch and the row.
func firstLink(epoch journal.Epoch, ref model.Ref) journal.Hash {
	return sha256.Sum256(appendRef(append([]byte("aeconnect trail 1\n"), epoch[:]...), ref))
}

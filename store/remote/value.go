package remote

import (
	"aeconnect/model"
	"aeconnect/store/journal"
)

// Version is the protocol that this program speaks. It is raised whenever what travels changes its form: reading is strict,
// so an older program would refuse what it does not know. Rows, commands and events change without it (Welcome.Model).
const Version = 2

// Hello is what a device says first.
type Hello struct {
	Version uint16         `cbor:"1,keyasint"` // the protocol; Version
	Device  journal.Device `cbor:"2,keyasint"`
	As      string         `cbor:"3,keyasint,omitempty"` // the account's handle; heeded from an owner, else it must be the key's account or ""
	Program string         `cbor:"4,keyasint,omitempty"` // name and version, for the operator's eyes
	Epoch   journal.Epoch  `cbor:"5,keyasint"`           // of the hub that the replica belongs to, zero for the first time; a foreign one is ErrReset at Pull
}

// Welcome is what the hub answers.
type Welcome struct {
	Version uint16        `cbor:"1,keyasint"` // the protocol that the hub speaks
	Epoch   journal.Epoch `cbor:"2,keyasint"`
	Account model.Key     `cbor:"3,keyasint"`
	Handle  string        `cbor:"4,keyasint"`
	Now     model.Moment  `cbor:"5,keyasint"` // by the hub's clock, which may be a virtual one
	// Next is the counter that the device's next command has, and Head the Seq of the hub's last entry. Both are 0 where a
	// remote answers that carries letters and has none that is young enough to say so.
	Next uint64 `cbor:"6,keyasint"`
	Head uint64 `cbor:"7,keyasint,omitempty"`
	// Model is the version of rows, commands and policy that the hub works by. A replica of a lower one goes on with what
	// it understands and says "update needed".
	Model uint32 `cbor:"8,keyasint,omitempty"`
	// Reads says that the key may look but not change anything.
	Reads bool `cbor:"9,keyasint,omitempty"`
}

// Parcel is a command of the device on its way to the hub.
type Parcel struct {
	Counter uint64         `cbor:"1,keyasint"` // from 1 without gaps
	Wire    string         `cbor:"2,keyasint"` // the command's wire name
	Body    []byte         `cbor:"3,keyasint"` // the command as canonical CBOR, as the journal keeps it; at most MaxCommandBytes
	Secrets []model.Opened `cbor:"4,keyasint,omitempty"`
	// Rests are the counters of earlier commands of the device on which this one rests, ascending, at most MaxRests: if one
	// of them was refused, a hub refuses a command that carries revisions (model.Revised).
	Rests []uint64 `cbor:"5,keyasint,omitempty"`
}

// Sound tells that a parcel rests on nothing but what came before it.
func (p *Parcel) Sound() bool {
	before := uint64(0)
	for _, on := range p.Rests {
		if on <= before || on >= p.Counter {
			return false
		}
		before = on
	}
	return len(p.Rests) <= MaxRests
}

// Answer is what became of a parcel. It was carried out unless there is a refusal.
type Answer struct {
	Counter  uint64         `cbor:"1,keyasint"`
	Seq      uint64         `cbor:"2,keyasint"` // of the entry in the hub's journal
	At       model.Moment   `cbor:"3,keyasint"` // of the decision, by the hub's clock
	Refusal  *model.Refusal `cbor:"4,keyasint,omitempty"`
	Repeated bool           `cbor:"5,keyasint,omitempty"` // decided before; this is what was decided then
}

// Cursor is a place in what an account may see, made by the hub. It carries epoch, account, position and versions, and
// during a first load the place within it. It is opaque to everybody else.
type Cursor []byte

// Page is what changed after a cursor. It is applied whole, Conceal and Forget first, and Next kept with it in one
// transaction.
type Page struct {
	Put      []Put              `cbor:"1,keyasint,omitempty"`
	Forget   []model.Ref        `cbor:"2,keyasint,omitempty"` // rows that are gone, or that the account sees no longer
	Secrets  []model.Opened     `cbor:"3,keyasint,omitempty"` // private values that it may see now
	Conceal  []model.Commitment `cbor:"4,keyasint,omitempty"` // private values that it may not see any longer
	Happened []Happening        `cbor:"5,keyasint,omitempty"`
	Now      model.Moment       `cbor:"6,keyasint"`
	Next     Cursor             `cbor:"7,keyasint"`
	More     bool               `cbor:"8,keyasint,omitempty"` // pull again at once
	Left     uint64             `cbor:"9,keyasint,omitempty"` // about how many rows a first load still has to bring, after this page
	Head     uint64             `cbor:"10,keyasint,omitempty"`
}

// Put is a row as the account sees it: CBOR of model.Project's answer.
type Put struct {
	_   struct{} `cbor:",toarray"`
	Ref model.Ref
	Row []byte
}

// Happening is an event of a row that the account may hear of, for its history.
type Happening struct {
	About []model.Ref  `cbor:"1,keyasint"` // the rows whose history it belongs to, those that the account sees
	Seq   uint64       `cbor:"2,keyasint"` // of its entry
	Index uint32       `cbor:"3,keyasint"` // of the event within its entry
	At    model.Moment `cbor:"4,keyasint"`
	Actor model.Actor  `cbor:"5,keyasint"` // without Key and Proven
	Wire  string       `cbor:"6,keyasint"` // the event's wire name
	Body  []byte       `cbor:"7,keyasint"` // the event as canonical CBOR
}

// Bytes is about how much the page takes as it travels, never too little.
func (p *Page) Bytes() int {
	n := 128 + len(p.Next) + refBytes*len(p.Forget) + commitmentBytes*len(p.Conceal)
	for i := range p.Put {
		n += PutBytes + len(p.Put[i].Row)
	}
	for i := range p.Secrets {
		n += secretBytes + len(p.Secrets[i].Value)
	}
	for i := range p.Happened {
		n += p.Happened[i].Bytes()
	}
	return n
}

// Bytes is about how much the happening takes as it travels, never too little.
func (h *Happening) Bytes() int {
	return 96 + len(h.About)*refBytes + len(h.Wire) + len(h.Body) + len(h.Actor.Proven)
}

// What values take beside the texts in them, with the longest numbers.
const (
	refBytes        = 16
	commitmentBytes = 40
	secretBytes     = 48
	// PutBytes is what a Put takes beside its row.
	PutBytes = refBytes + 8
)

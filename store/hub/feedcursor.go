package hub

import (
	"errors"
	"fmt"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// feedVersion is raised when cursors, or the rows that pages carry, mean something else.
const feedVersion = 2 // 2: activities and entries come with a first load

// place is what a cursor says. Whoever has one knows everything up to At, and the mentions of the next entry before Done.
type place struct {
	Version    int           `cbor:"1,keyasint"`
	Epoch      journal.Epoch `cbor:"2,keyasint"`
	Account    model.Key     `cbor:"3,keyasint"`
	Standpoint string        `cbor:"4,keyasint"` // model.Viewer.Standpoint
	At         uint64        `cbor:"5,keyasint,omitempty"`
	Done       int           `cbor:"6,keyasint,omitempty"`
	Mark       []byte        `cbor:"7,keyasint,omitempty"` // the first bytes of the chain's hash at At or Since, the later
	Policies   model.Key     `cbor:"8,keyasint,omitempty"` // versions of the policy that were sent

	// During a first load.
	Since uint64     `cbor:"9,keyasint,omitempty"`  // the head when it began
	Kind  model.Kind `cbor:"10,keyasint,omitempty"` // where the walk over the rows goes on; 0 when it is over
	Key   model.Key  `cbor:"11,keyasint,omitempty"`
}

const markBytes = 8

// begin is the place of somebody who knows nothing.
func (p *puller) begin() place {
	return place{
		Version: feedVersion, Epoch: p.head.Epoch, Account: p.who.Account, Standpoint: p.who.Standpoint(p.state),
		Since: p.head.Seq, Kind: p.who.KindsBefore()[0],
	}
}

// where reads a cursor. One that does not belong to this account at this hub, as it stands today, is remote.ErrReset;
// where the hub has forgotten what it told, it is remote.ErrForgot.
func (p *puller) where(c remote.Cursor) (place, error) {
	if len(c) == 0 {
		return p.begin(), nil
	}
	var at place
	want := p.begin()
	if err := p.hub.codec.Decode(c, &at); err != nil || at.Version != want.Version || at.Epoch != want.Epoch || at.Account != want.Account {
		return place{}, remote.ErrReset
	}
	if max(at.At, at.Since) > p.head.Seq {
		return place{}, remote.ErrForgot
	}
	mark, err := p.mark(max(at.At, at.Since))
	if err == nil && string(mark) != string(at.Mark) { // the hub was restored, and went another way from there
		err = remote.ErrForgot
	}
	if err == nil && at.Standpoint != want.Standpoint { // last: what was forgotten may be why, and has to be known
		err = remote.ErrReset
	}
	return at, err
}

// mark names the journal up to an entry.
func (p *puller) mark(seq uint64) ([]byte, error) {
	if seq == 0 {
		return nil, nil
	}
	if seq == p.head.Seq {
		return p.head.Hash[:markBytes], nil
	}
	record, err := p.view.Record(seq)
	if err != nil {
		return nil, fmt.Errorf("the place of a replica: %w", err)
	}
	return record.Hash[:markBytes], nil
}

// cursor writes a place down.
func (p *puller) cursor(at place) (c remote.Cursor, err error) {
	if at.Mark, err = p.mark(max(at.At, at.Since)); err != nil {
		return nil, err
	}
	c, err = p.hub.codec.Encode(at)
	return c, err
}

var errStranger = errors.New("somebody without an account has nothing to pull")

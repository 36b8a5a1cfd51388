package model

import "slices"

// ForCreator is one row of an agency's bulk application: a creator, at the revision of the contract that was seen when
// the batch was planned (0: as it is now), and the ID of the order that is made.
type ForCreator struct {
	ID      ID     `cbor:"1,keyasint"`
	Creator string `cbor:"2,keyasint"` // a handle
	Rev     uint32 `cbor:"3,keyasint,omitempty"`
}

// ApplyForMany lets an agency apply to a task for many creators of its roster: each of them gets an order of its own, all
// go through or none does. As a batch it can be taken back for a while, which cancels the applications.
type ApplyForMany struct {
	Task   ID           `cbor:"1,keyasint"`
	Rows   []ForCreator `cbor:"2,keyasint"`
	Note   string       `cbor:"3,keyasint,omitempty"`
	Direct bool         `cbor:"4,keyasint,omitempty"` // samples go to each creator; else in one parcel to the agency
	Batch  ID           `cbor:"5,keyasint,omitempty"` // without one it cannot be taken back
}

// Wire implements [Command].
func (*ApplyForMany) Wire() string { return "order.apply_many" }

// rowBytes is what each row adds to an entry of the journal beside the note.
const rowBytes = 220

func (c *ApplyForMany) decide(d *deciding) *Refusal {
	t, agency, r := c.check(d)
	if r != nil {
		return r
	}
	if r := d.checkBatchID(c.Batch); r != nil {
		return r
	}
	keys := make([]Key, 0, len(c.Rows))
	for _, row := range c.Rows {
		key, _, r := c.step(d, t, agency, row)
		if r != nil {
			return r
		}
		keys = append(keys, key)
	}
	if c.Batch != "" {
		d.emit(&BatchApplied{Key: d.s.Next(KindBatch), ID: c.Batch, Did: BatchApply, Policy: d.policy().Key, Orders: keys})
	}
	return nil
}

// checkBatchID refuses what is no ID of a batch, or one that is taken.
func (d *deciding) checkBatchID(id ID) *Refusal {
	if id == "" {
		return nil
	}
	if !id.Valid(BatchLetter) {
		return usage(RuleID, "batch", text("value", Safe(string(id))))
	}
	if _, taken := byID(d.s, ListBatchID, id); taken {
		return refuse(RuleIDTaken, "batch", text("id", string(id)))
	}
	return nil
}

// check refuses what is wrong with the batch as a whole.
func (c *ApplyForMany) check(d *deciding) (*Task, *Account, *Refusal) {
	t, r := d.task(c.Task)
	if r != nil {
		return nil, nil, r
	}
	agency, r := d.as(Agency)
	if r != nil {
		return nil, nil, r
	}
	handles := make([]string, 0, len(c.Rows))
	for _, row := range c.Rows {
		handles = append(handles, row.Creator)
	}
	if r := first(d.checkHandles("for", handles), d.checkText("note", c.Note, NoteChars, true), d.openForApplications(t)); r != nil {
		return nil, nil, r
	}
	if room := d.policy().Get(EntryBytes) / int64(rowBytes+len(c.Note)); room > 0 && int64(len(c.Rows)) > room {
		return nil, nil, refuse(RuleBatchSize, "for", num("count", int64(len(c.Rows))), num("max", room))
	}
	return t, agency, nil
}

// step applies for one creator and returns the key of its order.
func (c *ApplyForMany) step(d *deciding, t *Task, agency *Account, row ForCreator) (Key, []Note, *Refusal) {
	creator, contract, r := d.represented(agency, row.Creator)
	if r != nil {
		return 0, nil, r
	}
	if row.Rev != 0 && row.Rev != contract.Rev {
		return 0, nil, refuse(RuleMoved, "for", text("id", row.Creator))
	}
	before := len(d.notes)
	key, r := d.apply(t, application{id: row.ID, note: c.Note, creator: creator, contract: contract, direct: c.Direct, lean: true})
	notes := slices.Clone(d.notes[before:])
	d.notes = d.notes[:before]
	return key, d.noteOnce(notes, c.Direct), r
}

// noteOnce returns what a plan shows beside a row; what the agency itself lacks is one note of the whole.
func (d *deciding) noteOnce(notes []Note, direct bool) []Note {
	return slices.DeleteFunc(notes, func(n Note) bool {
		own := n.Rule == RulePayPalMissing || n.Rule == RuleAddressMissing && !direct
		if own && !slices.ContainsFunc(d.notes, func(o Note) bool { return o.Rule == n.Rule }) {
			d.notes = append(d.notes, n)
		}
		return own
	})
}

// plan says row by row what the batch would do.
func (c *ApplyForMany) plan(d *deciding) []RowResult {
	t, agency, wrong := c.check(d)
	results := make([]RowResult, 0, len(c.Rows))
	for _, row := range c.Rows {
		res := RowResult{ID: row.ID, Refusal: wrong}
		if a := AccountByHandle(d.s, row.Creator); a != nil {
			res.For = a.Key
		}
		if wrong == nil {
			_, res.Notes, res.Refusal = c.step(d, t, agency, row)
		}
		if res.Refusal == nil {
			res.Effect = Applied
		}
		results = append(results, res)
	}
	return results
}

// represented finds a creator of the agency's roster, and the contract that lets the agency apply for it.
func (d *deciding) represented(agency *Account, handle string) (*Account, *Contract, *Refusal) {
	creator := AccountByHandle(d.s, handle)
	if creator == nil {
		return nil, nil, absent("for", Safe(handle))
	}
	contract := ContractBetween(d.s, agency.Key, creator.Key)
	if contract == nil {
		return nil, nil, refuse(RuleNotOurs, "for", text("creator", handle))
	}
	return creator, contract, nil
}

// withdraw takes one application of a batch back, as long as it could be cancelled.
func (d *deciding) withdraw(o *Order) *Refusal {
	if d.now >= o.Terms.ApplyBy {
		return refuse(RuleCancelBy, "order", when("apply_by", o.Terms.ApplyBy))
	}
	d.emit(&ApplicationCancelled{Order: o.Key})
	d.endTask(o.Task)
	return nil
}

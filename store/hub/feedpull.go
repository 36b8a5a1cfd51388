package hub

import (
	"bytes"
	"slices"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// pullRows bounds the rows of one page: no read transaction outlives that many (DESIGN.md, Hub).
const pullRows = journal.MaxReadRows

// mentionBytes is what the last mention of a page may take beyond its limit: a row, and what an entry says about it.
const mentionBytes = 400 << 10

// Pull returns what changed for an account after a cursor, as much as fits into about so many bytes (0, or too many: a
// frame); the empty cursor asks for everything. All that it reads belongs to one moment, and nothing is kept open between
// two pages. A cursor that is of no use here is remote.ErrReset.
func (h *Hub) Pull(actor model.Actor, after remote.Cursor, limitBytes int) (page remote.Page, err error) {
	if most := remote.MaxPageBytes - mentionBytes; limitBytes <= 0 || limitBytes > most {
		limitBytes = most
	}
	err = h.view(func(r *reader) error {
		return r.with(func(v journal.Reader) error {
			p := &puller{
				hub: h, state: r, view: v, head: v.Head(), who: model.ViewerOf(r, actor), page: &page, left: limitBytes,
				seen: map[model.Ref]bool{}, records: map[uint64]*Entry{},
			}
			if p.who.Account == 0 || p.who.System {
				return errStranger
			}
			return p.pull(after)
		})
	})
	return page, err
}

// puller makes one page.
type puller struct {
	hub     *Hub
	state   *reader
	view    journal.Reader
	head    journal.Head
	who     model.Viewer
	page    *remote.Page
	left    int // bytes
	rows    int
	seen    map[model.Ref]bool // in this page already
	records map[uint64]*Entry
}

func (p *puller) pull(after remote.Cursor) error {
	at, err := p.where(after)
	if err != nil {
		return err
	}
	p.left -= p.page.Bytes() + remote.MaxCursorBytes
	if err := p.policies(&at); err != nil {
		return err
	}
	if at.Kind != 0 {
		err = p.walk(&at)
	}
	if err == nil && at.Kind == 0 && !p.full() {
		err = p.follow(&at)
	}
	if err != nil {
		return err
	}
	p.page.Now, p.page.Head = p.hub.nowOver(p.state), p.head.Seq
	p.page.Left = p.ahead(at)
	p.page.More = at.Kind != 0 || at.At < p.head.Seq
	p.page.Next, err = p.cursor(at)
	return err
}

// full tells that nothing more belongs into the page. Every page goes on by at least one row.
func (p *puller) full() bool { return p.rows > 0 && (p.left <= 0 || p.rows >= pullRows) }

// policies puts versions of the policy that the account was not sent yet before everything else: whoever keeps a row
// computes its clocks from the version that the row names.
func (p *puller) policies(at *place) error {
	for next := p.state.Next(model.KindPolicy); at.Policies+1 < next; at.Policies++ {
		if err := p.put(model.Ref{Kind: model.KindPolicy, Key: at.Policies + 1}); err != nil {
			return err
		}
	}
	return nil
}

// put adds a row as it is now, or that it is gone for this account; once a page.
func (p *puller) put(ref model.Ref) error {
	if p.seen[ref] {
		return nil
	}
	p.seen[ref] = true
	row, presence := p.state.Get(ref)
	if presence != model.Known {
		p.forget(ref)
		return nil
	}
	return p.carry(row, nil)
}

func (p *puller) forget(ref model.Ref) {
	p.page.Forget = append(p.page.Forget, ref)
	p.left -= remote.PutBytes
}

// carry adds a row as the account sees it; raw is how it is kept, where that is at hand.
func (p *puller) carry(row model.Row, raw []byte) (err error) {
	shown, open := model.Carry(p.state, p.who, row)
	if shown == nil {
		p.forget(row.Ref())
		return nil
	}
	if raw == nil || shown != row {
		if raw, err = p.hub.codec.Encode(shown); err != nil {
			return err
		}
	} else {
		raw = bytes.Clone(raw) // it belongs to the view
	}
	p.page.Put = append(p.page.Put, remote.Put{Ref: row.Ref(), Row: raw})
	p.left -= remote.PutBytes + len(raw)
	for _, o := range open {
		p.page.Secrets = append(p.page.Secrets, o)
		p.left -= secretBytes + len(o.Value)
	}
	return nil
}

// secretBytes is what a private value takes beside its text.
const secretBytes = 64

// follow goes through what entries told the account's audiences, entry by entry.
func (p *puller) follow(at *place) error {
	feeds := p.feeds(*at)
	for !p.full() {
		seq, audiences := nextEntry(feeds)
		if seq == 0 {
			at.At, at.Done = p.head.Seq, 0
			return nil
		}
		if seq > at.At+1 {
			at.At, at.Done = seq-1, 0
		}
		done, err := p.tell(seq, audiences, at)
		if err != nil || !done {
			return err
		}
		at.At, at.Done = seq, 0
	}
	return nil
}

// tell adds what one entry told, from where the cursor stands in it. It tells whether that was all.
func (p *puller) tell(seq uint64, feeds []*feed, at *place) (bool, error) {
	n := 0
	for _, f := range feeds {
		all, err := readMentions(seq, f.ahead[0].value)
		if err != nil {
			return false, err
		}
		for _, m := range all {
			if n++; n <= at.Done {
				continue
			}
			if p.full() {
				return false, nil
			}
			p.rows++
			if err := p.mention(seq, m, seq <= at.Since && p.walks(m.ref.Kind)); err != nil {
				return false, err
			}
			at.Done = n
		}
		f.next(p.view)
	}
	return true, nil
}

// mention adds one row that an entry told of, and what happened to it. A row is sent as it is now, so once in a page is
// enough for all entries that changed it. (A later entry that is about the row does not make up for an earlier one: it may
// have changed nothing, or not be told to this account any more.)
func (p *puller) mention(seq uint64, m mention, walked bool) error {
	if m.about {
		if err := p.happened(seq, m.ref); err != nil {
			return err
		}
	}
	if !m.changed || walked {
		return nil
	}
	return p.put(m.ref)
}

// happened adds the events of an entry that belong to the history of a row, as far as the account may hear of them.
// Each event stands in the page once, with every row of the account's that it belongs to.
func (p *puller) happened(seq uint64, ref model.Ref) error {
	e, err := p.entry(seq)
	if err != nil {
		return err
	}
	for i, event := range e.Events {
		about := event.About()
		if len(about) == 0 || !slices.Contains(about, ref) || !model.Hears(p.state, p.who, event) {
			continue
		}
		p.hear(e, i, ref)
	}
	return nil
}

func (p *puller) hear(e *Entry, i int, ref model.Ref) {
	all := p.page.Happened
	for j := len(all) - 1; j >= 0 && all[j].Seq == e.Seq; j-- {
		if all[j].Index == uint32(i) {
			if !slices.Contains(all[j].About, ref) {
				all[j].About = append(all[j].About, ref)
			}
			return
		}
	}
	h := remote.Happening{
		About: []model.Ref{ref}, Seq: e.Seq, Index: uint32(i), At: e.At, Wire: e.raw[i].Name, Body: bytes.Clone(e.raw[i].Body),
		Actor: model.Actor{Account: e.Actor.Account, Operator: e.Actor.Operator, System: e.Actor.System},
	}
	p.page.Happened = append(p.page.Happened, h)
	p.left -= h.Bytes()
}

// entry reads an entry once a page.
func (p *puller) entry(seq uint64) (*Entry, error) {
	if e := p.records[seq]; e != nil {
		return e, nil
	}
	record, err := p.view.Record(seq)
	if err != nil {
		return nil, err
	}
	e, err := decodeEntry(p.hub.codec, p.hub.registry, record.Entry)
	p.records[seq] = &e
	return &e, err
}

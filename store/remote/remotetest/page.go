package remotetest

import (
	"context"

	"aeconnect/model"
	"aeconnect/store/remote"
)

// Pull implements remote.Remote.
func (d *desk) Pull(ctx context.Context, after remote.Cursor, limitBytes int) (remote.Page, error) {
	w := d.world
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := d.greeted(ctx); err != nil {
		return remote.Page{}, err
	}
	at, err := w.find(d.account, after)
	if err != nil {
		return remote.Page{}, err
	}
	if limitBytes <= 0 || limitBytes > remote.MaxPageBytes {
		limitBytes = remote.MaxPageBytes
	}
	p := &page{world: w, account: d.account, left: limitBytes - 256}
	if at.loaded >= 0 {
		at = p.load(at)
	} else {
		at.at = p.follow(at.at)
	}
	p.Now, p.Head, p.Next = w.now(), w.seq, w.cursor(d.account, at)
	p.More = at.loaded >= 0 || at.at < len(w.log)
	return p.Page, nil
}

// page is one under way. Each has at least one row, however small the limit is.
type page struct {
	remote.Page
	world   *World
	account model.Key
	left    int
}

// full tells that what takes so many bytes has no room any more.
func (p *page) full(bytes int) bool {
	if p.left -= bytes; p.left >= 0 {
		return false
	}
	return len(p.Put)+len(p.Forget)+len(p.Secrets) > 0
}

// load goes on with a first load.
func (p *page) load(at place) place {
	order := p.world.order
	for ; at.loaded < len(order); at.loaded++ {
		r := p.world.rows[order[at.loaded]]
		if !r.seenBy(p.account) {
			continue
		}
		if p.full(remote.PutBytes + len(r.text)) {
			p.Left = uint64(len(order) - at.loaded)
			return at
		}
		p.Put = append(p.Put, remote.Put{Ref: order[at.loaded], Row: []byte(r.text)})
	}
	for _, s := range p.world.secrets[p.account] {
		if s.at < at.at {
			p.Secrets = append(p.Secrets, s.Opened)
		}
	}
	at.loaded = -1
	return at
}

// follow brings what changed from a position of the log on, each row once, as it is now.
func (p *page) follow(at int) int {
	log := p.world.log
	for ; at < len(log); at++ {
		r := p.world.rows[log[at]]
		if r.at != at {
			continue // a later position has overtaken it
		}
		if p.full(remote.PutBytes + len(r.text)) {
			return at
		}
		if r.seenBy(p.account) {
			p.Put = append(p.Put, remote.Put{Ref: log[at], Row: []byte(r.text)})
		} else {
			p.Forget = append(p.Forget, log[at])
		}
		for _, s := range p.world.secrets[p.account] {
			if s.at == at {
				p.Secrets = append(p.Secrets, s.Opened)
			}
		}
	}
	return at
}

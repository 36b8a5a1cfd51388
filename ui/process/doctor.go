package process

import (
	"context"
	"path/filepath"

	"aeconnect/assets"
	"aeconnect/ui/cli"
	"aeconnect/ui/post"
)

// doctor verifies a marketplace's journal, makes the state anew from it and compares; of a replica it verifies the file, and
// tells what went wrong between it and its hub and was not read yet.
func (p *Process) doctor(ctx context.Context, dir string) (c cli.Checkup, err error) {
	if p.store.Replicated(dir) {
		m, err := p.openMarket(ctx, dir, false)
		if err != nil {
			return c, err
		}
		defer func() { _ = m.Close() }()
		return m.(opened).holding.examine(ctx, p.words(p.environ))
	}
	err = p.enter(ctx, away{dir: dir}, func() (err error) { c, err = p.store.Doctor(ctx, dir); return err })
	return checkup(c, err)
}

// examine is what a doctor finds in a directory that this process holds.
func (h *holding) examine(ctx context.Context, words *assets.Words) (c cli.Checkup, err error) {
	if h.mail == nil {
		return checkup(h.market.Examine(ctx))
	}
	file := filepath.Join(h.dir, "replica.db")
	rows, wrong, err := h.mail.Check()
	c.Rows, c.Copy = rows, true
	for _, what := range wrong {
		c.Findings = append(c.Findings, cli.Finding{What: what, File: file, At: -1, Lost: words.Say("outbox.damaged")})
	}
	t := post.Teller{Words: words}
	for _, a := range h.mail.State().Alarms {
		c.Findings = append(c.Findings, cli.Finding{What: t.Alarm(a), At: -1})
	}
	return c, err
}

package replica

import (
	"sync"

	"aeconnect/model"
)

// cacheRows bounds the decoded rows that are kept.
const cacheRows = 8192

// cache keeps decoded rows of the confirmed view. Whoever changes the view takes what changes out, while nobody reads.
type cache struct {
	mu   sync.Mutex
	rows map[model.Ref]model.Row
}

func newCache() *cache { return &cache{rows: map[model.Ref]model.Row{}} }

func (c *cache) get(ref model.Ref) (model.Row, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	row, ok := c.rows[ref]
	return row, ok
}

func (c *cache) add(ref model.Ref, row model.Row) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.rows) >= cacheRows {
		clear(c.rows)
	}
	c.rows[ref] = row
}

func (c *cache) drop(refs ...model.Ref) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, ref := range refs {
		delete(c.rows, ref)
	}
}

func (c *cache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.rows)
}

// gate lets any number look while nobody changes, and one change while nobody looks. Whoever looks may look again
// meanwhile, even when somebody waits to change, so that a look within a look never waits for itself.
type gate struct {
	mu      sync.Mutex
	free    sync.Cond
	looking int
}

func (g *gate) look(fn func()) {
	g.mu.Lock()
	g.looking++
	g.mu.Unlock()
	defer func() {
		g.mu.Lock()
		if g.looking--; g.looking == 0 {
			g.free.Broadcast()
		}
		g.mu.Unlock()
	}()
	fn()
}

func (g *gate) change(fn func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.looking > 0 {
		g.free.Wait()
	}
	fn()
}

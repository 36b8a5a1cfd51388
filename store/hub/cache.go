package hub

import (
	"sync"

	"aeconnect/model"
)

// cache keeps decoded rows. Rows never change, so sharing them is safe; what has to be right is which version of a row
// a reader gets. Each cached row says since which Seq it has been the current one, and a reader that looks at an older
// state does not get it. While an append is under way nothing is added, because nobody can say yet what is current.
//
// It holds two generations: a full young one becomes the old one, and what is asked for moves to the young one again.
type cache struct {
	mu         sync.Mutex
	head       uint64 // Seq of the state that rows may be added from
	appending  bool
	young, old map[model.Ref]cachedRow
	limit      int // rows per generation
	missed     int // rows decoded since the journal's memory was given back
}

type cachedRow struct {
	row   model.Row
	since uint64
}

func newCache(rows int, head uint64) *cache {
	return &cache{head: head, young: map[model.Ref]cachedRow{}, limit: max(rows/2, 1)}
}

// get returns the row for a reader of the state at Seq `at`.
func (c *cache) get(ref model.Ref, at uint64) (model.Row, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, ok := c.young[ref]
	if !ok {
		if r, ok = c.old[ref]; ok {
			c.put(ref, r)
		}
	}
	return r.row, ok && r.since <= at
}

// add offers a row that a reader of the state at Seq `at` has decoded.
func (c *cache) add(ref model.Ref, row model.Row, at uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.missed++
	if at == c.head && !c.appending {
		c.put(ref, cachedRow{row, at})
	}
}

func (c *cache) put(ref model.Ref, r cachedRow) {
	if len(c.young) >= c.limit {
		c.young, c.old = make(map[model.Ref]cachedRow, c.limit), c.young
	}
	c.young[ref] = r
}

// begin forgets rows that are about to change. It comes before the append, because a view may see the new state before
// the append returns.
func (c *cache) begin(rows []model.Row) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.appending = true
	for _, row := range rows {
		delete(c.young, row.Ref())
		delete(c.old, row.Ref())
	}
}

// end keeps the changed rows after the append that led to head.
func (c *cache) end(rows []model.Row, head uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.appending, c.head = false, head
	for _, row := range rows {
		c.put(row.Ref(), cachedRow{row, head})
	}
}

// passed counts rows that were read beside the cache, and tells whether many rows have been read since it last said so.
func (c *cache) passed(rows int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.missed += rows; c.missed < relieveRows {
		return false
	}
	c.missed = 0
	return true
}

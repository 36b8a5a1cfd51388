package search

import (
	"container/list"
	"sync"
)

// cacheOverhead is what an entry of the cache costs beside its rows and its text.
const cacheOverhead = 200

// cachedRows is the fewest rows of a segment whose survivors are worth keeping; fewer
// are looked through again in no time.
const cachedRows = 8192

// cache keeps survivors for all sessions, those used last, up to a number of bytes.
type cache struct {
	mu    sync.Mutex
	limit int // bytes
	bytes int
	byKey map[cacheKey]*list.Element
	used  *list.List // of cached; the front was used last
}

// cacheKey names the survivors of a pattern's text in one segment.
type cacheKey struct {
	segment uint64
	text    string
}

type cached struct {
	key  cacheKey
	rows *rowSet
}

func (c cached) bytes() int { return c.rows.bytes() + len(c.key.text) + cacheOverhead }

func newCache(limit int) *cache {
	return &cache{limit: limit, byKey: make(map[cacheKey]*list.Element), used: list.New()}
}

// longest finds the survivors of the longest prefix of the text; n is the length of
// that prefix in bytes, 0 if there is none. Ends are the ends of the prefixes to try,
// in bytes, shortest first.
func (c *cache) longest(segment uint64, text string, ends []int) (rows *rowSet, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := len(ends) - 1; i >= 0; i-- {
		if e := c.byKey[cacheKey{segment, text[:ends[i]]}]; e != nil {
			c.used.MoveToFront(e)
			return e.Value.(cached).rows, ends[i]
		}
	}
	return nil, 0
}

// put keeps survivors, at the cost of those that were not used for longest.
func (c *cache) put(segment uint64, text string, rows *rowSet) {
	entry := cached{cacheKey{segment, text}, rows}
	c.mu.Lock()
	defer c.mu.Unlock()
	if entry.bytes() > c.limit || c.byKey[entry.key] != nil {
		return
	}
	c.byKey[entry.key] = c.used.PushFront(entry)
	c.bytes += entry.bytes()
	for c.bytes > c.limit {
		c.drop(c.used.Back())
	}
}

// forget drops what belongs to segments that are gone.
func (c *cache) forget(gone func(segment uint64) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for e := c.used.Front(); e != nil; {
		next := e.Next()
		if gone(e.Value.(cached).key.segment) {
			c.drop(e)
		}
		e = next
	}
}

func (c *cache) drop(e *list.Element) {
	entry := c.used.Remove(e).(cached)
	delete(c.byKey, entry.key)
	c.bytes -= entry.bytes()
}

func (c *cache) size() (entries, bytes int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.byKey), c.bytes
}

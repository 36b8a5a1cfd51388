package tree

import "bytes"

// Cursor walks over one version of a map in either direction. It must be placed first.
type Cursor struct {
	root *node
	path []step // from the root to a leaf; empty: behind the end or before the beginning
}

type step struct {
	node *node
	i    int
}

// Cursor returns a cursor over this version. Changes of the version make it useless; forks do not.
func (m *Map) Cursor() Cursor { return Cursor{root: m.root} }

// Row returns the key and value that the cursor stands on; a nil key when it stands on none.
func (c *Cursor) Row() (key, value []byte) {
	if len(c.path) == 0 {
		return nil, nil
	}
	at := c.path[len(c.path)-1]
	return at.node.keys[at.i], at.node.leaf[at.i]
}

// Seek places the cursor on the first key that is `from` or greater; nil means the first of all.
func (c *Cursor) Seek(from []byte) {
	c.descend(from)
	if len(c.path) == 0 {
		return
	}
	at := &c.path[len(c.path)-1]
	if at.i, _ = at.node.find(from); at.i == at.node.n {
		at.i--
		c.Next()
	}
}

// SeekBefore places the cursor on the last key that is smaller than `before`; nil means the last of all.
func (c *Cursor) SeekBefore(before []byte) {
	if before == nil {
		c.path = c.path[:0]
		c.down(c.root, true)
		return
	}
	c.descend(before)
	if len(c.path) == 0 {
		return
	}
	at := &c.path[len(c.path)-1]
	at.i, _ = at.node.find(before)
	c.Prev()
}

// descend places the cursor on the leaf that the key belongs to.
func (c *Cursor) descend(key []byte) {
	c.path = c.path[:0]
	n := c.root
	for n != nil && n.kids != nil {
		i := n.child(key)
		c.path = append(c.path, step{n, i})
		n = n.kids[i]
	}
	if n != nil {
		c.path = append(c.path, step{n, 0})
	}
}

// down goes on from a node to its first or last leaf row.
func (c *Cursor) down(n *node, last bool) {
	for n != nil {
		i := 0
		if last {
			i = n.n - 1
		}
		c.path = append(c.path, step{n, i})
		if n.kids == nil {
			return
		}
		n = n.kids[i]
	}
}

// Next moves to the following key.
func (c *Cursor) Next() { c.move(1) }

// Prev moves to the key before.
func (c *Cursor) Prev() { c.move(-1) }

// move steps within the lowest node that has something in that direction, and down from there.
func (c *Cursor) move(by int) {
	for len(c.path) > 0 {
		at := &c.path[len(c.path)-1]
		if at.i += by; at.i < 0 || at.i >= at.node.n {
			c.path = c.path[:len(c.path)-1]
			continue
		}
		if at.node.kids != nil {
			c.down(at.node.kids[at.i], by < 0)
		}
		return
	}
}

// In tells whether the cursor stands on a key that begins with the prefix.
func (c *Cursor) In(prefix []byte) bool {
	key, _ := c.Row()
	return key != nil && bytes.HasPrefix(key, prefix)
}

// Package tree is an ordered map from bytes to bytes whose versions cost little: a B+ tree that is copied on write. A
// version that was forked from stays as it is for those who read it, while the fork goes on; what both have in common
// they share.
//
// Deleting leaves nodes half empty and removes them only when nothing is left in them. That is enough here: the maps
// live for a while and are thrown away.
package tree

import (
	"bytes"
	"sort"
)

// Map is one version. The zero Map is empty and can be used. A Map may be read from several goroutines as long as
// nobody changes it; the usual way is to Fork, change the fork, and publish it.
type Map struct {
	root  *node
	len   int
	owner *owner
}

// owner marks the nodes that a version may change in place: those that it made itself.
type owner struct{ _ byte }

// fanout is how many rows or children a node holds at most. A fork copies each node that it changes, and most changes of
// one append hit different nodes, so small nodes cost less than the greater depth.
const fanout = 16

// node is a leaf or a branch. Its arrays have room for one more, which splits it; they are part of it so that a node is
// one allocation and copying one move.
type node struct {
	owner *owner
	n     int
	keys  [fanout + 1][]byte // of rows; of a branch, the least key that each child may hold
	leaf  *[fanout + 1][]byte
	kids  *[fanout + 1]*node
}

// leafNode and branchNode are a node with what it holds beside its keys.
type leafNode struct {
	node
	values [fanout + 1][]byte
}

type branchNode struct {
	node
	children [fanout + 1]*node
}

func (m *Map) newLeaf() *node {
	l := &leafNode{}
	l.owner, l.leaf = m.owner, &l.values
	return &l.node
}

func (m *Map) newBranch() *node {
	b := &branchNode{}
	b.owner, b.kids = m.owner, &b.children
	return &b.node
}

// find is the index of the key, or where it would stand.
func (n *node) find(key []byte) (int, bool) {
	i := sort.Search(n.n, func(i int) bool { return bytes.Compare(n.keys[i], key) >= 0 })
	return i, i < n.n && bytes.Equal(n.keys[i], key)
}

// child is the index of the child that the key belongs to.
func (n *node) child(key []byte) int {
	i := sort.Search(n.n, func(i int) bool { return bytes.Compare(n.keys[i], key) > 0 })
	return max(i-1, 0)
}

// Len is the number of keys.
func (m *Map) Len() int { return m.len }

// Fork returns a version that can be changed without touching this one.
func (m *Map) Fork() Map { return Map{m.root, m.len, new(owner)} }

// Get returns the value at key; false if there is none.
func (m *Map) Get(key []byte) ([]byte, bool) {
	n := m.root
	if n == nil {
		return nil, false
	}
	for n.kids != nil {
		n = n.kids[n.child(key)]
	}
	if i, found := n.find(key); found {
		return n.leaf[i], true
	}
	return nil, false
}

// own returns a node that this version may change.
func (m *Map) own(n *node) *node {
	if n.owner == m.owner {
		return n
	}
	var c *node
	if n.kids != nil {
		c = m.newBranch()
		*c.kids = *n.kids
	} else {
		c = m.newLeaf()
		*c.leaf = *n.leaf
	}
	c.n, c.keys = n.n, n.keys
	return c
}

// Put sets the value at key. The map keeps both slices.
func (m *Map) Put(key, value []byte) {
	if m.owner == nil {
		m.owner = new(owner)
	}
	if m.root == nil {
		m.root = m.newLeaf()
	}
	m.root = m.own(m.root)
	if right := m.put(m.root, key, value); right != nil {
		root := m.newBranch()
		root.insert(0, m.root.keys[0], nil, m.root)
		root.insert(1, right.keys[0], nil, right)
		m.root = root
	}
}

// put puts into an owned node and returns its new right neighbour if it had to be split.
func (m *Map) put(n *node, key, value []byte) *node {
	if n.kids == nil {
		i, found := n.find(key)
		if found {
			n.leaf[i] = value
			return nil
		}
		m.len++
		n.insert(i, key, value, nil)
		return m.split(n, i)
	}
	i := n.child(key)
	if bytes.Compare(key, n.keys[i]) < 0 {
		n.keys[i] = key
	}
	n.kids[i] = m.own(n.kids[i])
	right := m.put(n.kids[i], key, value)
	if right == nil {
		return nil
	}
	n.insert(i+1, right.keys[0], nil, right)
	return m.split(n, i+1)
}

// insert makes room at i for a row, or for a child.
func (n *node) insert(i int, key, value []byte, child *node) {
	copy(n.keys[i+1:n.n+1], n.keys[i:n.n])
	n.keys[i] = key
	if n.kids != nil {
		copy(n.kids[i+1:n.n+1], n.kids[i:n.n])
		n.kids[i] = child
	} else {
		copy(n.leaf[i+1:n.n+1], n.leaf[i:n.n])
		n.leaf[i] = value
	}
	n.n++
}

// remove takes out the row or child at i.
func (n *node) remove(i int) {
	copy(n.keys[i:n.n], n.keys[i+1:n.n])
	n.n--
	n.keys[n.n] = nil
	if n.kids != nil {
		copy(n.kids[i:n.n+1], n.kids[i+1:n.n+1])
		n.kids[n.n] = nil
	} else {
		copy(n.leaf[i:n.n+1], n.leaf[i+1:n.n+1])
		n.leaf[n.n] = nil
	}
}

// split takes the upper half of a node that is too full, or only what was just added if that stands at its end: keys
// that come in order fill their nodes.
func (m *Map) split(n *node, added int) (right *node) {
	if n.n <= fanout {
		return nil
	}
	at := n.n / 2
	if added == n.n-1 {
		at = added
	}
	if n.kids != nil {
		right = m.newBranch()
		copy(right.kids[:], n.kids[at:n.n])
		clear(n.kids[at:])
	} else {
		right = m.newLeaf()
		copy(right.leaf[:], n.leaf[at:n.n])
		clear(n.leaf[at:])
	}
	copy(right.keys[:], n.keys[at:n.n])
	clear(n.keys[at:])
	n.n, right.n = at, n.n-at
	return right
}

// Delete removes the key. Removing what is not there changes nothing.
func (m *Map) Delete(key []byte) {
	if _, found := m.Get(key); !found {
		return
	}
	if m.owner == nil {
		m.owner = new(owner)
	}
	m.root = m.own(m.root)
	m.len--
	if m.delete(m.root, key); m.root.n == 0 {
		m.root = nil
	}
}

func (m *Map) delete(n *node, key []byte) {
	if n.kids == nil {
		i, _ := n.find(key)
		n.remove(i)
		return
	}
	i := n.child(key)
	n.kids[i] = m.own(n.kids[i])
	if m.delete(n.kids[i], key); n.kids[i].n == 0 {
		n.remove(i)
	}
}

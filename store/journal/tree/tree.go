// Package tree is an ordered map from bytes to bytes whose versions cost little: a B+ tree that is copied on write. A
// version that was forked from stays as it is for those who read it, while the fork goes on; what both have in common
// they share.
//
// Deleting leaves nodes half empty and removes them only when nothing is left in them. That is enough here: the maps
// live for a while and are thrown away.
package tree

import (
	"bytes"
	"slices"
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

// node is a leaf (keys and values) or a branch (the least key that each child may hold, and the children).
type node struct {
	owner    *owner
	keys     [][]byte
	values   [][]byte
	children []*node
}

// fanout is how many keys a node holds at most. A fork copies each node that it changes, and most changes of one append
// hit different nodes, so small nodes cost less than the greater depth.
const fanout = 16

func (n *node) leaf() bool { return n.children == nil }

// find is the index of the key, or where it would stand.
func (n *node) find(key []byte) (int, bool) {
	return slices.BinarySearchFunc(n.keys, key, bytes.Compare)
}

// child is the index of the child that the key belongs to.
func (n *node) child(key []byte) int {
	i, found := n.find(key)
	if found || i == 0 {
		return i
	}
	return i - 1
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
	for !n.leaf() {
		n = n.children[n.child(key)]
	}
	if i, found := n.find(key); found {
		return n.values[i], true
	}
	return nil, false
}

// own returns a node that this version may change.
func (m *Map) own(n *node) *node {
	if m.owner == nil {
		m.owner = new(owner)
	}
	if n.owner == m.owner {
		return n
	}
	c := &node{owner: m.owner, keys: make([][]byte, len(n.keys), fanout+1)}
	copy(c.keys, n.keys)
	if n.leaf() {
		c.values = make([][]byte, len(n.values), fanout+1)
		copy(c.values, n.values)
		return c
	}
	c.children = make([]*node, len(n.children), fanout+1)
	copy(c.children, n.children)
	return c
}

// Put sets the value at key. The map keeps both slices.
func (m *Map) Put(key, value []byte) {
	if m.root == nil {
		m.root = m.own(&node{})
	}
	m.root = m.own(m.root)
	right := m.put(m.root, key, value)
	if right == nil {
		return
	}
	root := m.own(&node{children: []*node{m.root, right}})
	root.keys = append(root.keys, m.root.keys[0], right.keys[0])
	m.root = root
}

// put puts into an owned node and returns its new right neighbour if it had to be split.
func (m *Map) put(n *node, key, value []byte) *node {
	if n.leaf() {
		i, found := n.find(key)
		if found {
			n.values[i] = value
			return nil
		}
		m.len++
		n.keys = slices.Insert(n.keys, i, key)
		n.values = slices.Insert(n.values, i, value)
		return m.split(n, i)
	}
	i := n.child(key)
	if bytes.Compare(key, n.keys[i]) < 0 {
		n.keys[i] = key
	}
	n.children[i] = m.own(n.children[i])
	right := m.put(n.children[i], key, value)
	if right == nil {
		return nil
	}
	n.keys = slices.Insert(n.keys, i+1, right.keys[0])
	n.children = slices.Insert(n.children, i+1, right)
	return m.split(n, i+1)
}

// split takes the upper half of a node that is too full, or only what was just added if that stands at its end: keys
// that come in order fill their nodes.
func (m *Map) split(n *node, added int) *node {
	if len(n.keys) <= fanout {
		return nil
	}
	at := len(n.keys) / 2
	if added == len(n.keys)-1 {
		at = added
	}
	right := m.own(&node{keys: n.keys[at:], values: tail(n.values, at), children: tail(n.children, at)})
	clear(n.keys[at:])
	n.keys = n.keys[:at]
	if n.leaf() {
		clear(n.values[at:])
		n.values = n.values[:at]
		return right
	}
	clear(n.children[at:])
	n.children = n.children[:at]
	return right
}

func tail[T any](s []T, at int) []T {
	if s == nil {
		return nil
	}
	return s[at:]
}

// Delete removes the key. Removing what is not there changes nothing.
func (m *Map) Delete(key []byte) {
	if _, found := m.Get(key); !found {
		return
	}
	m.root = m.own(m.root)
	m.len--
	if m.delete(m.root, key); len(m.root.keys) == 0 {
		m.root = nil
	}
}

func (m *Map) delete(n *node, key []byte) {
	i := n.child(key)
	if n.leaf() {
		i, _ = n.find(key)
		n.keys, n.values = slices.Delete(n.keys, i, i+1), slices.Delete(n.values, i, i+1)
		return
	}
	n.children[i] = m.own(n.children[i])
	m.delete(n.children[i], key)
	if len(n.children[i].keys) == 0 {
		n.keys, n.children = slices.Delete(n.keys, i, i+1), slices.Delete(n.children, i, i+1)
	}
}

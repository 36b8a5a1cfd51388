package model

import "slices"

// placeChunk bounds the pieces that a set of places is kept in, so that one more place moves little memory.
const placeChunk = 256

// placeSet keeps places in order, in pieces that each are short enough to insert into.
type placeSet struct {
	chunks [][]Place
	size   int
}

// find returns where a place stands, or would stand.
func (s *placeSet) find(p Place) (chunk, at int, found bool) {
	chunk, _ = slices.BinarySearchFunc(s.chunks, p, func(c []Place, p Place) int { return comparePlaces(c[len(c)-1], p) })
	if chunk == len(s.chunks) {
		if chunk == 0 {
			return 0, 0, false
		}
		chunk--
		return chunk, len(s.chunks[chunk]), false
	}
	at, found = slices.BinarySearchFunc(s.chunks[chunk], p, comparePlaces)
	return chunk, at, found
}

func (s *placeSet) add(p Place) {
	chunk, at, found := s.find(p)
	if found {
		return
	}
	s.size++
	if len(s.chunks) == 0 {
		s.chunks = append(s.chunks, []Place{p})
		return
	}
	c := slices.Insert(s.chunks[chunk], at, p)
	s.chunks[chunk] = c
	if len(c) > placeChunk {
		half := slices.Clone(c[len(c)/2:])
		s.chunks[chunk] = c[:len(c)/2]
		s.chunks = slices.Insert(s.chunks, chunk+1, half)
	}
}

// remove takes a place out and reports whether it was there.
func (s *placeSet) remove(p Place) bool {
	chunk, at, found := s.find(p)
	if !found {
		return false
	}
	s.size--
	s.chunks[chunk] = slices.Delete(s.chunks[chunk], at, at+1)
	if len(s.chunks[chunk]) == 0 {
		s.chunks = slices.Delete(s.chunks, chunk, chunk+1)
	}
	return true
}

// placeCursor walks a set in one direction. The set must not change meanwhile.
type placeCursor struct {
	set       *placeSet
	chunk, at int
	step      int
}

// from returns a cursor at a place: the first at or after it, or with reverse the last at or before it; the
// zero Place means the beginning or the end.
func (s *placeSet) from(p Place, reverse bool) placeCursor {
	c := placeCursor{set: s, step: 1}
	if p == (Place{}) {
		if reverse {
			c.step, c.chunk = -1, len(s.chunks)-1
			if c.chunk >= 0 {
				c.at = len(s.chunks[c.chunk]) - 1
			}
		}
		return c
	}
	var found bool
	c.chunk, c.at, found = s.find(p)
	if reverse {
		c.step = -1
		if !found {
			c.next()
		}
	}
	c.settle()
	return c
}

// settle moves a cursor that ran off a chunk onto the next one.
func (c *placeCursor) settle() {
	switch {
	case c.step > 0 && c.chunk < len(c.set.chunks) && c.at >= len(c.set.chunks[c.chunk]):
		c.chunk, c.at = c.chunk+1, 0
	case c.step < 0 && c.chunk >= 0 && c.at < 0:
		if c.chunk--; c.chunk >= 0 {
			c.at = len(c.set.chunks[c.chunk]) - 1
		}
	}
}

// place returns where the cursor stands; ok is false behind the last one.
func (c *placeCursor) place() (p Place, ok bool) {
	if c.chunk < 0 || c.chunk >= len(c.set.chunks) || len(c.set.chunks[c.chunk]) == 0 {
		return Place{}, false
	}
	return c.set.chunks[c.chunk][c.at], true
}

func (c *placeCursor) next() {
	c.at += c.step
	c.settle()
}

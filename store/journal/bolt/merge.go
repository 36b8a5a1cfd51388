package bolt

import (
	"bytes"

	"go.etcd.io/bbolt"

	"aeconnect/store/journal/tree"
)

// source is one ordered set of rows that a scan reads: a layer's or the file's. Placed on no row, its key is nil.
type source interface {
	seek(from []byte)
	seekBefore(before []byte)
	next()
	prev()
	row() (key, value []byte)
}

// sources returns what a scan of a space reads, the newest first.
func (t *tx) sources(space string) []source {
	var all []source
	for _, l := range t.layers {
		if rows := l.spaces[space]; rows != nil {
			all = append(all, &layerSource{rows.Cursor()})
		}
	}
	if c := t.cursor(space); c != nil {
		all = append(all, c)
	}
	return all
}

// merge yields each row once, as the newest source has it, going up or down. Deleted rows are left out.
func merge(sources []source, down bool, yield func(key, value []byte) bool) {
	for {
		key, value := foremost(sources, down)
		if key == nil || value != nil && !yield(key, value) {
			return
		}
		for _, s := range sources {
			if k, _ := s.row(); k == nil || !bytes.Equal(k, key) {
				continue
			}
			if down {
				s.prev()
			} else {
				s.next()
			}
		}
	}
}

// foremost is the row that comes next, of the newest source that has it.
func foremost(sources []source, down bool) (key, value []byte) {
	for _, s := range sources {
		k, v := s.row()
		if k == nil {
			continue
		}
		if order := bytes.Compare(k, key); key == nil || !down && order < 0 || down && order > 0 {
			key, value = k, v
		}
	}
	return key, value
}

// layerSource reads a layer.
type layerSource struct{ tree.Cursor }

func (s *layerSource) seek(from []byte)         { s.Seek(from) }
func (s *layerSource) seekBefore(before []byte) { s.SeekBefore(before) }
func (s *layerSource) next()                    { s.Next() }
func (s *layerSource) prev()                    { s.Prev() }
func (s *layerSource) row() (key, value []byte) { return s.Row() }

// fileSource reads a bucket of the file, with each step watched.
type fileSource struct {
	bolt       *bbolt.Cursor
	space      string
	key, value []byte
}

func (t *tx) cursor(space string) *fileSource {
	defer damaged(space)
	b := t.bucket(space)
	if b == nil {
		return nil
	}
	return &fileSource{bolt: b.Cursor(), space: space}
}

func (s *fileSource) row() (key, value []byte) { return s.key, s.value }

func (s *fileSource) next() { defer damaged(s.space); s.key, s.value = s.bolt.Next() }
func (s *fileSource) prev() { defer damaged(s.space); s.key, s.value = s.bolt.Prev() }

func (s *fileSource) seek(from []byte) {
	defer damaged(s.space)
	if from == nil {
		s.key, s.value = s.bolt.First()
		return
	}
	s.key, s.value = s.bolt.Seek(from)
}

func (s *fileSource) seekBefore(before []byte) {
	defer damaged(s.space)
	if before != nil {
		if key, _ := s.bolt.Seek(before); key != nil {
			s.key, s.value = s.bolt.Prev()
			return
		}
	}
	s.key, s.value = s.bolt.Last()
}

package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"aeconnect/store/journal"
	"aeconnect/store/journal/pages"
	"aeconnect/store/journal/tree"
)

// Finding is one thing about the files of a journal that does not hold.
type Finding struct {
	File string // base name
	At   int64  // byte in the file, -1 where none can be named
	What string // a clause
}

// Survey is what can be read of a journal's files, whatever has happened to them. It changes nothing and opens nothing
// through bbolt. It belongs to one goroutine and must be closed.
type Survey struct {
	path     string
	file     *os.File
	size     int64
	pages    *pages.File             // nil if nothing is known of the file but its bytes
	buckets  map[string]pages.Bucket // those that were not read yet
	layer    *layer                  // what the tails add
	head     journal.Head
	use      tailUse
	headless bool // nobody says where the journal ends
	findings []Finding
}

// NewSurvey looks at the files of a journal. It fails only where there are none, or where the system refuses to read.
func NewSurvey(path string) (*Survey, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	s := &Survey{path: path, file: f, size: info.Size(), buckets: map[string]pages.Bucket{}, layer: newLayer()}
	s.openPages()
	s.readMeta()
	if err := errors.Join(s.readTails(), s.findCuts()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return s, nil
}

// Close gives the file back. It was only read, so there is nothing that could go wrong.
func (s *Survey) Close() { _ = s.file.Close() }

// Head is where the journal ends by its own account; false if it says nothing that makes sense.
func (s *Survey) Head() (journal.Head, bool) { return s.head, !s.headless }

// Findings are what is wrong with the files. They are complete after every space was read and Finish was called.
func (s *Survey) Findings() []Finding { return s.findings }

func (s *Survey) find(file string, at int64, what string) {
	s.findings = append(s.findings, Finding{filepath.Base(file), at, what})
}

func (s *Survey) openPages() {
	p, err := pages.Open(s.file, s.size)
	if err != nil {
		s.find(s.path, 0, err.Error())
		return
	}
	s.pages = p
	for _, b := range p.Buckets() {
		s.buckets[b.Name] = b
	}
}

func (s *Survey) readMeta() {
	meta := map[string][]byte{}
	for key, value := range s.base(string(metaBucket())) {
		meta[string(key)] = value
	}
	head, err := DecodeMeta(func(key []byte) []byte { return meta[string(key)] })
	if err != nil {
		s.headless = true
		s.find(s.path, -1, err.Error())
		if len(meta["epoch"]) == len(head.Epoch) {
			copy(head.Epoch[:], meta["epoch"])
		}
	}
	s.head, s.layer.head, s.use = head, head, decodeUse(meta[string(useKey())])
}

// readTails lays over the file what the tails hold, as far as it goes on from there.
func (s *Survey) readTails() error {
	if i, err := missingTail(s.path, s.head, s.use); err != nil && !s.headless {
		var damage *journal.DamageError
		if !errors.As(err, &damage) {
			return err
		}
		s.find(tailName(s.path, i), -1, damage.What)
	}
	var frames []Frame
	for i := range 2 {
		name := tailName(s.path, i)
		raw, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		some, rest, broken := ReadFrames(raw, s.head.Seq)
		if broken {
			s.find(name, int64(len(raw)-len(rest)), "it is damaged before its end")
		} else if cut := unfinished(raw, rest, s.use); len(cut) > 0 {
			s.find(name, int64(len(raw)-len(rest)), fmt.Sprintf("its last write was not finished, or is damaged: %d bytes", len(cut)))
		}
		frames = append(frames, some...)
	}
	slices.SortFunc(frames, func(a, b Frame) int { return int(int64(a.First - b.First)) })
	if s.headless {
		return nil
	}
	for len(frames) > 0 {
		l, err := replay(s.head, frames)
		if err == nil {
			s.layer, s.head = l, l.head
			return nil
		}
		s.find(tailName(s.path, 0), -1, err.Error())
		frames = frames[:len(frames)-1] // the longest beginning that goes on from the file
	}
	return nil
}

// base yields the rows of a bucket of the file.
func (s *Survey) base(name string) iter.Seq2[[]byte, []byte] {
	b, ok := s.buckets[name]
	if !ok {
		return func(func(key, value []byte) bool) {}
	}
	delete(s.buckets, name)
	return s.pages.Rows(b)
}

// space yields the rows of a space as the journal would. It can be read once.
func (s *Survey) space(name string) iter.Seq2[[]byte, []byte] {
	rows := s.layer.spaces[name]
	if rows == nil {
		rows = new(tree.Map)
	}
	return func(yield func(key, value []byte) bool) {
		over := rows.Cursor()
		over.Seek(nil)
		for key, value := range s.base(name) {
			if !above(&over, key, yield) {
				return
			}
			if k, _ := over.Row(); k != nil && bytes.Equal(k, key) {
				continue // the tail knows better; it comes with the next round
			}
			if !yield(key, value) {
				return
			}
		}
		above(&over, nil, yield)
	}
}

// above yields the rows of a layer up to, but not including, a key; nil means all that is left.
func above(over *tree.Cursor, until []byte, yield func(key, value []byte) bool) bool {
	for {
		key, value := over.Row()
		if key == nil || until != nil && bytes.Compare(key, until) >= 0 {
			return true
		}
		if value != nil && !yield(key, value) {
			return false
		}
		over.Next()
	}
}

// Rows yields the rows of a room. It can be read once.
func (s *Survey) Rows(room journal.Room) iter.Seq2[[]byte, []byte] { return s.space(roomSpace(room)) }

// Records yields what the log holds, by the number under which it is kept, unchecked. It can be read once.
func (s *Survey) Records() iter.Seq2[uint64, []byte] {
	return func(yield func(seq uint64, raw []byte) bool) {
		for key, raw := range s.space(logSpace) {
			if len(key) != 8 {
				s.find(s.path, -1, "the log has a key of the wrong form")
				continue
			}
			if !yield(binary.BigEndian.Uint64(key), raw) {
				return
			}
		}
	}
}

// Finish reads what was not read yet and looks at the file as a whole.
func (s *Survey) Finish() {
	if s.pages == nil {
		return
	}
	for name := range s.buckets {
		for range s.base(name) {
		}
	}
	s.pages.CheckPages()
	for _, d := range s.pages.Damage() {
		s.find(s.path, d.At, d.String())
	}
}

package bolt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"

	"aeconnect/store/journal"
)

// Frame is one group as it stands in a tail.
type Frame struct {
	First   uint64   // Seq of the first record
	Records [][]byte // alias the tail
	Changes []Change
}

// Change is one change of a room, or of the space that the log is.
type Change struct {
	Space      string
	Key, Value []byte // a nil value is a deletion
}

// Last is the Seq of the last record.
func (f Frame) Last() uint64 { return f.First + uint64(len(f.Records)) - 1 }

var errFrame = errors.New("a frame that makes no sense")

func frameSum(f []byte) uint32 {
	table := crc32.MakeTable(crc32.Castagnoli)
	return crc32.Update(crc32.Checksum(f[:8], table), table, f[frameHead:])
}

// ReadFrames reads the frames that a tail begins with; `after` is the Seq of the last record in the file. It stops at
// the first thing that is no frame, or that is one from before the tail was written over. If that is no frame and a
// sound one with new records stands behind it, then it was not the end that a crash left unfinished: the tail is broken.
// rest is what could not be read.
func ReadFrames(raw []byte, after uint64) (frames []Frame, rest []byte, broken bool) {
	next := uint64(0)
	for len(raw) > 0 {
		f, n, err := decodeFrame(raw)
		if err != nil {
			return frames, raw, newerBehind(raw, max(next, after+1))
		}
		if f.First < next {
			break
		}
		frames, raw, next = append(frames, f), raw[n:], f.Last()+1
	}
	return frames, nil, false
}

// newerBehind looks for a sound frame whose numbers are not below next.
func newerBehind(raw []byte, next uint64) bool {
	for at := 1; at < len(raw); at++ {
		i := bytes.Index(raw[at:], []byte(frameMagic))
		if i < 0 {
			return false
		}
		at += i
		if f, _, err := decodeFrame(raw[at:]); err == nil && f.First >= next {
			return true
		}
	}
	return false
}

// decodeFrame reads the frame that raw begins with and returns its length.
func decodeFrame(raw []byte) (f Frame, n int, err error) {
	if len(raw) < frameHead || string(raw[:4]) != frameMagic {
		return f, 0, errFrame
	}
	n = frameHead + int(binary.BigEndian.Uint32(raw[4:]))
	if n > len(raw) || binary.BigEndian.Uint32(raw[8:]) != frameSum(raw[:n]) {
		return f, 0, errFrame
	}
	p := payload{rest: raw[frameHead:n]}
	f.First = p.number(8)
	for range min(p.number(4), journal.MaxGroupEntries) {
		f.Records = append(f.Records, p.take(p.number(4)))
	}
	for len(p.rest) > 0 && !p.bad {
		f.Changes = append(f.Changes, p.change())
	}
	if p.bad || len(f.Records) == 0 || f.First == 0 {
		return Frame{}, 0, errFrame
	}
	return f, n, nil
}

// payload reads a frame's payload; after the first thing that does not fit it is bad and yields zeros.
type payload struct {
	rest []byte
	bad  bool
}

func (p *payload) take(n uint64) []byte {
	if n > uint64(len(p.rest)) {
		p.bad, p.rest = true, nil
		return nil
	}
	taken := p.rest[:n:n]
	p.rest = p.rest[n:]
	return taken
}

func (p *payload) number(size int) (n uint64) {
	for _, b := range p.take(uint64(size)) {
		n = n<<8 | uint64(b)
	}
	return n
}

func (p *payload) change() (c Change) {
	c.Space = string(p.take(p.number(1)))
	c.Key = p.take(p.number(2))
	if n := p.number(4); n != noValue {
		c.Value = p.take(n)
	}
	return c
}

package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// tail is a file of frames that are not in the bbolt file yet. It is written over from its beginning after each
// checkpoint, because a sync of blocks that are there already is twice as fast as one of a file that grows; what stands
// behind the last frame then is old, and its numbers say so.
type tail struct {
	file *os.File
	size int64 // of the frames that count
}

func tailName(path string, i int) string { return fmt.Sprintf("%s-tail-%d", path, i) }

// append writes a frame behind the last one and syncs it.
func (t *tail) append(frame []byte, sync bool) error {
	if _, err := t.file.WriteAt(frame, t.size); err != nil {
		return err
	}
	if sync {
		if err := t.sync(); err != nil {
			return err
		}
	}
	t.size += int64(len(frame))
	return nil
}

// read returns all bytes of the file, also those behind the frames that count.
func (t *tail) read() ([]byte, error) {
	info, err := t.file.Stat()
	if err != nil {
		return nil, err
	}
	raw := make([]byte, info.Size())
	_, err = io.ReadFull(io.NewSectionReader(t.file, 0, info.Size()), raw)
	return raw, err
}

func (t *tail) sync() error { return dataSync(t.file) }

// rewind lets the next frame stand at the beginning.
func (t *tail) rewind() { t.size = 0 }

func (t *tail) truncate() error {
	t.size = 0
	return t.file.Truncate(0)
}

// openTails opens both tails and makes those that are not there. For reading only, such a tail is nil.
func openTails(path string, readOnly bool) (tails [2]*tail, err error) {
	flag, made := os.O_RDWR, false
	if readOnly {
		flag = os.O_RDONLY
	}
	for i := range tails {
		f, err := os.OpenFile(tailName(path, i), flag, 0o600)
		if errors.Is(err, fs.ErrNotExist) {
			if readOnly {
				continue
			}
			made = true
			f, err = os.OpenFile(tailName(path, i), flag|os.O_CREATE, 0o600)
		}
		if err != nil {
			return tails, err
		}
		tails[i] = &tail{file: f}
	}
	if made {
		err = syncDir(filepath.Dir(path))
	}
	return tails, err
}

// A frame: magic, length of the payload, CRC-32C of magic, length and payload, payload. The payload: Seq of the first
// record, number of records, each record with its length before; then changes up to the end, each with the space (one
// byte of length), the key (two bytes of length), the length of the value and the value. A deletion has the length
// noValue and no value.
const (
	frameMagic = "AEF1"
	frameHead  = 12
	noValue    = 1<<32 - 1
)

// beginFrame begins a frame with its records, in place of what is in f; appendChange goes on, endFrame completes it.
func beginFrame(f []byte, seq uint64, records [][]byte) []byte {
	f = append(f[:0], make([]byte, frameHead)...)
	copy(f, frameMagic)
	f = binary.BigEndian.AppendUint64(f, seq)
	f = binary.BigEndian.AppendUint32(f, uint32(len(records)))
	for _, raw := range records {
		f = binary.BigEndian.AppendUint32(f, uint32(len(raw)))
		f = append(f, raw...)
	}
	return f
}

func appendChange(f []byte, space string, key, value []byte) []byte {
	f = append(append(f, byte(len(space))), space...)
	f = append(binary.BigEndian.AppendUint16(f, uint16(len(key))), key...)
	if value == nil {
		return binary.BigEndian.AppendUint32(f, noValue)
	}
	return append(binary.BigEndian.AppendUint32(f, uint32(len(value))), value...)
}

func endFrame(f []byte) []byte {
	binary.BigEndian.PutUint32(f[4:], uint32(len(f)-frameHead))
	binary.BigEndian.PutUint32(f[8:], frameSum(f))
	return f
}

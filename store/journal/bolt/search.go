package bolt

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"

	"aeconnect/store/journal"
)

// Search looks for records in the bytes of file and tails, wherever they stand: pages that are out of use or out of
// reach hold many. It yields each record that is whole, decoded and as it stands; the same one may come several times.
func (s *Survey) Search(yield func(record journal.Record, raw []byte)) error {
	return s.Scan([]byte(journal.Magic()), journal.MaxRecordBytes, func(b []byte) {
		if size, ok := journal.RecordBytes(b); ok && size <= len(b) {
			raw := bytes.Clone(b[:size])
			if r, err := journal.DecodeRecord(raw); err == nil {
				yield(r, raw)
			}
		}
	})
}

// Epochs looks for what may be the journal's epoch in the bytes of the file, for when the place where it stands is lost.
// The meta bucket is so small that its rows lie side by side.
func (s *Survey) Epochs() (found []journal.Epoch, err error) {
	const word, size = "epoch", len(journal.Epoch{})
	err = s.Scan([]byte(word), 64, func(b []byte) {
		if len(b) < len(word)+size || !bytes.HasPrefix(b[len(word)+size:], []byte("format")) {
			return
		}
		if e := journal.Epoch(b[len(word) : len(word)+size]); !slices.Contains(found, e) {
			found = append(found, e)
		}
	})
	return found, err
}

// Scan calls fn with what stands in file and tails from each occurrence of the word on: at least `reach` bytes, less
// only at the end of a file. The bytes are valid until fn returns.
func (s *Survey) Scan(word []byte, reach int, fn func(b []byte)) error {
	for _, name := range []string{s.path, tailName(s.path, 0), tailName(s.path, 1)} {
		f, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if err = errors.Join(scanFile(f, word, reach, fn), f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// scanFile reads in pieces that overlap by the reach.
func scanFile(f io.ReaderAt, word []byte, reach int, fn func(b []byte)) error {
	const piece = 16 << 20
	buf := make([]byte, piece+reach)
	for offset := int64(0); ; offset += piece {
		n, err := f.ReadAt(buf, offset)
		if err != nil && err != io.EOF {
			return err
		}
		if n == 0 {
			return nil
		}
		for at := 0; ; at++ {
			i := bytes.Index(buf[at:n], word)
			if at += i; i < 0 || at >= piece {
				break
			}
			fn(buf[at:n])
		}
	}
}

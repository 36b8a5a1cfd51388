package search

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"slices"

	"github.com/google/renameio/v2"
)

// ErrDamaged says that a file is not an image, or not any more: the caller fills the
// index from the store instead.
var ErrDamaged = errors.New("search: the image is damaged")

// Stamp says which state of the journal an image shows.
type Stamp struct {
	Epoch    string // of the journal; at most 255 bytes
	Position uint64
}

// An image is a sequence of frames: length and CRC-32C of the payload, four bytes each,
// little endian, then the payload. The first frame is the head, then come blocks of
// documents, the last frame is empty. It holds documents only: columns and letters are
// made anew, so that they may change from version to version.
//
//	head:  magic, then uvarints: version, length of the epoch, position, documents;
//	       then the epoch
//	block: uvarint documents; for each: uvarint key less the one before it, class (one
//	       byte), uvarint bytes of the title; then all titles
const (
	imageMagic   = "aesquare"
	imageVersion = 1
	frameHead    = 8
	frameLimit   = 16 << 20 // bytes of a payload
	blockText    = 4 << 20  // bytes of titles after which a block ends
)

// SaveFile writes an image of what the index holds now, in place of the file at path.
// Take the stamp before calling: what is put to the index later is then replayed, and
// putting it again does no harm. While the index is being loaded it returns ErrLoading.
func (x *Index) SaveFile(path string, stamp Stamp) error {
	v := x.view.Load()
	if v.loading {
		return ErrLoading
	}
	f, err := renameio.NewPendingFile(path, renameio.WithPermissions(0o600))
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	if err = v.save(w, stamp); err == nil {
		err = w.Flush()
	}
	if err != nil {
		return errors.Join(err, f.Cleanup())
	}
	return f.CloseAtomicallyReplace()
}

func (v *view) save(w io.Writer, stamp Stamp) error {
	if err := writeFrame(w, imageHead(stamp, v.live.sum(AllClasses()))); err != nil {
		return err
	}
	tail := slices.Clone(v.tail)
	slices.SortFunc(tail, byKey)
	block, err := writeBlocks(w, tail, nil)
	var entries []entry
	for i := 0; i < len(v.parts) && err == nil; i++ {
		entries = v.parts[i].byKeys(entries[:0])
		block, err = writeBlocks(w, entries, block)
	}
	if err != nil {
		return err
	}
	return writeFrame(w, nil)
}

func imageHead(stamp Stamp, documents int) []byte {
	head := []byte(imageMagic)
	for _, n := range []uint64{imageVersion, uint64(len(stamp.Epoch)), stamp.Position, uint64(documents)} {
		head = binary.AppendUvarint(head, n)
	}
	return append(head, stamp.Epoch...)
}

// writeBlocks writes entries, which are sorted by key. Block is memory for a payload,
// to be given back by the next call.
func writeBlocks(w io.Writer, entries []entry, block []byte) ([]byte, error) {
	for len(entries) > 0 {
		n, text := 0, 0
		for n < len(entries) && text < blockText {
			text += len(entries[n].title)
			n++
		}
		block = encodeBlock(block[:0], entries[:n])
		if err := writeFrame(w, block); err != nil {
			return nil, err
		}
		entries = entries[n:]
	}
	return block, nil
}

func encodeBlock(block []byte, entries []entry) []byte {
	block = binary.AppendUvarint(block, uint64(len(entries)))
	before := uint64(0)
	for _, e := range entries {
		block = binary.AppendUvarint(block, e.key-before)
		block = append(block, byte(e.class))
		block = binary.AppendUvarint(block, uint64(len(e.title)))
		before = e.key
	}
	for _, e := range entries {
		block = append(block, e.title...)
	}
	return block
}

func writeFrame(w io.Writer, payload []byte) error {
	var head [frameHead]byte
	binary.LittleEndian.PutUint32(head[:], uint32(len(payload)))
	binary.LittleEndian.PutUint32(head[4:], crc32.Checksum(payload, crc32.MakeTable(crc32.Castagnoli)))
	if _, err := w.Write(head[:]); err != nil {
		return err
	}
	_, err := w.Write(payload)
	return err
}

// LoadFile fills the index from an image, while it may be searched and put to like
// during Fill. Accept looks at the stamp first; its error is returned as it is. After
// any error the index holds what it held before: ErrDamaged for whatever is wrong
// within the file, ErrLoading, the context's error, or that of the file system.
func (x *Index) LoadFile(ctx context.Context, path string, accept func(Stamp) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // it was only read
	return x.load(ctx, bufio.NewReaderSize(f, 1<<20), accept)
}

func (x *Index) load(ctx context.Context, r io.Reader, accept func(Stamp) error) error {
	payload, err := readFrame(r, nil)
	if err != nil {
		return err
	}
	stamp, documents, err := parseHead(payload)
	if err != nil {
		return err
	}
	if err := accept(stamp); err != nil {
		return err
	}
	l, err := x.Fill(documents)
	if err != nil {
		return err
	}
	defer l.Abandon()
	loaded := 0
	for {
		if payload, err = readFrame(r, payload); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if len(payload) == 0 {
			break
		}
		n, err := l.addBlock(payload)
		if err != nil {
			return err
		}
		loaded += n
	}
	if loaded != documents {
		return damaged("%d documents instead of %d", loaded, documents)
	}
	l.Finish()
	return nil
}

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// readFrame reads a payload into the memory of the last one.
func readFrame(r io.Reader, memory []byte) ([]byte, error) {
	var head [frameHead]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil, cutShort(err)
	}
	n := int(binary.LittleEndian.Uint32(head[:]))
	if n > frameLimit {
		return nil, damaged("a frame of %d bytes", n)
	}
	payload := slices.Grow(memory[:0], n)[:n]
	if _, err := io.ReadFull(r, payload); err != nil {
		return nil, cutShort(err)
	}
	if crc32.Checksum(payload, crc32.MakeTable(crc32.Castagnoli)) != binary.LittleEndian.Uint32(head[4:]) {
		return nil, damaged("a checksum differs")
	}
	return payload, nil
}

func cutShort(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return damaged("it ends early")
	}
	return err
}

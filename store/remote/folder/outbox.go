package folder

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// written is what a writer keeps of its mailbox.
type written struct {
	Last  place    `cbor:"1,keyasint"` // the last letter
	Hash  [32]byte `cbor:"2,keyasint"` // of its file
	Acked uint64   `cbor:"3,keyasint"` // letters that the reader has, and that are gone
	Said  place    `cbor:"4,keyasint"` // what the last letter says was read of the reader's mailbox
}

// outbox is a mailbox as its writer has it: the folder's directory, and one of its own with a copy of each letter that
// the reader may not have yet.
type outbox struct {
	*written
	dir, copies string
	keys        *keys
	reader      [32]byte // ed25519
	sealing     [32]byte // X25519
	look        *look
	now         func() time.Time
	put         map[place]fs.FileInfo // letters that stand in the folder, as they were put there
	fresh       bool                  // begun anew: the reader has to be told
	mends       int                   // how often the folder was looked at
}

// post writes the next letter and keeps a copy. It stands in the folder after mend, which is for the caller to call when
// the state is kept.
func (o *outbox) post(text []byte, ack receipt) error {
	first := o.Last.Born == 0
	if first || o.overtaken() {
		if err := o.reborn(); err != nil {
			return err
		}
		o.fresh = !first // else nothing that was asked is lost
	}
	l := &letter{from: o.keys.public(), to: o.reader, place: place{o.Last.Born, o.Last.Number + 1}, before: o.Hash, ack: ack, text: text}
	file, err := l.seal(o.keys, &o.sealing)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.copies, 0o700); err != nil {
		return err
	}
	if err := write(filepath.Join(o.copies, l.place.file()), file); err != nil {
		return err
	}
	o.Last, o.Hash, o.Said = l.place, sha256.Sum256(file), ack.place
	return nil
}

// overtaken tells that the folder holds own letters which are later than the last one: this side was restored from a
// backup.
func (o *outbox) overtaken() bool {
	names, err := list(o.dir)
	if err != nil {
		return false
	}
	for _, name := range names {
		p, ok := placeOf(name)
		if ok && o.beyond(p) && o.own(name) {
			return true
		}
	}
	return false
}

// own tells that a file is a letter which this side has signed.
func (o *outbox) own(name string) bool {
	file, err := read(filepath.Join(o.dir, name), maxLetterBytes)
	if err != nil || len(file) < headerBytes+4+ed25519.SignatureSize {
		return false
	}
	public := o.keys.public()
	body, signature := file[:len(file)-ed25519.SignatureSize], file[len(file)-ed25519.SignatureSize:]
	return parseHeader(file).from == public && ed25519.Verify(public[:], signed(body), signature)
}

// reborn begins the mailbox anew, later than all that was. What the reader did not have is gone.
func (o *outbox) reborn() error {
	born := max(uint64(o.now().UnixMilli()), o.Last.Born+1)
	names, err := list(o.dir)
	if err != nil {
		return err
	}
	for _, name := range names {
		if p, ok := placeOf(name); ok && o.own(name) {
			born = max(born, p.Born+1)
			_ = os.Remove(filepath.Join(o.dir, name))
		}
	}
	if o.Last.Born != 0 {
		o.look.counts.Reborn++
	}
	_ = os.RemoveAll(o.copies)
	*o.written = written{Last: place{Born: born}}
	o.put, o.fresh = map[place]fs.FileInfo{}, true
	return nil
}

// beyond tells that a place is later than the last letter.
func (o *outbox) beyond(p place) bool {
	return p.Born > o.Last.Born || p.Born == o.Last.Born && p.Number > o.Last.Number
}

// foreign tells that the reader has a letter which this side knows nothing of: one that is later than the last, or another
// at its place. This side was restored from a backup, or a copy of it goes on with its mailbox.
func (o *outbox) foreign(ack receipt) bool {
	if ack.Born != o.Last.Born || ack.Number <= o.Acked || ack.Number >= o.Last.Number {
		return o.beyond(ack.place) || ack.place == o.Last && ack.Number > o.Acked && ack.hash != o.Hash
	}
	file, err := os.ReadFile(filepath.Join(o.copies, ack.file()))
	return err == nil && sha256.Sum256(file) != ack.hash
}

// heard takes note of what the reader says it has, and begins anew where that cannot be: it has more than there is, or
// another, or less than it had.
func (o *outbox) heard(ack receipt) error {
	switch {
	case o.foreign(ack), ack.Born == o.Last.Born && ack.Number < o.Acked, ack.Born < o.Last.Born && o.Acked > 0:
		o.Last.Born = max(o.Last.Born, ack.Born)
		return o.reborn()
	case ack.Born == o.Last.Born:
		for ; o.Acked < ack.Number; o.Acked++ {
			p := place{o.Last.Born, o.Acked + 1}
			_ = os.Remove(filepath.Join(o.dir, p.file()))
			_ = os.Remove(filepath.Join(o.copies, p.file()))
			delete(o.put, p)
		}
	}
	return nil
}

// waiting is how many letters the reader may not have yet.
func (o *outbox) waiting() uint64 { return o.Last.Number - o.Acked }

// says tells that a letter which the reader may not have says how far its mailbox was read.
func (o *outbox) says(read place) bool { return o.waiting() > 0 && o.Said == read }

// closelyEvery is at how many looks the files themselves are read.
const closelyEvery = 8

// mend puts every letter that the reader may not have into the folder, where it does not stand there as it was written.
func (o *outbox) mend() error {
	if err := made(o.dir, 2, 0o755); err != nil {
		return err
	}
	o.mends++
	closely := o.mends%closelyEvery == 0 // whoever alters a file may leave its time as it was
	for n := o.Acked + 1; n <= o.Last.Number; n++ {
		p := place{o.Last.Born, n}
		name := filepath.Join(o.dir, p.file())
		info, err := os.Lstat(name)
		before := o.put[p]
		if err == nil && !closely && before != nil && info.Size() == before.Size() && info.ModTime().Equal(before.ModTime()) {
			continue
		}
		if err := o.restore(p, name, before != nil); err != nil {
			return err
		}
	}
	return nil
}

// restore puts one letter from its copy into the folder.
func (o *outbox) restore(p place, name string, stood bool) error {
	file, err := os.ReadFile(filepath.Join(o.copies, p.file()))
	if errors.Is(err, fs.ErrNotExist) || err == nil && !bytes.HasPrefix(file, []byte(letterMagic)) {
		return o.reborn() // the copies are lost, or an older program's: whatever was asked is asked again
	}
	if err != nil {
		return err
	}
	if !same(name, file) {
		if info, err := os.Lstat(name); err == nil && info.IsDir() {
			_ = os.RemoveAll(name) // in this mailbox nobody else has a reason to make one
		}
		if err := write(name, file); err != nil {
			o.look.counts.Full++
			return fmt.Errorf("a letter could not be put into the folder: %w", err)
		}
		if stood {
			o.look.counts.Mended++
		}
	}
	info, err := os.Lstat(name)
	if err == nil {
		o.put[p] = info
	}
	return nil
}

package folder

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"aeconnect/store/remote/wire"

	"golang.org/x/crypto/nacl/box"
)

// The layout of a letter: header, length of the sealed text, the sealed text, signature.
const (
	letterMagic    = "AEL3"
	headerBytes    = 4 + 32 + 32 + 8 + 8 + 32 + 8 + 8 + 32
	sealOverhead   = box.AnonymousOverhead + sha256.Size
	maxTextBytes   = wire.MaxFrameBytes + 128
	maxLetterBytes = headerBytes + 4 + maxTextBytes + sealOverhead + ed25519.SignatureSize
)

// What is wrong with a letter.
var (
	errPartial = errors.New("the file is not whole")
	errAltered = errors.New("the letter was altered")
	errForeign = errors.New("this is no letter of this mailbox")
)

// place is where a letter stands: in the mailbox that was born then (milliseconds since 1970), with a number from 1 on.
type place struct {
	Born   uint64 `cbor:"1,keyasint"`
	Number uint64 `cbor:"2,keyasint"`
}

// before tells that a place is an earlier one.
func (p place) before(q place) bool {
	return p.Born < q.Born || p.Born == q.Born && p.Number < q.Number
}

// receipt says which letter was read: its place alone may have been written at twice, by a side that was restored from a
// backup or by a copy of it.
type receipt struct {
	place
	hash [32]byte // of its file
}

// letter is one message of a mailbox.
type letter struct {
	from, to [32]byte // ed25519
	place
	before [32]byte // hash of the letter before, zero for the first
	ack    receipt  // the last letter that the writer has read of the other's mailbox
	text   []byte
}

func (l *letter) header() []byte {
	h := append(make([]byte, 0, headerBytes), letterMagic...)
	h = append(append(h, l.from[:]...), l.to[:]...)
	h = binary.BigEndian.AppendUint64(h, l.Born)
	h = binary.BigEndian.AppendUint64(h, l.Number)
	h = append(h, l.before[:]...)
	h = binary.BigEndian.AppendUint64(h, l.ack.Born)
	h = binary.BigEndian.AppendUint64(h, l.ack.Number)
	return append(h, l.ack.hash[:]...)
}

// signed is what a signature is made over.
func signed(data []byte) []byte { return append([]byte("aeconnect letter 1\n"), data...) }

// seal returns the letter as a file. It belongs to the writer of the keys and can be opened by the reader alone.
func (l *letter) seal(writer *keys, reader *[32]byte) ([]byte, error) {
	if len(l.text) > maxTextBytes {
		return nil, fmt.Errorf("a letter of %d bytes is too long", len(l.text))
	}
	header := l.header()
	bound := sha256.Sum256(header)
	sealed, err := box.SealAnonymous(nil, append(bound[:], l.text...), reader, rand.Reader)
	if err != nil {
		return nil, err
	}
	file := binary.BigEndian.AppendUint32(header, uint32(len(sealed)))
	file = append(file, sealed...)
	return append(file, ed25519.Sign(writer.sign, signed(file))...), nil
}

// unseal reads a letter of the writer to the owner of the keys.
func unseal(file []byte, writer [32]byte, reader *keys) (*letter, error) {
	if len(file) < headerBytes+4+ed25519.SignatureSize {
		return nil, errPartial
	}
	if string(file[:4]) != letterMagic {
		return nil, errForeign
	}
	size := binary.BigEndian.Uint32(file[headerBytes:])
	whole := headerBytes + 4 + int(size) + ed25519.SignatureSize
	switch {
	case size < sealOverhead || size > maxTextBytes+sealOverhead:
		return nil, errAltered
	case len(file) < whole:
		return nil, errPartial
	case len(file) > whole:
		return nil, errAltered
	}
	l := parseHeader(file)
	if l.from != writer || l.to != reader.public() {
		return nil, errForeign
	}
	body, signature := file[:whole-ed25519.SignatureSize], file[whole-ed25519.SignatureSize:]
	if !ed25519.Verify(writer[:], signed(body), signature) {
		return nil, errAltered
	}
	text, ok := box.OpenAnonymous(nil, body[headerBytes+4:], reader.boxPublic, reader.boxPrivate)
	bound := sha256.Sum256(file[:headerBytes])
	if !ok || !bytes.HasPrefix(text, bound[:]) {
		return nil, errAltered
	}
	l.text = text[len(bound):]
	return l, nil
}

func parseHeader(file []byte) *letter {
	l := &letter{}
	rest := file[len(letterMagic):]
	take := func(n int) []byte { part := rest[:n]; rest = rest[n:]; return part }
	number := func() uint64 { return binary.BigEndian.Uint64(take(8)) }
	copy(l.from[:], take(32))
	copy(l.to[:], take(32))
	l.Born, l.Number = number(), number()
	copy(l.before[:], take(32))
	l.ack.Born, l.ack.Number = number(), number()
	copy(l.ack.hash[:], take(32))
	return l
}

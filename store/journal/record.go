package journal

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/crc32"
)

// A record, version 1. All numbers are big-endian; the layout is frozen and has test vectors.
//
//	 0   4  "AEJ1"
//	 4   1  flags of the actor
//	 5   3  zero
//	 8   8  Seq
//	16   8  At, milliseconds
//	24   8  account of the actor
//	32  16  device
//	48   8  counter of the device
//	56   4  length of the body, n
//	60   n  body
//	60+n 32 hash = SHA-256(hash of the record before, bytes 0 to 60+n)
//	92+n 4  CRC-32C of bytes 0 to 92+n
//
// The CRC finds damage in one record without its neighbours; the chain finds what was left out, moved or rewritten.
// The record begins with a fixed word so that records can be found in the ruins of a file.
const (
	magic         = "AEJ"
	version       = '1'
	headerBytes   = 60
	trailerBytes  = sha256.Size + 4
	overheadBytes = headerBytes + trailerBytes
)

// AppendRecord appends the entry's record to dst, chained to prev, and returns the entry's own hash too. It fails
// with ErrTooLarge, or with ErrNewer for flags that this version does not know.
func AppendRecord(dst []byte, e Entry, prev Hash) ([]byte, Hash, error) {
	if len(e.Body) > MaxBodyBytes {
		return dst, Hash{}, fmt.Errorf("entry %d has a body of %d bytes: %w (at most %d)", e.Seq, len(e.Body), ErrTooLarge, MaxBodyBytes)
	}
	if e.Actor.Flags&^knownFlags != 0 {
		return dst, Hash{}, fmt.Errorf("entry %d has actor flags %#x: %w", e.Seq, e.Actor.Flags, ErrNewer)
	}
	start := len(dst)
	dst = appendEntry(dst, e)
	hash := chain(prev, dst[start:])
	dst = append(dst, hash[:]...)
	return binary.BigEndian.AppendUint32(dst, checksum(dst[start:])), hash, nil
}

// DecodeRecord reads one record that fills all of raw. The body aliases raw. It checks the CRC and the form; that the
// record stands at its place in the chain only its neighbours can tell (Walk). It never panics: a record that fails
// is a DamageError or ErrNewer.
func DecodeRecord(raw []byte) (Record, error) {
	if err := checkForm(raw); err != nil {
		return Record{}, err
	}
	r := Record{Entry: decodeEntry(raw)}
	copy(r.Hash[:], raw[len(raw)-trailerBytes:])
	return r, nil
}

// RecordBytes is the length of the record that raw begins with, as its header claims it; false if raw does not begin
// with a record header. It serves those who look for records in the ruins of a file.
func RecordBytes(raw []byte) (int, bool) {
	if len(raw) < headerBytes || string(raw[:4]) != Magic() {
		return 0, false
	}
	n := binary.BigEndian.Uint32(raw[56:])
	return int(n) + overheadBytes, n <= MaxBodyBytes
}

// Magic is the word that records of this version begin with.
func Magic() string { return magic + string(version) }

// checkForm checks everything about a record. The checksum comes before version and flags, so that a flipped bit in
// them is called damage; every version to come ends with a CRC-32C of all before it.
func checkForm(raw []byte) error {
	switch {
	case len(raw) < overheadBytes:
		return Damaged(0, "a record of %d bytes", len(raw))
	case len(raw) > MaxRecordBytes:
		return Damaged(0, "a record of %d bytes, at most %d are allowed", len(raw), MaxRecordBytes)
	case string(raw[:3]) != magic:
		return Damaged(0, "no record begins with %x", raw[:4])
	case binary.BigEndian.Uint32(raw[len(raw)-4:]) != checksum(raw[:len(raw)-4]):
		return Damaged(0, "the checksum does not match")
	case raw[3] != version:
		return fmt.Errorf("a record of version %q: %w", raw[3], ErrNewer)
	case raw[5]|raw[6]|raw[7] != 0 || ActorFlags(raw[4])&^knownFlags != 0:
		return fmt.Errorf("a record with unknown flags %x: %w", raw[4:8], ErrNewer)
	case uint64(binary.BigEndian.Uint32(raw[56:])) != uint64(len(raw)-overheadBytes):
		return Damaged(0, "the length of the body does not match")
	}
	return nil
}

// appendEntry appends header and body: the bytes that the chain covers.
func appendEntry(dst []byte, e Entry) []byte {
	dst = append(dst, Magic()...)
	dst = append(dst, byte(e.Actor.Flags), 0, 0, 0)
	dst = binary.BigEndian.AppendUint64(dst, e.Seq)
	dst = binary.BigEndian.AppendUint64(dst, uint64(e.At))
	dst = binary.BigEndian.AppendUint64(dst, e.Actor.Account)
	dst = append(dst, e.Device[:]...)
	dst = binary.BigEndian.AppendUint64(dst, e.Counter)
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(e.Body)))
	return append(dst, e.Body...)
}

// decodeEntry reads what appendEntry wrote; the form has been checked.
func decodeEntry(raw []byte) (e Entry) {
	e.Actor.Flags = ActorFlags(raw[4])
	e.Seq = binary.BigEndian.Uint64(raw[8:])
	e.At = int64(binary.BigEndian.Uint64(raw[16:]))
	e.Actor.Account = binary.BigEndian.Uint64(raw[24:])
	copy(e.Device[:], raw[32:])
	e.Counter = binary.BigEndian.Uint64(raw[48:])
	e.Body = raw[headerBytes : len(raw)-trailerBytes : len(raw)-trailerBytes]
	return e
}

// chain is the hash of a record whose header and body are given, after the record with the hash prev.
func chain(prev Hash, entry []byte) (h Hash) {
	d := sha256.New()
	d.Write(prev[:])
	d.Write(entry)
	d.Sum(h[:0])
	return h
}

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }

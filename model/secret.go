package model

import (
	"bytes"
	"crypto/sha256"
)

// Commitment stands for a private text (rule 13) in events and rows: SHA-256 over salt and value. Who has
// value and salt can prove what was meant; an erasure of both breaks no chain. The zero Commitment is "none".
type Commitment [32]byte

// IsZero tells that nothing was committed to.
func (c Commitment) IsZero() bool { return c == Commitment{} }

func compareCommitments(a, b Commitment) int { return bytes.Compare(a[:], b[:]) }

// Opened is a private value with its salt. It travels beside a command and is kept apart from the journal.
type Opened struct {
	Salt  [16]byte `cbor:"1,keyasint"`
	Value string   `cbor:"2,keyasint"`
}

// Commit returns the commitment to the value.
func (o Opened) Commit() Commitment {
	h := sha256.New()
	h.Write(o.Salt[:])
	h.Write([]byte(o.Value))
	return Commitment(h.Sum(nil))
}

// reveal returns the text of a commitment, or "" when it is none or not known here.
func reveal(r Reader, c Commitment) string {
	if c.IsZero() {
		return ""
	}
	o, _ := r.Secret(c)
	return o.Value
}

package journal

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Epoch is the random name that a journal gets when it is made and keeps for life.
type Epoch [16]byte

// Hash is a SHA-256 of the chain.
type Hash [sha256.Size]byte

// Device names one sender of commands: a replica, a session, or the hub's own.
type Device [16]byte

// NewEpoch makes an epoch from the system's randomness, which does not fail (crypto/rand).
func NewEpoch() (e Epoch) { rand.Read(e[:]); return e }

// NewDevice makes a device name from the system's randomness.
func NewDevice() (d Device) { rand.Read(d[:]); return d }

// String is the epoch in hexadecimal.
func (e Epoch) String() string { return hex.EncodeToString(e[:]) }

// String is the hash in hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// String is the device in hexadecimal.
func (d Device) String() string { return hex.EncodeToString(d[:]) }

// Head names a state of a journal: how many records it has and the hash over all of them. Heads are comparable.
type Head struct {
	Epoch Epoch
	Seq   uint64
	Hash  Hash
}

// Genesis is the head of a journal without records. Its hash binds the whole chain to the epoch.
func Genesis(epoch Epoch) Head {
	return Head{Epoch: epoch, Hash: sha256.Sum256(append([]byte("aeconnect journal 1\n"), epoch[:]...))}
}

// String is for messages and logs: enough of each part to tell two heads apart.
func (h Head) String() string {
	return fmt.Sprintf("%x:%d:%x", h.Epoch[:4], h.Seq, h.Hash[:4])
}

package folder

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2"
	"golang.org/x/crypto/curve25519"
	"golang.org/x/crypto/ssh"
)

// keys are one side's: for signing, and for what is sealed to it.
type keys struct {
	sign       ed25519.PrivateKey
	boxPublic  *[32]byte
	boxPrivate *[32]byte
}

const keyFile = "post_ed25519"

// openKeys reads the key of a directory, or makes one. It is an SSH private key, its owner's alone.
func openKeys(dir string) (*keys, error) {
	name := filepath.Join(dir, keyFile)
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return makeKeys(name)
	}
	if err != nil {
		return nil, err
	}
	raw, err := ssh.ParseRawPrivateKey(text)
	if err != nil {
		return nil, fmt.Errorf("the key %s cannot be read: %w", name, err)
	}
	private, ok := raw.(*ed25519.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("the key %s is not an ed25519 key", name)
	}
	return newKeys(*private)
}

func makeKeys(name string) (*keys, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	block, err := ssh.MarshalPrivateKey(private, "aeconnect post")
	if err != nil {
		return nil, err
	}
	if err := renameio.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
		return nil, err
	}
	return newKeys(private)
}

// newKeys derives the key for sealing from that for signing, by a hash under a name of its own.
func newKeys(private ed25519.PrivateKey) (*keys, error) {
	seed := sha256.Sum256(append([]byte("aeconnect post box 1\n"), private.Seed()...))
	public, err := curve25519.X25519(seed[:], curve25519.Basepoint)
	if err != nil {
		return nil, err
	}
	return &keys{private, (*[32]byte)(public), &seed}, nil
}

func (k *keys) public() [32]byte { return [32]byte(k.sign.Public().(ed25519.PublicKey)) }

// fingerprint is how ssh names a key.
func fingerprint(public [32]byte) string {
	key, err := ssh.NewPublicKey(ed25519.PublicKey(public[:]))
	if err != nil {
		return "" // an ed25519 key of 32 bytes always is one
	}
	return ssh.FingerprintSHA256(key)
}

// authorized is a key as a line of authorized_keys, without a comment.
func authorized(public [32]byte) string {
	key, err := ssh.NewPublicKey(ed25519.PublicKey(public[:]))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key)))
}

// boxName is the name of a device's mailboxes.
func boxName(public [32]byte) string {
	hash := sha256.Sum256(public[:])
	return hex.EncodeToString(hash[:10])
}

// card says who somebody is: the key for signing, the key for sealing, and a signature over both by the first.
const (
	cardMagic = "AEC1"
	cardBytes = 4 + 32 + 32 + ed25519.SignatureSize
)

func (k *keys) card() []byte {
	public := k.public()
	c := append([]byte(cardMagic), public[:]...)
	c = append(c, k.boxPublic[:]...)
	return append(c, ed25519.Sign(k.sign, append([]byte("aeconnect card 1\n"), c...))...)
}

// readCard reads a card and returns both keys.
func readCard(c []byte) (public, sealing [32]byte, err error) {
	if len(c) < cardBytes {
		return public, sealing, errPartial
	}
	if len(c) > cardBytes || string(c[:4]) != cardMagic {
		return public, sealing, errForeign
	}
	copy(public[:], c[4:])
	copy(sealing[:], c[36:])
	if !ed25519.Verify(public[:], append([]byte("aeconnect card 1\n"), c[:68]...), c[68:]) {
		return public, sealing, errAltered
	}
	return public, sealing, nil
}

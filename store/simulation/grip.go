package simulation

import (
	"crypto/ed25519"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/crypto/ssh"
)

// grip is a key that was taken from somebody.
type grip struct {
	handle string
	key    key
}

// keyOf is the key that the device shows.
func (d *device) keyOf() key {
	if d.key.line != "" {
		return d.key
	}
	return d.run.town.keys[d.handle]
}

// post is the directory of the device's mailbox.
func (d *device) post() string { return filepath.Join(d.dir, "post") }

// ownKey makes the key of the device's mailbox, which its account is given as one more.
func (d *device) ownKey() error {
	if d.key.line != "" {
		return nil
	}
	if err := os.MkdirAll(d.post(), 0o700); err != nil {
		return err
	}
	private := ed25519.NewKeyFromSeed([]byte(fmt.Sprintf("%32s", d.name)))
	block, err := ssh.MarshalPrivateKey(private, "")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(d.post(), "post_ed25519"), pem.EncodeToMemory(block), 0o600); err != nil {
		return err
	}
	if d.key, err = keyFrom(private); err != nil {
		return err
	}
	return d.run.giveBack(grip{d.handle, d.key})
}

// holding are the devices of a key: more than one where a mailbox was copied.
func (s *run) holding(fingerprint string) (all []*device) {
	for _, d := range s.devices {
		if d.keyOf().fingerprint == fingerprint {
			all = append(all, d)
		}
	}
	return all
}

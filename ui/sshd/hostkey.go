package sshd

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
	gossh "golang.org/x/crypto/ssh"
)

// hostKeyName is the host key's file in the data directory.
const hostKeyName = "host_ed25519"

// HostKey reads the host key of a data directory, or makes one where there is none: clients pin it, so it is kept and
// belongs into a copy of the directory. The file is its owner's alone; one that others may read is refused.
func HostKey(dir string) (gossh.Signer, error) {
	name := filepath.Join(dir, hostKeyName)
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return makeHostKey(name)
	case err != nil:
		return nil, err
	case info.Mode().Perm()&0o077 != 0:
		return nil, fmt.Errorf("others may read the host key %s: it should have mode 0600", name)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	key, err := gossh.ParsePrivateKey(text)
	if err != nil {
		return nil, fmt.Errorf("the host key %s cannot be read: %w", name, err)
	}
	return key, nil
}

func makeHostKey(name string) (gossh.Signer, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	block, err := gossh.MarshalPrivateKey(private, "")
	if err != nil {
		return nil, err
	}
	// Whole or not at all: a hub with half a key could not start again.
	if err := renameio.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
		return nil, err
	}
	return gossh.NewSignerFromKey(private)
}

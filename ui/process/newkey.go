package process

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/ssh"
)

// newKey makes an SSH key where ssh looks for one, and returns its file and its public line. One that is there is never
// touched: [fs.ErrExist].
func newKey() (file, public string, err error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", "", err
	}
	dir := filepath.Join(home, ".ssh")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", "", err
	}
	file = filepath.Join(dir, "id_ed25519")
	open, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return "", "", err
	}
	block, err := ssh.MarshalPrivateKey(private, "aeconnect")
	if err != nil {
		return "", "", err
	}
	key, err := ssh.NewPublicKey(open)
	if err != nil {
		return "", "", err
	}
	public = strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key)))
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", "", err
	}
	_, err = f.Write(pem.EncodeToMemory(block))
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.WriteFile(file+".pub", []byte(public+" aeconnect\n"), 0o644) //nolint:gosec // a public key is for everybody
	}
	if err != nil {
		return "", "", errors.Join(err, os.Remove(file))
	}
	return file, public, nil
}

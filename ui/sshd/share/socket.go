package share

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"

	"aeconnect/ui/sshd"

	"github.com/adrg/xdg"
	"github.com/google/renameio/v2"
)

const (
	socketName  = "share.sock"
	elsewhere   = "share.path" // holds the socket's path where it cannot lie in the directory itself
	longestPath = 100          // bytes of a socket's path, on every system
)

// Listen listens for the clients of a directory. Only the holder may. Where the path is too long for a socket, or the
// file system has none, the socket lies among the files that a person's running programs have, and its path is written
// down in the directory.
func Listen(dir string) (net.Listener, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	record := filepath.Join(abs, elsewhere)
	if path := filepath.Join(abs, socketName); len(path) <= longestPath {
		if l, err := sshd.ListenUnix(path); err == nil {
			_ = os.Remove(record)
			return l, nil
		}
	}
	sum := sha256.Sum256([]byte(abs))
	var failed error
	for _, folder := range []string{xdg.RuntimeDir, os.TempDir()} {
		path := filepath.Join(folder, "aeconnect-"+hex.EncodeToString(sum[:8])+".sock")
		if folder == "" || len(path) > longestPath {
			continue
		}
		l, err := sshd.ListenUnix(path)
		if err == nil {
			if err = renameio.WriteFile(record, []byte(path+"\n"), 0o600); err == nil {
				return l, nil
			}
			_ = l.Close()
		}
		failed = errors.Join(failed, err)
	}
	return nil, errors.Join(errNoSocket, failed)
}

var errNoSocket = errors.New("there is no place for a socket")

// socketPath returns where the socket of a directory is.
func socketPath(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if text, err := os.ReadFile(filepath.Join(abs, elsewhere)); err == nil {
		return strings.TrimSpace(string(text)), nil
	}
	if path := filepath.Join(abs, socketName); len(path) <= longestPath {
		return path, nil
	}
	return "", errNoSocket
}

// dial connects to the holder of a directory; a socket of somebody else's is not talked to.
func dial(dir string) (net.Conn, error) {
	path, err := socketPath(dir)
	if err != nil {
		return nil, err
	}
	return sshd.DialUnix(path)
}

package folder

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"aeconnect/store/journal"

	"github.com/google/renameio/v2"
)

// keep writes a state, whole or not at all.
func keep(codec journal.Codec, name string, state any) error {
	data, err := codec.Encode(state)
	if err != nil {
		return err
	}
	if err := renameio.WriteFile(name, data, 0o600); err != nil {
		return err
	}
	return syncDir(filepath.Dir(name))
}

// recall reads a state. One that is not there, or cannot be read any more, is none: the mailboxes begin anew.
func recall(codec journal.Codec, name string, state any) (found bool, err error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if err := codec.Decode(data, state); err != nil {
		return false, fmt.Errorf("%s cannot be read; without it everything unanswered would be asked again: %w", name, err)
	}
	return true, nil
}

// shelf is a directory of texts by key.
type shelf struct {
	dir  string
	most int // more than so many are too many: the oldest go
}

// key names a question: the hash of its frame.
type key [32]byte

func (s shelf) name(k key) string { return filepath.Join(s.dir, hex.EncodeToString(k[:16])) }

func (s shelf) put(k key, text []byte) error {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	if err := s.trim(); err != nil {
		return err
	}
	return renameio.WriteFile(s.name(k), text, 0o600)
}

// trim makes room for one more.
func (s shelf) trim() error {
	all, err := os.ReadDir(s.dir)
	if err != nil || len(all) < s.most {
		return err
	}
	var oldest fs.FileInfo
	for _, e := range all {
		info, err := e.Info()
		if err == nil && (oldest == nil || info.ModTime().Before(oldest.ModTime())) {
			oldest = info
		}
	}
	return os.Remove(filepath.Join(s.dir, oldest.Name()))
}

// get returns a text, nil if there is none.
func (s shelf) get(k key) ([]byte, error) {
	text, err := os.ReadFile(s.name(k))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return text, err
}

func (s shelf) drop(k key) { _ = os.Remove(s.name(k)) }
func (s shelf) clear()     { _ = os.RemoveAll(s.dir) }

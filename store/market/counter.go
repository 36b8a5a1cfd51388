package market

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	"aeconnect/store/hub"
)

// A marketplace that is open hands copies of itself to other processes of the same user, over a socket beside it:
// so a backup works while somebody sits before the screens. Nothing is asked and nothing else is answered; the copy
// travels in chunks, and an empty chunk says that it is whole.

const (
	chunkBytes  = 64 << 10
	longestPath = 100 // of a socket, on every system
	patience    = time.Second
)

// socketPath is where the marketplace of a directory hands out copies.
func socketPath(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	path := filepath.Join(abs, "market.sock")
	if len(path) <= longestPath {
		return path
	}
	sum := sha256.Sum256([]byte(abs))
	return filepath.Join(os.TempDir(), "aeconnect-"+hex.EncodeToString(sum[:8])+".sock")
}

// handOut serves copies until the marketplace is closed. The directory's lock is held, so a socket that is there
// was left by a process that is gone. Where no socket can be made there are no copies, and all else works.
func (m *Market) handOut(dir string) {
	path := socketPath(dir)
	_ = os.Remove(path)
	l, err := net.Listen("unix", path)
	if err != nil {
		return
	}
	_ = os.Chmod(path, 0o600)
	m.socket = l
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			m.copies.Go(func() { m.handOver(c) })
		}
	}()
}

func (m *Market) handOver(c net.Conn) {
	defer c.Close()
	w := chunks{c}
	if _, err := m.hub.Backup(w); err == nil {
		_, _ = w.end()
	}
}

// chunks writes each piece behind its length.
type chunks struct{ to net.Conn }

// Write implements io.Writer.
func (c chunks) Write(b []byte) (n int, err error) {
	for len(b) > 0 && err == nil {
		piece := b[:min(len(b), chunkBytes)]
		_ = c.to.SetWriteDeadline(time.Now().Add(10 * patience)) // one who does not read holds nobody up
		if _, err = c.to.Write(binary.BigEndian.AppendUint32(nil, uint32(len(piece)))); err == nil {
			_, err = c.to.Write(piece)
		}
		b, n = b[len(piece):], n+len(piece)
	}
	return n, err
}

func (c chunks) end() (int, error) { return c.to.Write(make([]byte, 4)) }

// errCut says that a copy ended before it was whole.
var errCut = errors.New("the copy was cut off: the other program closed the marketplace; try again")

// Backup writes a whole copy of the marketplace in a directory, whether or not another process has it open.
func Backup(dir string, o Options, to io.Writer) error {
	m, err := Open(dir, o)
	if err == nil {
		_, err = m.hub.Backup(to)
		return errors.Join(err, m.Close())
	}
	var held *hub.HeldError
	if !errors.As(err, &held) {
		return err
	}
	c, dialed := net.DialTimeout("unix", socketPath(dir), patience)
	if dialed != nil {
		return err
	}
	defer c.Close()
	return receive(c, to)
}

// receive reads chunks up to the empty one.
func receive(from io.Reader, to io.Writer) error {
	var head [4]byte
	for {
		if _, err := io.ReadFull(from, head[:]); err != nil {
			return errCut
		}
		n := binary.BigEndian.Uint32(head[:])
		switch {
		case n == 0:
			return nil
		case n > chunkBytes:
			return fmt.Errorf("a chunk of %d bytes: %w", n, errCut)
		}
		if _, err := io.CopyN(to, from, int64(n)); err != nil {
			if errors.Is(err, io.EOF) {
				return errCut
			}
			return err
		}
	}
}

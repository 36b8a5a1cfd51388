package lobby

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// person is somebody of a crowd: a client of SSH with a terminal.
type person struct {
	number  int
	client  *gossh.Client
	session *gossh.Session
	keys    io.WriteCloser
	pressed atomic.Int64 // when the key was that is not answered yet, Unix nanoseconds; 0 for none
	bytes   atomic.Int64
	first   chan struct{} // closed with the first frame
	gone    chan struct{} // closed when the screen ended

	mu      sync.Mutex
	seen    *bytes.Buffer // all that was drawn; nil: it is not kept
	answers []time.Duration
}

// personKey is the key of a person, always the same.
func personKey(n int) gossh.Signer {
	seed := sha256.Sum256(fmt.Appendf(nil, "person %d", n))
	key, err := gossh.NewSignerFromKey(ed25519.NewKeyFromSeed(seed[:]))
	if err != nil {
		panic(err)
	}
	return key
}

// personText is the same as a line of authorized_keys.
func personText(n int) string {
	return strings.TrimSpace(string(gossh.MarshalAuthorizedKey(personKey(n).PublicKey())))
}

// join connects a person and opens screens of a size. It does not wait for the first frame.
func join(addr string, n, columns, rows int, keep bool) (*person, error) {
	c, err := gossh.Dial("tcp", addr, &gossh.ClientConfig{Auth: []gossh.AuthMethod{gossh.PublicKeys(personKey(n))}, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: time.Minute})
	if err != nil {
		return nil, err
	}
	p := &person{number: n, client: c, first: make(chan struct{}), gone: make(chan struct{})}
	if keep {
		p.seen = &bytes.Buffer{}
	}
	if err := p.open(columns, rows); err != nil {
		_ = c.Close()
		return nil, err
	}
	return p, nil
}

func (p *person) open(columns, rows int) (err error) {
	if p.session, err = p.client.NewSession(); err != nil {
		return err
	}
	if err = p.session.RequestPty("xterm-256color", rows, columns, nil); err != nil {
		return err
	}
	if p.keys, err = p.session.StdinPipe(); err != nil {
		return err
	}
	out, err := p.session.StdoutPipe()
	if err != nil {
		return err
	}
	if err = p.session.Shell(); err != nil {
		return err
	}
	go p.watch(out)
	return nil
}

// frameBytes is what a first frame has at least; the questions to the terminal are fewer.
const frameBytes = 400

// watch takes what is drawn, and the time at which a key was answered.
func (p *person) watch(out io.Reader) {
	defer close(p.gone)
	buf := make([]byte, 16<<10)
	for total := int64(0); ; {
		n, err := out.Read(buf)
		now := time.Now()
		before := total
		total += int64(n)
		p.bytes.Store(total)
		if before < frameBytes && total >= frameBytes {
			close(p.first)
		}
		p.note(buf[:n], now)
		if err != nil {
			return
		}
	}
}

func (p *person) note(drawn []byte, now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.seen != nil {
		p.seen.Write(drawn)
	}
	if at := p.pressed.Swap(0); at != 0 && len(drawn) > 0 {
		p.answers = append(p.answers, now.Sub(time.Unix(0, at)))
	}
}

// press sends a key.
func (p *person) press(key string) error {
	p.pressed.Store(time.Now().UnixNano())
	_, err := io.WriteString(p.keys, key)
	return err
}

// saw tells whether a text was drawn in one piece.
func (p *person) saw(text string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seen != nil && bytes.Contains(p.seen.Bytes(), []byte(text))
}

// leave hangs up.
func (p *person) leave() {
	_ = p.client.Close()
	<-p.gone
}

package share

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// Client is a connection to the holder of a directory. It serves one session.
type Client struct {
	wire  wire
	close func() error
}

// What connecting to a holder can lead to, beside a client.
var (
	errGone  = errors.New("the process that holds the directory is gone")
	ErrMute  = errors.New("the process that holds the directory does not answer") // it is stopped, or opens a store for long
	ErrOther = errors.New("the process that holds the directory is another version of the program")
)

// answer is how long a holder may take to answer somebody who comes. It may be opening the store.
const answer = 10 * time.Second

// connect greets the holder of a directory. Another error than ErrMute and ErrOther says that nobody is there.
func connect(ctx context.Context, dir string) (*Client, error) {
	c, err := dial(dir)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { c.Close() })
	defer stop()
	_ = c.SetDeadline(time.Now().Add(answer))
	client, err := greet(c)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		err = ErrMute
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	_ = c.SetDeadline(time.Time{})
	return client, nil
}

func greet(c net.Conn) (*Client, error) {
	conn, channels, requests, err := gossh.NewClientConn(c, "", &gossh.ClientConfig{
		Config: gossh.Config{ // the quickest: nobody else can read a socket
			KeyExchanges: []string{gossh.KeyExchangeCurve25519},
			Ciphers:      []string{gossh.CipherAES128GCM},
		},
		HostKeyCallback: gossh.InsecureIgnoreHostKey(), // the system has told whose process this is
	})
	if err != nil {
		return nil, err
	}
	client := gossh.NewClient(conn, channels, requests)
	channel, more, err := client.OpenChannel("session", nil)
	if err != nil {
		return nil, errors.Join(err, client.Close())
	}
	go gossh.DiscardRequests(more)
	go func() { _, _ = io.Copy(io.Discard, channel.Stderr()) }()
	ok, err := channel.SendRequest("subsystem", true, gossh.Marshal(struct{ Name string }{Subsystem}))
	if err == nil && !ok {
		err = ErrOther
	}
	if err != nil {
		return nil, errors.Join(err, client.Close())
	}
	return &Client{wire: wire{r: channel, w: channel}, close: client.Close}, nil
}

// Close hangs up.
func (c *Client) Close() error { return c.close() }

// command has the holder carry out a command line. errGone says that it left before it answered.
func (c *Client) command(ctx context.Context, a Ask, s Streams) (Exit, error) {
	stop := context.AfterFunc(ctx, func() { _ = c.Close() })
	defer stop()
	if err := c.wire.tell(kindAsk, a); err != nil {
		return Exit{}, errGone
	}
	for {
		k, payload, err := c.wire.read()
		if err != nil {
			return Exit{}, errGone
		}
		switch k {
		case kindOut:
			_, err = s.Out.Write(payload)
		case kindErr:
			_, err = s.Err.Write(payload)
		case kindLog:
			_, err = s.Log.Write(payload)
		case kindWant:
			go c.feed(s.In)
		case kindEdit:
			err = c.edit(ctx, payload, s)
		case kindExit:
			return left(payload)
		}
		if err != nil {
			return Exit{}, err
		}
	}
}

// left reads how a session ended.
func left(payload []byte) (e Exit, err error) {
	err = json.Unmarshal(payload, &e)
	if err == nil && e.Foreign != "" {
		err = ErrOther
	}
	return e, err
}

// feed sends the next piece of standard input.
func (c *Client) feed(in io.Reader) {
	b := make([]byte, pieceMax)
	n, err := in.Read(b)
	if n > 0 {
		_ = c.wire.write(kindInput, b[:n])
	}
	if err != nil {
		_ = c.wire.write(kindEnd, nil)
	}
}

func (c *Client) edit(ctx context.Context, payload []byte, s Streams) error {
	var what edit
	if err := json.Unmarshal(payload, &what); err != nil {
		return err
	}
	var how edited
	if err := s.Edit(ctx, what.Editor, what.File); err != nil {
		how.Failure = err.Error()
	}
	return c.wire.tell(kindEdited, how)
}

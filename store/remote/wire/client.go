package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"aeconnect/store/remote"
)

// Times are how long a side waits. The zero value of each means the usual time.
type Times struct {
	Stall  time.Duration // for a frame that has begun to come or to go; usually 30 s
	Answer time.Duration // for the answer to a question that is no Watch; usually 60 s
}

func (t Times) usual() Times {
	if t.Stall <= 0 {
		t.Stall = 30 * time.Second
	}
	if t.Answer <= 0 {
		t.Answer = time.Minute
	}
	return t
}

// Client is a remote.Remote over a stream of bytes.
type Client struct {
	caller
	stream io.ReadWriteCloser
	times  Times
	stall  *stall
	out    sync.Mutex // whoever writes a frame

	mu      sync.Mutex
	last    uint64 // number of the last question
	waiting map[uint64]chan reply
	gone    error // why nothing comes any more
}

// reply is the answer to a question; the body is its own.
type reply struct {
	kind Kind
	body []byte
	err  error
}

// NewClient speaks to a hub over the stream, which belongs to the client from then on.
func NewClient(stream io.ReadWriteCloser, t Times) *Client {
	t = t.usual()
	c := &Client{stream: stream, times: t, stall: &stall{stream, t.Stall}, waiting: map[uint64]chan reply{}}
	c.caller = caller{newCodec(), c.question, c.giveUp}
	go c.listen()
	return c
}

// Close implements remote.Remote.
func (c *Client) Close() error {
	c.end(remote.ErrClosed)
	return nil
}

// end gives the stream up and tells everybody who waits.
func (c *Client) end(why error) {
	c.mu.Lock()
	waiting := c.waiting
	if c.gone == nil {
		c.gone = why
	}
	c.waiting = nil
	why = c.gone
	c.mu.Unlock()
	_ = c.stream.Close()
	for _, to := range waiting {
		to <- reply{err: why}
	}
}

// listen hands answers to whoever waits for them, until the stream ends.
func (c *Client) listen() {
	from := &reader{from: c.stream, watch: c.stall}
	for {
		f, err := from.next()
		if err == nil {
			err = c.hand(f)
		}
		if err != nil {
			c.end(closed(err))
			return
		}
	}
}

// closed makes remote.ErrClosed of what ended a stream, but where it tells that asking again is of no use.
func closed(err error) error {
	var newer *remote.NewerError
	switch {
	case errors.As(err, &newer):
		return err
	case errors.Is(err, io.EOF):
		return remote.ErrClosed
	}
	return fmt.Errorf("%w: %w", remote.ErrClosed, err)
}

// hand gives a frame to whoever asked. One to a question that was taken back is passed over.
func (c *Client) hand(f Frame) error {
	if f.Version != remote.Version {
		return &remote.NewerError{Ours: remote.Version, Theirs: f.Version}
	}
	if !f.Kind.answers() {
		return fmt.Errorf("kind %d: %w", f.Kind, ErrFrame)
	}
	if f.ID == 0 { // about the connection
		return c.failure(f.Body)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if f.ID > c.last {
		return fmt.Errorf("an answer to question %d, which nobody asked: %w", f.ID, ErrFrame)
	}
	if to := c.waiting[f.ID]; to != nil {
		delete(c.waiting, f.ID)
		to <- reply{kind: f.Kind, body: append([]byte(nil), f.Body...)}
	}
	return nil
}

func (c *Client) failure(body []byte) error {
	var failed failing
	if err := c.codec.read(body, &failed); err != nil {
		return err
	}
	return failed.err()
}

// question sends a question and waits for its answer, as a caller asks.
func (c *Client) question(ctx context.Context, kind Kind, v any) (body []byte, failed failing, err error) {
	if err := ctx.Err(); err != nil {
		return nil, failed, err
	}
	id, answer, err := c.put(ctx, kind, v)
	if err != nil {
		return nil, failed, err
	}
	r := c.await(ctx, kind, id, answer)
	if r.err != nil {
		return nil, failed, r.err
	}
	return c.understand(kind, r.kind, r.body)
}

// put writes a question and returns its number. Numbers are given out in the order in which questions are written: the
// server refuses others.
func (c *Client) put(ctx context.Context, kind Kind, v any) (id uint64, answer chan reply, err error) {
	c.out.Lock()
	defer c.out.Unlock()
	defer c.unlessWritten(ctx)()
	if id, answer, err = c.begin(); err != nil {
		return 0, nil, err
	}
	raw, err := c.codec.write(kind, id, v)
	if err != nil {
		c.drop(id)
		return 0, nil, err
	}
	c.write(raw)
	return id, answer, nil
}

// unlessWritten ends the connection if ctx ends and the stream still does not take what is written: half a frame cannot
// be taken back. The function that it returns says that it was taken.
func (c *Client) unlessWritten(ctx context.Context) (written func()) {
	done := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		select {
		case <-done:
		case <-time.After(lastWords):
			c.end(fmt.Errorf("%w: a question was not taken", remote.ErrClosed))
		}
	})
	return func() { stop(); close(done) }
}

// begin opens a new question.
func (c *Client) begin() (uint64, chan reply, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.gone != nil {
		return 0, nil, c.gone
	}
	c.last++
	answer := make(chan reply, 1)
	c.waiting[c.last] = answer
	return c.last, answer, nil
}

func (c *Client) drop(id uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.waiting, id)
}

// await waits for an answer. A question whose asker has gone is taken back.
func (c *Client) await(ctx context.Context, kind Kind, id uint64, answer chan reply) reply {
	var late <-chan time.Time
	if kind != Watch {
		timer := time.NewTimer(c.times.Answer)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case r := <-answer:
		return r
	case <-late:
		return reply{err: c.broken(fmt.Errorf("no answer within %s", c.times.Answer))}
	case <-ctx.Done():
		c.drop(id)
		if raw, err := c.codec.write(Cancel, id, nil); err == nil {
			go c.cancel(raw) // whoever gave up does not wait for a slow stream
		}
		return reply{err: ctx.Err()}
	}
}

// giveUp ends the connection for a reason of ours and returns the error to tell.
func (c *Client) giveUp(err error) error {
	err = closed(err)
	c.end(err)
	return err
}

// lastWords is how long a stream that takes nothing any more may still bring what the other side said before it closed:
// that it is newer, say.
const lastWords = time.Second

// cancel takes a question back.
func (c *Client) cancel(raw []byte) {
	c.out.Lock()
	defer c.out.Unlock()
	c.write(raw)
}

// write sends a frame; out is locked. A stream that does not take it is at its end: whoever waits for the answer will be told by what
// still comes.
func (c *Client) write(raw []byte) {
	defer c.stall.begin()()
	if _, err := c.stream.Write(raw); err != nil {
		time.AfterFunc(lastWords, func() { c.end(closed(err)) })
	}
}

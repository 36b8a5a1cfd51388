package sshd

import (
	"context"
	"io"
	"sync"
)

// input is what a client sends to a command. It ends when the client says that this is all; when the client is gone, or
// the session is ended, it fails: half a document must not pass for a whole one.
type input struct {
	from  *channel
	begun sync.Once
	out   *io.PipeReader
	in    *io.PipeWriter
}

func (c *channel) input() *input {
	i := &input{from: c}
	i.out, i.in = io.Pipe()
	return i
}

// Read implements io.Reader. Nothing is read ahead for a command that does not read.
func (i *input) Read(b []byte) (int, error) {
	i.begun.Do(i.begin)
	defer i.from.wait()()
	return i.out.Read(b)
}

func (i *input) begin() {
	c := i.from
	context.AfterFunc(c.ctx, func() { _ = i.in.CloseWithError(endingOf(c.ctx)) })
	go func() {
		_, err := io.Copy(i.in, c)
		if err == nil {
			err = c.said()
		}
		_ = i.in.CloseWithError(err)
	}()
}

// Close lets go of what was not read.
func (i *input) Close() error { return i.out.Close() }

// said tells whether a stream ended because its client said so. A connection that breaks looks the same at first; only
// somebody who is still there answers.
func (c *channel) said() error {
	if _, err := c.SendRequest(keepalive, true, nil); err != nil {
		return vanished
	}
	return nil
}

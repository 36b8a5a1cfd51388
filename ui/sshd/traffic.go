package sshd

import (
	"io"
	"sync/atomic"
)

// traffic counts what went over a channel: bytes of what was typed and shown, not of the cipher around it.
type traffic struct{ in, out atomic.Int64 }

// Read implements io.Reader.
func (c *channel) Read(b []byte) (int, error) {
	n, err := c.Channel.Read(b)
	c.traffic.in.Add(int64(n))
	return n, err
}

// Write implements io.Writer.
func (c *channel) Write(b []byte) (int, error) {
	n, err := c.Channel.Write(b)
	c.traffic.out.Add(int64(n))
	return n, err
}

// Stderr returns the channel's second stream, which counts with the first.
func (c *channel) Stderr() io.ReadWriter { return counted{c.Channel.Stderr(), &c.traffic} }

type counted struct {
	io.ReadWriter
	traffic *traffic
}

// Write implements io.Writer.
func (c counted) Write(b []byte) (int, error) {
	n, err := c.ReadWriter.Write(b)
	c.traffic.out.Add(int64(n))
	return n, err
}

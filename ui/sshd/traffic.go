package sshd

import (
	"io"
	"sync/atomic"
	"time"
)

// traffic counts what went over a channel: bytes of what was typed and shown, not of the cipher around it.
type traffic struct{ in, out atomic.Int64 }

// Read implements io.Reader.
func (c *channel) Read(b []byte) (int, error) {
	n, err := c.Channel.Read(b)
	c.traffic.in.Add(int64(n))
	c.link.host.breath.take()
	return n, err
}

// Write implements io.Writer.
func (c *channel) Write(b []byte) (int, error) {
	defer c.wait()()
	n, err := c.Channel.Write(b)
	c.traffic.out.Add(int64(n))
	return n, err
}

// Stderr returns the channel's second stream, which counts with the first.
func (c *channel) Stderr() io.ReadWriter { return counted{c.Channel.Stderr(), c} }

// wait ends a command whose client takes nothing, or sends nothing that the command waits for, for as long as a session
// may be idle. What it returns is called when the wait is over. Screens have a timer of their own.
func (c *channel) wait() (over func() bool) {
	limit := c.link.limits.Idle
	if !c.patient || limit <= 0 {
		return func() bool { return true }
	}
	return time.AfterFunc(limit, func() { c.cancel(stalled) }).Stop
}

type counted struct {
	io.ReadWriter
	of *channel
}

// Write implements io.Writer.
func (c counted) Write(b []byte) (int, error) {
	defer c.of.wait()()
	n, err := c.ReadWriter.Write(b)
	c.of.traffic.out.Add(int64(n))
	return n, err
}

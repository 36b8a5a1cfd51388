package wire

import (
	"io"
	"time"
)

// stall closes a stream on which something that has begun does not go on. Streams here have no deadlines of their own.
type stall struct {
	stream io.Closer
	most   time.Duration
}

// begin starts the time for a piece of work; the function that it returns ends it.
func (s *stall) begin() (end func()) {
	timer := time.AfterFunc(s.most, func() { _ = s.stream.Close() })
	return func() { timer.Stop() }
}

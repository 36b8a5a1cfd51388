package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"aeconnect/store/remote"
)

// MaxFrameBytes is the most that follows the length of a frame (DESIGN.md, Replica and Remote).
const MaxFrameBytes = 1 << 20

const (
	lengthBytes  = 4
	headBytes    = 12 // what the length counts, but for the body
	maxBodyBytes = MaxFrameBytes - headBytes
	keptBytes    = 64 << 10 // a larger buffer is given back after its frame
)

// Kind says what a frame is.
type Kind uint8

// The kinds. What a client sends lies below 16.
const (
	Greet  Kind = 1
	Send   Kind = 2
	Pull   Kind = 3
	Watch  Kind = 4
	Cancel Kind = 5

	Answer  Kind = 16
	Failure Kind = 17
	Notice  Kind = 18
)

// asks tells that a client may send the kind.
func (k Kind) asks() bool { return k >= Greet && k <= Cancel }

// answers tells that a server may send the kind.
func (k Kind) answers() bool { return k >= Answer && k <= Notice }

// ErrFrame says that what came is no frame of this protocol. It wraps remote.ErrRefused, which is what the other side is
// told.
var ErrFrame = fmt.Errorf("not a frame of this protocol: %w", remote.ErrRefused)

// Frame is one message.
type Frame struct {
	Version uint16
	Kind    Kind
	ID      uint64
	Body    []byte
}

// Append adds the frame to buf. A body that is too large is remote.ErrTooLarge.
func (f Frame) Append(buf []byte) ([]byte, error) {
	if len(f.Body) > maxBodyBytes {
		return buf, fmt.Errorf("a frame of %d bytes: %w", len(f.Body)+headBytes, remote.ErrTooLarge)
	}
	buf = binary.BigEndian.AppendUint32(buf, uint32(headBytes+len(f.Body)))
	buf = binary.BigEndian.AppendUint16(buf, f.Version)
	buf = append(buf, byte(f.Kind), 0)
	buf = binary.BigEndian.AppendUint64(buf, f.ID)
	return append(buf, f.Body...), nil
}

// Parse reads the one frame that data is. The body lies in data.
func Parse(data []byte) (Frame, error) {
	if len(data) < lengthBytes+headBytes || len(data) > lengthBytes+MaxFrameBytes ||
		uint64(binary.BigEndian.Uint32(data)) != uint64(len(data)-lengthBytes) {
		return Frame{}, ErrFrame
	}
	return parseHead(data[lengthBytes:])
}

// parseHead reads a frame from behind its length.
func parseHead(data []byte) (Frame, error) {
	f := Frame{
		Version: binary.BigEndian.Uint16(data), Kind: Kind(data[2]),
		ID: binary.BigEndian.Uint64(data[4:]), Body: data[headBytes:],
	}
	if f.Version == remote.Version && data[3] != 0 {
		return Frame{}, ErrFrame
	}
	return f, nil
}

// reader reads frames from a stream.
type reader struct {
	from  io.Reader
	watch *stall
	buf   []byte
}

// next returns the next frame, whose body is valid until the one after it. The end of the stream between two frames is
// io.EOF, within one io.ErrUnexpectedEOF.
func (r *reader) next() (Frame, error) {
	var length [lengthBytes]byte
	if _, err := io.ReadFull(r.from, length[:1]); err != nil {
		return Frame{}, err
	}
	defer r.watch.begin()()
	if _, err := io.ReadFull(r.from, length[1:]); err != nil {
		return Frame{}, cutShort(err)
	}
	size := binary.BigEndian.Uint32(length[:])
	if size < headBytes || size > MaxFrameBytes {
		return Frame{}, fmt.Errorf("a length of %d: %w", size, ErrFrame)
	}
	if err := r.fill(int(size)); err != nil {
		return Frame{}, err
	}
	return parseHead(r.buf)
}

// fill reads size bytes into the buffer, which grows only as they come.
func (r *reader) fill(size int) error {
	if cap(r.buf) > keptBytes {
		r.buf = nil
	}
	r.buf = r.buf[:0]
	for len(r.buf) < size {
		step := min(size-len(r.buf), max(4<<10, len(r.buf)))
		at := len(r.buf)
		if cap(r.buf) < at+step {
			grown := make([]byte, at, at+step)
			copy(grown, r.buf)
			r.buf = grown
		}
		r.buf = r.buf[:at+step]
		if _, err := io.ReadFull(r.from, r.buf[at:]); err != nil {
			return cutShort(err)
		}
	}
	return nil
}

func cutShort(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

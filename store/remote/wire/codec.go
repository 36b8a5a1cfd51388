package wire

import (
	"bytes"
	"fmt"

	"aeconnect/store/remote"

	"github.com/fxamacker/cbor/v2"
)

// Limits of what a body may hold. The depth is that of a refusal in an answer with room to grow by one; a list may have as
// many elements as the smallest of them fill a frame.
const (
	maxDepth    = 7
	maxElements = 1 << 16
	maxFields   = 16
)

// codec reads and writes bodies. Every value has one encoding (RFC 8949, core deterministic), and no other is read.
type codec struct {
	enc cbor.EncMode
	dec cbor.DecMode
}

// newCodec makes a codec. It panics if the library refuses these options, which no input can bring about.
func newCodec() codec {
	encoding := cbor.CoreDetEncOptions()
	encoding.NilContainers = cbor.NilContainerAsEmpty
	encoding.TagsMd = cbor.TagsForbidden
	enc, err := encoding.EncMode()
	if err != nil {
		panic(err)
	}
	dec, err := cbor.DecOptions{
		DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
		MaxNestedLevels: maxDepth, MaxArrayElements: maxElements, MaxMapPairs: maxFields,
		ExtraReturnErrors: cbor.ExtraDecErrorUnknownField, UTF8: cbor.UTF8RejectInvalid,
		FieldNameMatching: cbor.FieldNameMatchingCaseSensitive,
	}.DecMode()
	if err != nil {
		panic(err)
	}
	return codec{enc, dec}
}

// write returns the frame of a value as it travels. A nil value has no body.
func (c codec) write(kind Kind, id uint64, v any) ([]byte, error) {
	f := Frame{Version: remote.Version, Kind: kind, ID: id}
	if v != nil {
		body, err := c.enc.Marshal(v)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", remote.ErrRefused, err)
		}
		f.Body = body
	}
	return f.Append(make([]byte, 0, lengthBytes+headBytes+len(f.Body)))
}

// read reads all of a body into v. What is not v's one encoding is ErrFrame.
func (c codec) read(body []byte, v any) error {
	if err := c.dec.Unmarshal(body, v); err != nil {
		return fmt.Errorf("%w: %s", ErrFrame, err.Error()) // not wrapped: an empty body is the library's io.EOF
	}
	again, err := c.enc.Marshal(v)
	if err != nil || !bytes.Equal(body, again) {
		return fmt.Errorf("%w: the body is not in its canonical form", ErrFrame)
	}
	if v, ok := v.(interface{ sound() bool }); ok && !v.sound() {
		return fmt.Errorf("%w: a value in it is too large", ErrFrame)
	}
	return nil
}

// body reads the body of a question.
func (c codec) body(f Frame) (of any, err error) {
	switch f.Kind {
	case Greet:
		of = &greeting{}
	case Send:
		of = &sending{}
	case Pull, Watch:
		of = &pulling{}
	default:
		return nil, fmt.Errorf("kind %d: %w", f.Kind, ErrFrame)
	}
	return of, c.read(f.Body, of)
}

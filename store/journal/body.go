package journal

import (
	"errors"
	"fmt"

	"github.com/fxamacker/cbor/v2"
)

// Codec reads and writes canonical CBOR: the form of bodies, and of whatever else is kept beside them. A value has
// exactly one encoding (RFC 8949, core deterministic: shortest numbers, sorted keys, definite lengths); nil and empty
// lists are the same. Reading is strict: no key twice, no unknown field, no tag, no invalid UTF-8, bounded depth and
// lengths. A Codec may be used from several goroutines. Make it with NewCodec.
type Codec struct {
	enc    cbor.EncMode
	dec    cbor.DecMode
	glance cbor.DecMode
}

// Limits of what a Codec reads. The depth covers the deepest event with room to grow, the lengths a body of
// MaxBodyBytes in which each element takes two bytes.
const (
	maxDepth  = 24
	maxLength = MaxBodyBytes / 2
)

// NewCodec makes a codec. It panics if the library refuses these options, which no input can bring about.
func NewCodec() Codec {
	encoding := cbor.CoreDetEncOptions()
	encoding.NilContainers = cbor.NilContainerAsEmpty
	encoding.TagsMd = cbor.TagsForbidden
	enc, err := encoding.EncMode()
	if err != nil {
		panic(err)
	}
	decoding := cbor.DecOptions{
		DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
		MaxNestedLevels: maxDepth, MaxArrayElements: maxLength, MaxMapPairs: maxLength,
		ExtraReturnErrors: cbor.ExtraDecErrorUnknownField, UTF8: cbor.UTF8RejectInvalid,
		FieldNameMatching: cbor.FieldNameMatchingCaseSensitive,
	}
	dec, err := decoding.DecMode()
	if err != nil {
		panic(err)
	}
	decoding.ExtraReturnErrors, decoding.DupMapKey = cbor.ExtraDecErrorNone, cbor.DupMapKeyQuiet
	glance, err := decoding.DecMode()
	if err != nil {
		panic(err)
	}
	return Codec{enc, dec, glance}
}

// Encode returns the one encoding of v.
func (c Codec) Encode(v any) ([]byte, error) { return c.enc.Marshal(v) }

// Decode reads data, all of it, into v. An unknown field is ErrNewer; anything else that is wrong is an error of the
// library's own.
func (c Codec) Decode(data []byte, v any) error {
	err := c.dec.Unmarshal(data, v)
	var unknown *cbor.UnknownFieldError
	if errors.As(err, &unknown) {
		return fmt.Errorf("%w: %w", ErrNewer, err)
	}
	return err
}

// Glance reads the fields of data that v has and passes over all others. It is for what is looked at in great numbers and
// decides nothing; what must be right is decoded.
func (c Codec) Glance(data []byte, v any) error { return c.glance.Unmarshal(data, v) }

// Raw is a value inside a body whose type is known only after reading what stands beside it.
type Raw = cbor.RawMessage

// First reads the first value of data into v and returns what follows it.
func (c Codec) First(data []byte, v any) (rest []byte, err error) {
	return c.dec.UnmarshalFirst(data, v)
}

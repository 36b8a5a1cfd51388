package wire

import "aeconnect/store/remote"

// The longest texts of a body. Bodies of parcels and cursors have their limits in package remote.
const (
	maxNameBytes   = 128 // a handle, a wire name, a program's name
	maxSecretBytes = 8 << 10
	maxSecrets     = 1024 // of one parcel
)

// greeting is what Greet carries.
type greeting struct {
	Hello remote.Hello `cbor:"1,keyasint"`
}

func (g *greeting) sound() bool {
	return len(g.Hello.As) <= maxNameBytes && len(g.Hello.Program) <= maxNameBytes
}

// sending is what Send carries.
type sending struct {
	Parcels []remote.Parcel `cbor:"1,keyasint"`
}

func (s *sending) sound() bool {
	if len(s.Parcels) > remote.MaxParcels {
		return false
	}
	for i := range s.Parcels {
		if !small(&s.Parcels[i]) {
			return false
		}
	}
	return true
}

// small tells that a parcel keeps within its limits.
func small(p *remote.Parcel) bool {
	if len(p.Body) > remote.MaxCommandBytes || len(p.Wire) > maxNameBytes || len(p.Secrets) > maxSecrets || len(p.Rests) > remote.MaxRests {
		return false
	}
	for _, s := range p.Secrets {
		if len(s.Value) > maxSecretBytes {
			return false
		}
	}
	return true
}

// weight is the most that a parcel takes in a frame.
func weight(p *remote.Parcel) int {
	n := 72 + len(p.Wire) + len(p.Body) + 9*len(p.Rests)
	for _, s := range p.Secrets {
		n += 48 + len(s.Value)
	}
	return n
}

// pulling is what Pull carries, and Watch without a limit.
type pulling struct {
	After remote.Cursor `cbor:"1,keyasint"`
	Limit uint32        `cbor:"2,keyasint,omitempty"`
}

func (p *pulling) sound() bool { return len(p.After) <= remote.MaxCursorBytes }

// answering is what answers a Send.
type answering struct {
	Answers []remote.Answer `cbor:"1,keyasint"`
}

// failing is what a Failure carries. Its form is the same in all versions.
type failing struct {
	Code    code            `cbor:"1,keyasint"`
	Number  uint64          `cbor:"2,keyasint,omitempty"`
	Answers []remote.Answer `cbor:"3,keyasint,omitempty"` // of a Send, before it failed
}

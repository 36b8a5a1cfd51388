package replica

import "context"

// Origin is how a command was made, for whoever wants to change it and send it again. It stays on this device.
type Origin struct {
	Line   string            `cbor:"1,keyasint,omitempty"` // the command line that does the same
	Form   string            `cbor:"2,keyasint,omitempty"` // the form that it was made in, by the name of its draft
	Values map[string]string `cbor:"3,keyasint,omitempty"` // what was typed there
}

type originKey struct{}

// WithOrigin has the commands that are made with the context remember how.
func WithOrigin(ctx context.Context, o Origin) context.Context {
	return context.WithValue(ctx, originKey{}, o)
}

func originOf(ctx context.Context) *Origin {
	if o, ok := ctx.Value(originKey{}).(Origin); ok && (o.Line != "" || o.Form != "") {
		return &o
	}
	return nil
}

package wire

import (
	"context"
	"errors"
	"fmt"

	"aeconnect/model"
	"aeconnect/store/remote"
)

// caller makes calls of questions, whatever carries them.
type caller struct {
	codec codec
	// ask sends a question and returns its answer's body. A Failure comes back as its error, with what else it says.
	ask func(ctx context.Context, kind Kind, v any) (body []byte, failed failing, err error)
	// broken gives the way up, for an answer that cannot be right, and returns the error to tell.
	broken func(err error) error
}

// Greet implements remote.Remote.
func (c *caller) Greet(ctx context.Context, h remote.Hello) (w remote.Welcome, err error) {
	body, _, err := c.ask(ctx, Greet, &greeting{Hello: h})
	if err == nil {
		err = c.take(body, &w)
	}
	if err == nil && model.TextTrouble(w.Handle, false) != model.NoTrouble { // it is shown to people
		w, err = remote.Welcome{}, c.broken(fmt.Errorf("the handle %q: %w", w.Handle, ErrFrame))
	}
	var newer *remote.NewerError
	if errors.As(err, &newer) {
		newer.Ours = h.Version
	}
	return w, err
}

// Send implements remote.Remote. Parcels that do not fit into one frame are sent in several.
func (c *caller) Send(ctx context.Context, parcels []remote.Parcel) ([]remote.Answer, error) {
	var all []remote.Answer
	for len(parcels) > 0 {
		n, err := Fitting(parcels)
		if err != nil {
			return all, err
		}
		answers, err := c.send(ctx, parcels[:n])
		all = append(all, answers...)
		if err != nil {
			return all, err
		}
		parcels = parcels[n:]
	}
	return all, nil
}

// Fitting returns how many of the parcels, which are some, fit into a frame. A first one that fits into none is
// remote.ErrTooLarge.
func Fitting(parcels []remote.Parcel) (int, error) {
	size := 0
	for i := range parcels {
		if !small(&parcels[i]) {
			if i == 0 {
				return 0, fmt.Errorf("command %d: %w", parcels[i].Counter, remote.ErrTooLarge)
			}
			return i, nil
		}
		size += weight(&parcels[i])
		if i > 0 && (size > maxBodyBytes-64 || i >= remote.MaxParcels) {
			return i, nil
		}
	}
	return len(parcels), nil
}

// send sends what fits into one frame. Answers that are not those to the parcels end the connection: believing them
// would lose commands.
func (c *caller) send(ctx context.Context, parcels []remote.Parcel) ([]remote.Answer, error) {
	body, failed, err := c.ask(ctx, Send, &sending{Parcels: parcels})
	answers := failed.Answers
	if err == nil {
		var a answering
		if err := c.take(body, &a); err != nil {
			return nil, err
		}
		if answers = a.Answers; len(answers) != len(parcels) {
			return nil, c.broken(fmt.Errorf("%w: %d answers to %d commands", ErrFrame, len(answers), len(parcels)))
		}
	}
	if len(answers) > len(parcels) {
		return nil, c.broken(fmt.Errorf("%w: %d answers to %d commands", ErrFrame, len(answers), len(parcels)))
	}
	for i := range answers {
		if answers[i].Counter != parcels[i].Counter {
			return nil, c.broken(fmt.Errorf("%w: an answer to command %d in place of %d", ErrFrame, answers[i].Counter, parcels[i].Counter))
		}
	}
	return answers, err
}

// Pull implements remote.Remote.
func (c *caller) Pull(ctx context.Context, after remote.Cursor, limitBytes int) (p remote.Page, err error) {
	if len(after) > remote.MaxCursorBytes {
		return p, remote.ErrReset // no hub makes such a cursor
	}
	body, _, err := c.ask(ctx, Pull, &pulling{After: after, Limit: uint32(max(0, min(limitBytes, remote.MaxPageBytes)))})
	if err == nil {
		err = c.take(body, &p)
	}
	return p, err
}

// Watch implements remote.Remote.
func (c *caller) Watch(ctx context.Context, after remote.Cursor) error {
	if len(after) > remote.MaxCursorBytes {
		return remote.ErrReset
	}
	_, _, err := c.ask(ctx, Watch, &pulling{After: after})
	return err
}

// take reads an answer's body. One that cannot be read ends the connection.
func (c *caller) take(body []byte, v any) error {
	if err := c.codec.read(body, v); err != nil {
		return c.broken(err)
	}
	return nil
}

// understand takes the answer to a question of a kind apart.
func (c *caller) understand(asked, kind Kind, body []byte) (_ []byte, failed failing, err error) {
	switch {
	case kind == Failure:
		if err := c.codec.read(body, &failed); err != nil {
			return nil, failed, c.broken(err)
		}
		return nil, failed, failed.err()
	case (kind == Notice) != (asked == Watch):
		return nil, failed, c.broken(ErrFrame)
	}
	return body, failed, nil
}

package market

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"sync"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
)

// ErrandKey names one errand: random bytes that nobody else can know.
type ErrandKey [16]byte

// Errand is a marketplace as one command line sees it that may have to be carried out twice, because the process died
// that carried it out first. All chance in it comes from its key, and its commands are numbered: one that was decided
// the first time is answered with what was decided then, and nothing is done again.
type Errand struct {
	*Market
	key ErrandKey

	mu     sync.Mutex
	minted uint64
	asked  uint64 // commands
}

// Errand returns the marketplace for an errand.
func (m *Market) Errand(key ErrandKey) *Errand { return &Errand{Market: m, key: key} }

// device is the sender under which the errand's commands stand in the journal.
func (e *Errand) device() (d journal.Device) {
	sum := e.chance("device", 0)
	copy(d[:], sum[:])
	return d
}

// chance returns the nth random value of a purpose.
func (e *Errand) chance(purpose string, n uint64) (sum [sha256.Size]byte) {
	h := hmac.New(sha256.New, e.key[:])
	h.Write(binary.BigEndian.AppendUint64([]byte(purpose), n))
	h.Sum(sum[:0])
	return sum
}

func (e *Errand) next(counter *uint64) uint64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	*counter++
	return *counter
}

// Do decides a command and keeps it, or returns what was decided for the command of this number before: what has
// changed since may have made another one of it.
func (e *Errand) Do(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	s := hub.Submission{Actor: actor, Device: e.device(), Counter: e.next(&e.asked), Command: c, Secrets: private}
	o, err := e.hub.Submit(ctx, s)
	if errors.As(err, new(*hub.ForkedError)) {
		o, _, err = e.hub.Recall(s.Device, s.Counter)
	}
	return model.Decision{Events: o.Events, Refusal: o.Refusal, Notes: o.Notes}, err
}

// Advance moves the clock of a sample marketplace; every clock due until then strikes first.
func (e *Errand) Advance(ctx context.Context, to model.Moment) error {
	d, err := e.Do(ctx, model.Actor{Operator: true}, &model.AdvanceTime{To: to})
	if err == nil && d.Refusal != nil {
		return d.Refusal
	}
	return err
}

// Mint makes a new ID of a letter, the same ones in the same order each time.
func (e *Errand) Mint(letter byte) model.ID {
	sum := e.chance("mint", e.next(&e.minted))
	return model.MintID(letter, binary.LittleEndian.Uint64(sum[:8]))
}

// Seal salts a private text.
func (e *Errand) Seal(text string) model.Opened {
	o := model.Opened{Value: text}
	sum := e.chance("salt", e.next(&e.minted))
	copy(o.Salt[:], sum[:])
	return o
}

// Begun tells whether anything was decided for this errand.
func (e *Errand) Begun() bool {
	sent, err := e.hub.Sent(e.device())
	return err == nil && sent > 0
}

// Before tells what was decided for this errand that it has not asked for this time: the last such outcome, or nil.
// Where that is so, what was to be done had been done, and the command line no longer finds it to do.
func (e *Errand) Before() (*model.Decision, error) {
	e.mu.Lock()
	asked := e.asked
	e.mu.Unlock()
	sent, err := e.hub.Sent(e.device())
	if err != nil || sent <= asked {
		return nil, err
	}
	o, known, err := e.hub.Recall(e.device(), sent)
	if err != nil || !known {
		return nil, err
	}
	return &model.Decision{Events: o.Events, Refusal: o.Refusal}, nil
}

// Close closes nothing: the marketplace belongs to whoever opened it.
func (*Errand) Close() error { return nil }

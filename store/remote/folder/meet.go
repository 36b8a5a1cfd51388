package folder

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
)

// HubKeyError says that the folder holds the card of another hub than the one that is known.
type HubKeyError struct{ Known, Offered string }

// Error names both keys.
func (e *HubKeyError) Error() string {
	return fmt.Sprintf("the hub's key in the folder has changed: known is %s, it is %s", e.Known, e.Offered)
}

// UntrustedError says that nobody vouched for the key of a hub that was never seen.
type UntrustedError struct{ Fingerprint string }

// Error names the key.
func (e *UntrustedError) Error() string {
	return "the hub's key in the folder is not known: " + e.Fingerprint
}

// ErrNoHub says that no hub has been at the folder yet.
var ErrNoHub = errors.New("there is no hub at this folder yet")

// meet looks at the hub's card: it must be that of the hub that is known, or a person vouches for it.
func (d *Device) meet(ctx context.Context) error {
	card, err := read(filepath.Join(d.root, hubCard), cardBytes)
	known := d.state.Hub != [32]byte{}
	if err != nil && known {
		return nil // the folder may be empty for now; who the hub is, is known
	}
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoHub, err)
	}
	public, sealing, err := readCard(card)
	switch {
	case errors.Is(err, errPartial) && !known:
		return ErrNoHub
	case err != nil && known:
		return nil // not the hub's doing; its letters will tell
	case err != nil:
		return fmt.Errorf("the hub's card: %w", err)
	case known && public != d.state.Hub:
		return &HubKeyError{fingerprint(d.state.Hub), fingerprint(public)}
	case known:
		return nil
	}
	if d.options.Trust == nil {
		return &UntrustedError{fingerprint(public)}
	}
	trusted, err := d.options.Trust(ctx, fingerprint(public))
	if err == nil && !trusted {
		err = &UntrustedError{fingerprint(public)}
	}
	d.state.Hub, d.state.HubBox = public, sealing
	return err
}

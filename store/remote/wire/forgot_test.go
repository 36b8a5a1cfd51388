package wire

import (
	"errors"
	"testing"

	"aeconnect/store/remote"
)

// That a hub was restored arrives as that, and still as a reason to load everything anew.
func TestForgotTravels(t *testing.T) {
	if err := fail(remote.ErrForgot).err(); !errors.Is(err, remote.ErrForgot) || !errors.Is(err, remote.ErrReset) {
		t.Errorf("forgotten arrives as %v", err)
	}
	if err := fail(remote.ErrReset).err(); errors.Is(err, remote.ErrForgot) || !errors.Is(err, remote.ErrReset) {
		t.Errorf("reset arrives as %v", err)
	}
}

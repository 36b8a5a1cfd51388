package market

import (
	"errors"

	"aeconnect/model"
)

// Discard takes away the real marketplace of a directory that was begun and in which nobody ever was: no account, so no
// task. It returns false for any other, which stays, and for a directory without one. What else lies there stays.
func Discard(dir string) (gone bool, err error) {
	if !Exists(dir) {
		return false, nil
	}
	m, err := open(dir, Options{})
	if err != nil {
		return false, err
	}
	blank := m.Blank()
	if err := m.Close(); err != nil || !blank {
		return false, err
	}
	return true, Remove(dir)
}

// Blank tells whether the marketplace is a real one in which nobody ever was.
func (m *Market) Blank() (blank bool) {
	err := m.hub.View(func(r model.Reader) error {
		at := model.MarketOf(r)
		blank = (at == nil || !at.Virtual) && r.Next(model.KindAccount) == 1
		return nil
	})
	return err == nil && blank
}

// OpenSampleAnew is [OpenSample] that takes the place of a real marketplace in which nobody ever was.
func OpenSampleAnew(dir string, o Options) (*Market, error) {
	m, err := OpenSample(dir, o)
	if !errors.Is(err, ErrReal) {
		return m, err
	}
	gone, err := Discard(dir)
	switch {
	case err != nil:
		return nil, err
	case !gone:
		return nil, ErrReal
	}
	return OpenSample(dir, o)
}

package market

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/model"
)

// A marketplace in which nobody ever was gives way; one with a single account stays, and so does what else lies there.
func TestOnlyAnEmptyMarketplaceIsDiscarded(t *testing.T) {
	for name, c := range map[string]struct {
		fill func(*testing.T, *Market)
		gone bool
	}{
		"just begun": {func(*testing.T, *Market) {}, true},
		"an account": {func(t *testing.T, m *Market) {
			d, err := m.Do(context.Background(), model.Actor{Operator: true}, &model.AddAccount{Handle: "ops", Name: "Ops", Role: model.Operator})
			if err != nil || d.Refusal != nil {
				t.Fatal(err, d.Refusal)
			}
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if gone, err := Discard(dir); gone || err != nil {
				t.Fatalf("of nothing: %v, %v", gone, err)
			}
			m, err := Open(dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			c.fill(t, m)
			other := filepath.Join(dir, "notebook")
			if err := errors.Join(m.Close(), os.WriteFile(other, nil, 0o600)); err != nil {
				t.Fatal(err)
			}
			if gone, err := Discard(dir); gone != c.gone || err != nil || Exists(dir) == c.gone {
				t.Errorf("gone %v, %v; there %v", gone, err, Exists(dir))
			}
			if !exists(other) {
				t.Error("what else lay there is gone")
			}
		})
	}
}

// A sample takes the place of an empty marketplace, and of no other.
func TestASampleTakesAnEmptyPlace(t *testing.T) {
	dir := t.TempDir()
	m, err := Open(dir, Options{})
	if err == nil {
		err = m.Close()
	}
	if err == nil {
		m, err = OpenSampleAnew(dir, Options{})
	}
	if err != nil {
		t.Fatal(err)
	}
	if m.Begun() {
		t.Error("the empty marketplace is still there")
	}
	_ = m.Close()
	dir = t.TempDir()
	if m, err = Open(dir, Options{}); err == nil {
		_, err = m.Do(context.Background(), model.Actor{Operator: true}, &model.AddAccount{Handle: "ops", Name: "Ops", Role: model.Operator})
		err = errors.Join(err, m.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenSampleAnew(dir, Options{}); !errors.Is(err, ErrReal) {
		t.Errorf("a real marketplace gave way: %v", err)
	}
}

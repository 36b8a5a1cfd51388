package sample

import (
	"context"
	"errors"
	"time"

	"aeconnect/model"
	"aeconnect/store/market"
)

// World says which sample marketplace is wanted in a directory.
type World struct {
	Options
	Market market.Options
	Empty  bool // only the virtual clock: no accounts, no tasks
	Fresh  bool // take away the sample that is there and make it anew
}

// Open opens the sample marketplace of a directory. Where there is none, or one whose story was not told to its end, it
// is made as far as the first screen needs it; [Grow] makes the rest. It refuses with [market.ErrReal] where a real
// marketplace lives, unless nobody ever was in it.
func Open(ctx context.Context, dir string, w World) (*market.Market, error) {
	if err := w.afresh(dir); err != nil {
		return nil, err
	}
	w.Fresh = false
	m, err := market.OpenSampleAnew(dir, w.Market)
	if err != nil {
		return nil, err
	}
	begun, usable := false, false
	err = look(m, func(r model.Reader) { begun, usable = model.MarketOf(r) != nil, Told(r) || bare(r) })
	switch {
	case err != nil:
	case begun && !usable:
		if err = errors.Join(m.Close(), market.Remove(dir)); err == nil {
			return Open(ctx, dir, w)
		}
		return nil, err
	case begun:
	case w.Empty:
		err = m.BeginSample(model.At(time.Now().Truncate(time.Minute)))
	default:
		err = Story(ctx, Over(m.Hub()), w.Options)
	}
	if err != nil {
		return nil, errors.Join(err, m.Close())
	}
	return m, nil
}

// afresh takes a sample away that is to be made anew. A real marketplace, or one that is in use, is left alone.
func (w World) afresh(dir string) error {
	if !w.Fresh || !market.Exists(dir) {
		return nil
	}
	m, err := market.OpenSampleAnew(dir, w.Market)
	if err != nil {
		return err
	}
	return errors.Join(m.Close(), market.Remove(dir))
}

// Fill makes a whole sample marketplace in a directory and closes it; one that is there is finished.
func Fill(ctx context.Context, dir string, w World) error {
	m, err := Open(ctx, dir, w)
	if err != nil {
		return err
	}
	if !w.Empty {
		err = Morning(ctx, Over(m.Hub()), w.Options)
	}
	return errors.Join(err, m.Close())
}

// Whole tells whether the sample of a directory was made to its end; one that only has a clock is.
func Whole(dir string, o market.Options) (whole bool, err error) {
	m, err := market.OpenSample(dir, o)
	if err != nil {
		return false, err
	}
	whole, err = Complete(m)
	return whole, errors.Join(err, m.Close())
}

// Complete tells of an open sample whether it was made to its end; one that only has a clock is.
func Complete(m *market.Market) (whole bool, err error) {
	err = look(m, func(r model.Reader) { whole = Finished(r) || bare(r) })
	return whole, err
}

// bare tells whether a marketplace has a clock and nobody in it.
func bare(r model.Reader) bool { return model.MarketOf(r) != nil && r.Next(model.KindAccount) == 1 }

func look(m *market.Market, read func(model.Reader)) error {
	return m.View(model.Actor{Operator: true}, func(v model.View) { read(v.Reader) })
}

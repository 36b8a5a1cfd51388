// Package market opens one marketplace for one process: the hub that decides, the search index that all of its
// sessions share, and the chance that IDs and salts are made of. Screens and commands each define the small
// interface that they need of it; this is what stands behind both.
//
// A marketplace lies in a data directory. A sample marketplace carries its own clock; which of the two a
// directory holds is written in its first journal entry and never changes.
package market

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/store/hub"
)

// Market is an open marketplace. Its methods may be called from any number of goroutines.
type Market struct {
	hub   *hub.Hub
	index *index
	dir   string
	since model.Moment // when it was opened

	examining sync.Mutex
}

// Options say how a marketplace is opened.
type Options struct {
	Command string // what this process is doing, for the sentence that a second process gets
	Clock   hub.Clock
	Log     *slog.Logger // what an operator should know of; nil: nothing is logged
	Held    func()       // called as soon as the directory is this process's own; see [hub.Options]
}

// ErrReal says that a sample marketplace was asked for in a directory where a real one lives.
var ErrReal = errors.New("a real marketplace lives in this directory")

// Exists tells whether a marketplace lies in the directory.
func Exists(dir string) bool {
	return len(found(dir, hub.FileName+"*")) > 0 // tails without their file are a marketplace too
}

// Remove deletes the marketplace of a directory; what else lies there stays.
func Remove(dir string) (err error) {
	files := found(dir, hub.FileName+"*")
	if image := filepath.Join(dir, imageName); exists(image) {
		files = append(files, image)
	}
	for _, f := range files {
		err = errors.Join(err, os.Remove(f))
	}
	return err
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// Open opens the marketplace in a directory, or begins a real one there.
func Open(dir string, o Options) (*Market, error) {
	m, err := open(dir, o)
	if err != nil {
		return nil, err
	}
	if m.opened() {
		return m.learned()
	}
	if err := m.begin(&model.OpenMarket{}); err != nil {
		return nil, errors.Join(err, m.Close())
	}
	return m, nil
}

// OpenSample opens the sample marketplace in a directory. Where there is none yet it is left unopened: whoever
// makes the sample utters the first command, or [Market.BeginSample] does. It refuses with [ErrReal] where a real
// marketplace lives.
func OpenSample(dir string, o Options) (*Market, error) {
	m, err := open(dir, o)
	if err != nil {
		return nil, err
	}
	if m.opened() && !m.virtual() {
		return nil, errors.Join(ErrReal, m.Close())
	}
	if m.opened() {
		return m.learned()
	}
	return m, nil
}

// BeginSample begins an empty marketplace whose clock stands at start until it is moved.
func (m *Market) BeginSample(start model.Moment) error {
	return m.begin(&model.OpenMarket{Virtual: true, Start: start})
}

func open(dir string, o Options) (*Market, error) {
	h, err := hub.Open(dir, hub.Options{Command: o.Command, Clock: o.Clock, Log: o.Log, Held: o.Held})
	if err != nil {
		return nil, err
	}
	m := &Market{hub: h, index: newIndex(h, dir), dir: dir, since: model.At(time.Now())}
	return m, nil
}

// begin writes the first entry: the numbers of the policy file, for ever.
func (m *Market) begin(c *model.OpenMarket) error {
	c.Zone, c.Values = "UTC", assets.Policy().Values()
	c.Holidays, _ = assets.Policy().Holidays(assets.NoHolidays)
	d, err := m.Do(context.Background(), model.Actor{Operator: true}, c)
	if err == nil && d.Refusal != nil {
		err = d.Refusal
	}
	if err != nil {
		return fmt.Errorf("begin the marketplace: %w", err)
	}
	return nil
}

// Begun tells whether the marketplace has its first entry.
func (m *Market) Begun() bool { return m.opened() }

func (m *Market) opened() (opened bool) {
	err := m.hub.View(func(r model.Reader) error { opened = model.MarketOf(r) != nil; return nil })
	return err == nil && opened
}

func (m *Market) virtual() (virtual bool) {
	_ = m.hub.View(func(r model.Reader) error { virtual = model.MarketOf(r).Virtual; return nil })
	return virtual
}

// Close finishes what is under way and gives the directory back.
func (m *Market) Close() error {
	m.index.close()
	return m.hub.Close()
}

// Halted is closed when nothing works any more until the marketplace is opened again.
func (m *Market) Halted() <-chan struct{} { return m.hub.Halted() }

// Hub returns the hub, for the operator's verbs.
func (m *Market) Hub() *hub.Hub { return m.hub }

// Now returns the moment at which a command would be decided.
func (m *Market) Now() model.Moment {
	now, _ := m.hub.Now()
	return now
}

// View lets read look at one consistent state as the actor sees it. The view must not be kept.
func (m *Market) View(actor model.Actor, read func(model.View)) error {
	now, err := m.hub.Now()
	if err != nil {
		return err
	}
	return m.hub.View(func(r model.Reader) error {
		read(model.NewView(r, actor, now))
		return nil
	})
}

// Do decides a command and keeps it; it returns after the disk has it.
func (m *Market) Do(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	o, err := m.hub.Submit(ctx, hub.Submission{Actor: actor, Command: c, Secrets: private})
	return model.Decision{Events: o.Events, Refusal: o.Refusal, Notes: o.Notes}, err
}

// Plan decides a command and keeps nothing.
func (m *Market) Plan(actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	o, err := m.hub.Try(hub.Submission{Actor: actor, Command: c, Secrets: private})
	return model.Decision{Events: o.Events, Refusal: o.Refusal, Notes: o.Notes}, err
}

// Advance moves the clock of a sample marketplace; every clock due until then strikes first.
func (m *Market) Advance(ctx context.Context, to model.Moment) error {
	d, err := m.Do(ctx, model.Actor{Operator: true}, &model.AdvanceTime{To: to})
	if err == nil && d.Refusal != nil {
		return d.Refusal
	}
	return err
}

// lookBack is how many entries about a row are read at most to find those that somebody hears of: the history of a task
// that thousands applied for is mostly between each of them and the seller.
const lookBack = 2048

// History returns up to limit events about a row (0: all), the newest last; none where the actor may not see the row.
func (m *Market) History(actor model.Actor, ref model.Ref, limit int) ([]model.Happening, error) {
	visible := false
	err := m.View(actor, func(v model.View) {
		row, presence := v.Reader.Get(ref)
		visible = presence == model.Known && model.CanSee(v.Reader, v.Who, row)
	})
	if err != nil || !visible {
		return nil, err
	}
	var all []model.Happening // the newest first
	before, read := uint64(0), 0
	for {
		steps, err := m.hub.Trail(ref, before, limit)
		if err != nil {
			return nil, err
		}
		if all, err = m.heard(actor, steps, all); err != nil {
			return nil, err
		}
		if read += len(steps); limit == 0 || len(all) >= limit || len(steps) < limit || read >= lookBack {
			break
		}
		before = steps[len(steps)-1].Seq
	}
	if limit > 0 {
		all = all[:min(limit, len(all))]
	}
	slices.Reverse(all)
	return all, nil
}

// heard adds what the actor may know of some steps, the latest first as they are.
func (m *Market) heard(actor model.Actor, steps []hub.Step, all []model.Happening) ([]model.Happening, error) {
	err := m.View(actor, func(v model.View) {
		for _, s := range steps {
			for _, e := range slices.Backward(s.About) {
				if model.Hears(v.Reader, v.Who, e) {
					all = append(all, model.Happening{Seq: s.Seq, Meta: s.Meta(), Event: e})
				}
			}
		}
	})
	return all, err
}

// Head returns the number of the last journal entry, 0 for an empty journal.
func (m *Market) Head() uint64 { return m.hub.Head().Seq }

// Events calls fn with every event that the actor may see, from an entry on; with follow it goes on until ctx ends.
func (m *Market) Events(ctx context.Context, actor model.Actor, from uint64, follow bool, fn func(model.Happening) error) error {
	news := m.hub.Subscribe()
	defer news.Close()
	for {
		err := m.hub.Log(ctx, from, func(e hub.Entry) error {
			from = e.Seq + 1
			return m.tell(actor, e, fn)
		})
		if err != nil || !follow {
			return err
		}
		select {
		case _, open := <-news.Ready():
			if !open {
				return nil
			}
			news.Take()
		case <-ctx.Done():
			return nil
		}
	}
}

// tell passes on the events of an entry that the actor may know of.
func (m *Market) tell(actor model.Actor, e hub.Entry, fn func(model.Happening) error) error {
	var seen []model.Event
	err := m.View(actor, func(v model.View) {
		for _, event := range e.Events {
			if model.Hears(v.Reader, v.Who, event) {
				seen = append(seen, event)
			}
		}
	})
	for _, event := range seen {
		if err == nil {
			err = fn(model.Happening{Seq: e.Seq, Meta: e.Meta(), Event: event})
		}
	}
	return err
}

// Mint makes a new ID of a letter from the system's chance.
func (*Market) Mint(letter byte) model.ID {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the program instead
	return model.MintID(letter, binary.LittleEndian.Uint64(b[:]))
}

// Seal salts a private text.
func (*Market) Seal(text string) model.Opened {
	o := model.Opened{Value: text}
	_, _ = rand.Read(o.Salt[:])
	return o
}

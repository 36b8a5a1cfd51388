package sample

import (
	"context"
	"fmt"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
)

// maker sends the commands of a sample. It remembers the first thing that went wrong and does nothing after it, so that
// the script reads as a story.
type maker struct {
	seed   uint64
	world  *assets.World
	desk   Desk
	now    model.Moment // what the virtual clock shows
	agenda agenda
	people map[string]*person
	order  []*person // the cast in the order of the files
	shop   shelf
	notes  notebook
	wrong  error

	published                        int
	tasks, orders, payments, batches uint64 // minted so far
	sent                             int    // commands of the batch under way
}

func newMaker(seed uint64) *maker {
	m := &maker{seed: seed, world: assets.Sample()}
	m.shop = newShelf(m.world)
	m.notes = notebook{world: m.world}
	m.cast()
	return m
}

// batchCommands is how many commands of the story are sent in one batch; nobody else waits for them.
const batchCommands = 4000

// play opens the market and keeps the agenda up to the moment.
func (m *maker) play(ctx context.Context, market Market, until model.Moment) error {
	opened := false
	for done := false; !done; {
		err := market.Batch(ctx, func(desk Desk) error {
			m.desk, m.sent = desk, 0
			if !opened {
				opened = true
				m.do("", Opening(Start(), m.seed))
				m.now = Start()
			}
			for m.wrong == nil && m.sent < batchCommands {
				next, ok := m.agenda.next(until)
				if !ok {
					done = true
					m.advance(until)
					break
				}
				m.advance(next.at)
				next.keep()
			}
			return m.wrong
		})
		if err := firstOf(err, ctx.Err()); err != nil {
			return err
		}
	}
	return nil
}

func firstOf(all ...error) error {
	for _, err := range all {
		if err != nil {
			return err
		}
	}
	return nil
}

// do sends a command as somebody; "" is the operator of the market, without an account.
func (m *maker) do(handle string, c model.Command, private ...model.Opened) model.Decision {
	if m.wrong != nil {
		return model.Decision{}
	}
	actor := model.Actor{Operator: true}
	if handle != "" {
		actor = m.people[handle].actor()
	}
	m.sent++
	d, err := m.desk.Do(actor, c, private...)
	if err == nil && d.Refusal != nil {
		err = d.Refusal
	}
	if err != nil {
		m.wrong = fmt.Errorf("%s as %q at %s: %w", c.Wire(), handle, m.now, err)
	}
	return d
}

// advance moves the virtual clock, if it does not show a later moment already.
func (m *maker) advance(to model.Moment) {
	if to > m.now && m.wrong == nil {
		m.do("", &model.AdvanceTime{To: to})
		m.now = to
	}
}

// at plans something for a moment.
func (m *maker) at(when model.Moment, keep func()) { m.agenda.plan(when, keep) }

// see returns the order as it stands.
func (m *maker) see(id model.ID) *model.Order {
	if m.wrong != nil {
		return nil
	}
	o := model.OrderByID(m.desk.State(), id)
	if o == nil {
		m.wrong = fmt.Errorf("there is no order %s", id)
	}
	return o
}

func (m *maker) secret(value string) model.Opened { return sealed(m.seed, value) }

func (m *maker) taskID() model.ID {
	m.tasks++
	return mint(m.seed, model.TaskLetter, m.tasks)
}

func (m *maker) orderID() model.ID {
	m.orders++
	return mint(m.seed, model.OrderLetter, m.orders)
}

func (m *maker) paymentID() model.ID {
	m.payments++
	return mint(m.seed, model.PaymentLetter, scripted+m.payments)
}

// batchID mints the ID of what the script does to a seller's orders, so that the seller finds it among what was done.
// The deals of the crowd, thousands of them, are no batches: nobody looks back at them.
func (m *maker) batchID() model.ID {
	m.batches++
	return mint(m.seed, model.BatchLetter, m.batches)
}

// Where the numbers begin that IDs are minted of, beside those of the story's tasks and orders.
const (
	scripted = 1 << 24 // payments that stand in the script
	later    = 1 << 25 // tasks of the morning, and orderSlots orders for each
)

const orderSlots = 32

// ago returns the moment so many days before the day of Today, at a time such as "14:00"; fewer than none are days after.
func ago(days int, clock string) model.Moment {
	t, err := time.Parse("15:04", clock)
	if err != nil {
		panic(err)
	}
	day := Today().Time().Truncate(24*time.Hour).AddDate(0, 0, -days)
	return model.At(day.Add(time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute))
}

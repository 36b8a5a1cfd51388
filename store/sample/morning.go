package sample

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"aeconnect/model"
)

// stretchCommands is how many commands of the morning are decided at once: people's own commands wait no longer than that.
const stretchCommands = 1024

// Morning publishes tasks until there are as many as the options ask for, and moves the clock to Today. It goes on where
// an interrupted one ended. People may work meanwhile: it looks at what it finds before it acts, and never moves the clock
// back.
func Morning(ctx context.Context, market Market, o Options) error {
	m := newMaker(o.Seed)
	day := &morning{maker: m, options: o}
	for done := false; !done; {
		err := market.Batch(ctx, func(desk Desk) error {
			done = day.stretch(desk)
			return m.wrong
		})
		if err := firstOf(err, ctx.Err()); err != nil {
			return fmt.Errorf("the morning of the sample marketplace: %w", err)
		}
		o.report(day.next)
	}
	return nil
}

// morning is the making of the rest.
type morning struct {
	*maker
	options     Options
	first, next int // tasks published when it began, and now
	met         bool
	decided     bool // lumen made the last decision of the morning
	sellers     []*person
	creators    []*person
}

// stretch does a piece of the work; it tells whether that was the last.
func (d *morning) stretch(desk Desk) bool {
	d.desk, d.sent = desk, 0
	if !Told(desk.State()) {
		d.wrong = errors.New("no story was told here")
		return false
	}
	d.now = model.MarketOf(desk.State()).Now
	d.meet()
	if len(d.sellers) == 0 {
		d.wrong = errors.New("nobody is left who may post tasks")
	}
	for d.sent < stretchCommands && d.wrong == nil {
		appointment, due := d.agenda.next(d.now)
		switch {
		case due:
			appointment.keep()
		case d.next >= d.options.tasks():
			d.lastDecision()
			d.advance(Today())
			return true
		default:
			if d.hour() >= lastMoment() {
				d.lastDecision()
			}
			d.advance(d.hour())
			d.newcomer()
		}
	}
	return false
}

// hour is the moment at which the next task is published: whole minutes, evenly over the morning.
func (d *morning) hour() model.Moment {
	minutes := int(Today().Sub(doors()) / time.Minute)
	return doors().Add(time.Duration(minutes*(d.next-d.first)/(d.options.tasks()-d.first)) * time.Minute)
}

// meet looks who is there and who may post.
func (d *morning) meet() {
	state := d.desk.State()
	d.sellers = d.sellers[:0]
	for _, p := range d.order {
		a := model.AccountByHandle(state, p.handle)
		if a == nil {
			continue
		}
		p.key, p.live = a.Key, a.Live
		if p.role == model.Seller && p.handle != lumen && a.Level != model.Standard && a.Escalated == 0 && (a.InPortals != 0) == (p.seller.RateBP > 0) {
			d.sellers = append(d.sellers, p.often()...)
		}
	}
	if d.met {
		return
	}
	d.met = true
	for _, p := range d.order {
		if p.role == model.Creator && p.handle != mia && p.key != 0 {
			d.creators = append(d.creators, p)
		}
	}
	v := model.NewView(state, model.Actor{System: true}, d.now)
	for _, row := range v.Rows(model.AllTasks(0), model.Place{}, false) {
		d.shop.take(row.(*model.Task).Title)
		d.next++
	}
	d.first = d.next
}

// newcomer publishes a task and plans who applies for it.
func (d *morning) newcomer() {
	number := uint64(later + d.next)
	r := draw(d.seed, "morning", uint64(d.next))
	seller := pick(r, d.sellers)
	l := d.listing(seller.handle, d.shop.any(r, seller, d.now), mint(d.seed, model.TaskLetter, number))
	d.create(l)
	for i, c := range d.takers(r, l, d.creators, d.crowd(r)) {
		deal := d.dealOf(later+uint64(d.next)*orderSlots+uint64(i), l, c, d.now.Add(time.Duration(between(r, 0, 9))*time.Minute))
		deal.soon = true
	}
	d.next++
}

// manyTasks is from how many tasks on the market is so large that few people come to each.
const manyTasks = 3000

// crowd is how many apply for a task on its first morning.
func (d *morning) crowd(r *rand.Rand) int {
	n := r.IntN(100)
	switch {
	case d.next >= manyTasks && n < 70 || n < 20:
		return 0
	case n < 45 || d.next >= manyTasks:
		return 1
	case n < 85:
		return between(r, 2, 4)
	case n < 97:
		return between(r, 5, 8)
	}
	return between(r, 9, 16)
}

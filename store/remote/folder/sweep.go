package folder

import (
	"fmt"
	"slices"

	"aeconnect/store/remote/wire"
)

// sweep reads what has come, and puts what is missing into the folder. A folder that is not there just now - a stick that
// is away, a network that is down - is no error: nothing has come.
func (d *Device) sweep() error {
	before := d.state.In.Last
	for {
		l, err := d.in.next()
		if err != nil || l == nil {
			break
		}
		if err := d.receive(l); err != nil {
			return err
		}
	}
	if d.in.gap != (place{}) {
		if err := d.peek(); err != nil {
			return err
		}
	}
	if d.out.fresh {
		if err := d.reask(); err != nil {
			return err
		}
	}
	if d.state.In.Last != before {
		if err := d.keep(); err != nil {
			return err
		}
	}
	_ = d.leaveCard()
	_ = d.out.mend()
	return nil
}

// receive takes one letter of the hub's.
func (d *Device) receive(l *opened) error {
	if len(l.text) > len(key{}) {
		k, answer := key(l.text[:len(key{})]), l.text[len(key{}):]
		again := k == keyOf(d.state.Hello) && d.known(k) < 0 // to a greeting that was only repeated
		if !again && !d.outdated(k, l.ack.place) {
			if err := d.answered.put(k, answer); err != nil {
				return fmt.Errorf("an answer could not be kept: %w", err)
			}
		}
	}
	if err := d.out.heard(l.ack); err != nil {
		return err
	}
	d.in.accept(l)
	if l.anew { // what was on its way to us is lost
		d.out.fresh = true
	}
	return nil
}

// peek looks at letters that cannot be read yet for one thing: that the hub has more of ours than we know of, because we
// were restored from a backup. It also tells the hub that a letter is missing.
func (d *Device) peek() error {
	if ack := d.in.peek(); d.out.foreign(ack) {
		return d.out.heard(ack)
	}
	if d.told == d.in.gap {
		return nil
	}
	d.told = d.in.gap
	if err := d.out.post(nil, d.in.receipt()); err != nil {
		return err
	}
	return d.keep()
}

// reask asks everything that is unanswered once more, in a mailbox that was begun anew by either side.
func (d *Device) reask() error {
	d.out.fresh = false
	// First the greeting, since the hub may have forgotten it; and that the mailbox is anew is news by itself.
	if err := d.out.post(d.state.Hello, d.in.receipt()); err != nil {
		return err
	}
	for _, p := range slices.Clone(d.state.Pending) {
		if p.Kind == wire.Greet {
			d.posted(p.Key)
			continue
		}
		question, err := d.asked.get(p.Key)
		if err != nil {
			return err
		}
		if question == nil {
			d.state.Pending = slices.DeleteFunc(d.state.Pending, func(q pending) bool { return q.Key == p.Key })
			continue
		}
		if err := d.out.post(question, d.in.receipt()); err != nil {
			return err
		}
		d.posted(p.Key)
	}
	return d.keep()
}

// posted notes that the last letter asks a pending question.
func (d *Device) posted(k key) {
	if at := d.known(k); at >= 0 {
		d.state.Pending[at].At = d.out.Last
	}
}

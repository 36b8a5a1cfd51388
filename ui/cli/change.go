package cli

import (
	"errors"
	"fmt"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// change is a command under way about one thing.
type change struct {
	id   string    // of the thing, as a plan names it
	ref  model.Ref // the thing; unset where the command makes it
	make func() (model.Command, []model.Opened)
	hint string // the word of what is useful next
}

// mintings is how often a new ID is made where one was taken.
const mintings = 5

// decide plans a command or carries it out. A taken ID is made anew.
func (r *run) decide(c change) (model.Decision, error) {
	for try := 1; ; try++ {
		cmd, private := c.make()
		var d model.Decision
		var err error
		if r.flags.plan {
			d, err = r.market.Plan(r.actor, cmd, private...)
		} else {
			d, err = r.market.Do(r.ctx, r.actor, cmd, private...)
		}
		if err != nil || d.Refusal == nil || d.Refusal.Rule != model.RuleIDTaken || try == mintings {
			return d, err
		}
	}
}

// carry plans a change or carries it out, and shows what became of the thing.
func carry[R model.Row](r *run, p *printer[R], c change) error {
	d, err := r.decide(c)
	if err != nil {
		return err
	}
	if d.Refusal != nil {
		return r.planned(c.id, refused(d.Refusal))
	}
	if c.ref.Key == 0 && len(d.Events) > 0 {
		c.ref = d.Events[0].About()[0]
	}
	if r.flags.plan {
		return r.foresee(c, d)
	}
	return r.result(c, d, func(s *scene, extra []byte) error {
		row, presence := s.Reader.Get(c.ref)
		seen := model.Project(s.Reader, s.Who, row)
		if presence != model.Known || seen == nil {
			return r.gone(s, c, row) // the change took it out of sight
		}
		p.addResult(s, seen.(R), extra)
		return p.close()
	})
}

// gone prints what became of a thing that nobody sees any more: its ID and its last state.
func (r *run) gone(s *scene, c change, row model.Row) error {
	p, err := newPrinter(r, r.plans(), inList)
	if err != nil {
		return err
	}
	last := planRow{id: c.id, effect: "done"}
	last.describe(row)
	return p.print(s, last)
}

// result prints what became of a change: for programs the thing itself, for people what happened and what comes next.
func (r *run) result(c change, d model.Decision, show func(s *scene, extra []byte) error) error {
	return r.view(func(s *scene) error {
		if !r.human() || r.flags.fields != "" {
			return show(s, s.outcome(d))
		}
		r.tellRow(s, c.ref)
		r.tellEvents(s, d.Events)
		r.tellClocks(s, c.ref)
		r.tellNotes(s, d.Notes)
		r.hint(s, c.hint, c.ref)
		return nil
	})
}

// outcome says in JSON what a command was accepted as, and every warning.
func (s *scene) outcome(d model.Decision) []byte {
	outcome, payment := "done", model.ID("")
	for _, e := range d.Events {
		switch e := e.(type) {
		case *model.PaymentSuspended:
			outcome, payment = "suspense", e.ID
		case *model.PaymentRecorded:
			payment = e.ID
		case *model.OfferMade:
			if e.Rework {
				outcome = "offer"
			}
		}
	}
	b := appendString([]byte(`,"outcome":`), outcome)
	if payment != "" {
		b = appendString(appendKey(b, "payment_id"), string(payment))
	}
	return s.appendNotes(appendKey(b, "warnings"), d.Notes)
}

func (s *scene) appendNotes(b []byte, notes []model.Note) []byte {
	return appendList(b, notes, func(b []byte, n model.Note) []byte {
		message, better := s.words.Note(n)
		b = append(b, '{')
		b = appendString(appendKey(b, "rule"), string(n.Rule))
		b = appendString(appendKey(b, "field"), n.Field)
		b = appendString(appendKey(b, "message"), message)
		b = appendString(appendKey(b, "accepts"), better)
		return append(b, '}')
	})
}

// tellRow prints the thing and its state as a headline.
func (r *run) tellRow(s *scene, ref model.Ref) {
	row, presence := s.Reader.Get(ref)
	if presence != model.Known {
		return
	}
	id, state := s.naming(row)
	line := r.theme().Paint(kit.Good, r.theme().Glyph(kit.Done)) + " " + r.theme().Bold(kit.Text, id)
	if state != "" {
		line += "  " + s.words.Say(state)
	}
	fmt.Fprintln(r.out, line)
}

// naming returns what a row is called and the word of its state.
func (s *scene) naming(row model.Row) (id, state string) {
	switch row := row.(type) {
	case *model.Order:
		return string(row.ID), "state." + row.State.String()
	case *model.Task:
		return string(row.ID), "state.task." + row.State.String()
	case *model.Account:
		return row.Handle, ""
	case *model.Payment:
		return string(row.ID), ""
	case *model.Batch:
		return string(row.ID), ""
	case *model.AccountKey:
		return row.Fingerprint, row.Word()
	case *model.Activity:
		return string(row.ID), "phase." + row.Phase.String()
	case *model.ActivityEntry:
		return s.taskID(row.Task), "entry." + row.State.String()
	case *model.Access:
		return string(row.ID), "access." + row.State.String()
	case *model.Contract:
		with := row.Creator
		if s.mine(with) {
			with = row.Agency
		}
		return s.who(with), "contract." + row.State().String()
	case *model.Promo:
		return row.Number, "promo_state." + string(row.StateAt(s.Reader, s.Now))
	case *model.Code:
		return row.Text, ""
	case *model.Withdrawal:
		return string(row.ID), "withdrawal." + model.WithdrawalRecorded
	case *model.Featured:
		return row.Item, ""
	case *model.Sale:
		return row.ID, "sale_state." + string(row.StateIn(s.Reader))
	case *model.Earning:
		return s.nameOf(model.Ref{Kind: model.KindOrder, Key: row.Order}), ""
	case *model.Request:
		return string(row.ID), "access." + row.State.String()
	}
	return s.words.Say("cli.marketplace"), ""
}

// tellEvents prints what happened; the lines of the ledger are left to the statement.
func (r *run) tellEvents(s *scene, events []model.Event) {
	for _, e := range events {
		if _, posted := e.(*model.LedgerPosted); !posted {
			fmt.Fprintln(r.out, "  "+kit.Clean(s.words.Event(e)))
		}
	}
}

// tellClocks prints whose turn it is now, by when, and what if nobody acts.
func (r *run) tellClocks(s *scene, ref model.Ref) {
	row, presence := s.Reader.Get(ref)
	if presence != model.Known || model.Project(s.Reader, s.Who, row) == nil {
		return
	}
	for _, c := range s.clocksOf(row) {
		if c.Rule != model.ClockAddressHide && c.Rule != model.ClockSweep {
			fmt.Fprintln(r.out, "  "+r.theme().Paint(kit.Muted, s.turnLine(c)))
		}
	}
}

// turnLine says a clock as a sentence.
func (s *scene) turnLine(c model.Clock) string {
	word := "cli.turn"
	if c.Turn == 0 {
		word = "cli.turn_nobody"
	}
	return s.words.Say(word, assets.Text("who", s.turnOf(c)), assets.Text("what", s.what(c)), assets.Text("due", s.exact(c.Due)),
		assets.Text("then", s.then(c)))
}

func (r *run) tellNotes(s *scene, notes []model.Note) {
	for _, n := range notes {
		message, better := s.words.Note(n)
		mark := r.theme().Paint(kit.Warn, r.theme().Glyph(kit.Warning))
		fmt.Fprintln(r.out, "  "+mark+" "+kit.Clean(strings.TrimSpace(message+" "+better)))
	}
}

// planned turns a refusal into a plan's refused row where only a plan was asked for. Usage errors stay what they are:
// nobody can plan what cannot be read.
func (r *run) planned(id string, err error) error {
	var f *failure
	if !r.flags.plan || !errors.As(err, &f) || f.exit == ExitUsage {
		return err
	}
	if printing := r.printPlan([]planRow{{id: model.Safe(id), failed: f}}); printing != nil {
		return printing
	}
	return notWhole(rulePlan, "id", assets.Num("count", 1), assets.Num("of", 1))
}

package cli

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

func (r *run) paymentNoun() *cobra.Command {
	return r.noun("payment", r.paymentLs(), r.paymentRecord(), r.paymentAcknowledge(), r.paymentStatement())
}

func (r *run) paymentRecord() *cobra.Command {
	var method, amount, currency, reference, date string
	var c *cobra.Command
	c = changing(r.verb("record ORDER", 1, 1, func(args []string) error {
		for _, flag := range []string{"amount", "reference"} {
			if !c.Flags().Changed(flag) {
				return usage(ruleMissing, flag, assets.Text("value", "--"+flag))
			}
		}
		return r.onOrder(args[0], "payment.recorded", func(s *scene, o *model.Order) (model.Command, []model.Opened, error) {
			cmd := &model.RecordPayment{Order: o.ID, Method: model.Method(method), Reference: reference}
			var err error
			if cmd.Amount, err = r.amountFor("amount", amount, currency, o); err != nil {
				return nil, nil, err
			}
			if date != "" {
				var refusal *model.Refusal
				if cmd.Date, refusal = ask.ParsePast("date", date, s.Now, s.zone()); refusal != nil {
					return nil, nil, refused(refusal)
				}
			}
			return cmd, nil, nil
		})
	}))
	f := c.Flags()
	f.StringVar(&method, "method", string(model.PayPal), "")
	f.StringVar(&amount, "amount", "", "")
	f.StringVar(&currency, "currency", "", "")
	f.StringVar(&reference, "reference", "", "")
	f.StringVar(&date, "date", "", "")
	r.complete(c, "method", words(model.Methods()))
	c.ValidArgsFunction = r.orderIDs
	return c
}

func (r *run) paymentAcknowledge() *cobra.Command {
	return r.eachVerb("acknowledge ORDER...", "payment.acknowledged", func(id model.ID) model.Command {
		return &model.AcknowledgePayment{Order: id}
	})
}

func (r *run) paymentLs() *cobra.Command {
	var states []string
	q := &orderQuery{}
	c := r.verb("ls", 0, 0, func([]string) error { return r.listPayments(states, q) })
	f := c.Flags()
	f.StringSliceVar(&states, "state", nil, "")
	f.StringVar(&q.typedType, "type", "", "")
	f.StringVar(&q.task, "task", "", "")
	f.StringVar(&q.creator, "creator", "", "")
	q.rangeFlags(f)
	q.whereFlag(r, c, ask.OrderFields())
	listed(c)
	r.complete(c, "type", words(named(model.TaskTypes())))
	r.complete(c, "task", r.taskIDs)
	r.complete(c, "creator", r.handles)
	r.complete(c, "state", words(payingStates()))
	return c
}

// payingStates are the states of payments in the order in which they want attention.
func payingStates() []string {
	return []string{"late", "owed", "suspense", "recorded", "acknowledged"}
}

func (r *run) listPayments(typed []string, q *orderQuery) error {
	if err := q.parse(); err != nil {
		return err
	}
	states, err := wordsIn("state", typed, payingStates())
	if err != nil {
		return err
	}
	hay := func(s *scene, p paying) string {
		return p.order.Title + " " + string(p.order.ID) + " " + p.record().Reference
	}
	list, err := newListing(r, payingNoun(), q.match, hay)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	if err := r.view(q.resolve); err != nil {
		return err
	}
	support := false
	err = r.view(func(s *scene) error {
		support = s.Who.Role == model.Support
		return nil
	})
	if err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool {
		p, ok := payingOf(s, row)
		return !ok || !q.owes(p.order) || !q.within(p.moment()) || !q.lets(s, p.order) || list.push(s, p)
	}
	for _, state := range payingStates() {
		if !contains(states, state) {
			continue
		}
		query := r.payingQuery(state, support)
		if err := r.scan([]model.Query{query}, true, list.pause, push); err != nil {
			return err
		}
	}
	return list.finish()
}

// owes tells whether an order is one whose money is asked for.
func (q *orderQuery) owes(o *model.Order) bool {
	return (q.typ == 0 || o.Type == q.typ) && (q.keys.task == 0 || o.Task == q.keys.task) && (q.keys.creator == 0 || o.Creator == q.keys.creator)
}

// payingQuery returns the list of one state. Support sees every payment in suspense, others those of their own.
func (r *run) payingQuery(state string, support bool) model.Query {
	for _, d := range model.Debts() {
		if d.String() == state {
			return model.DebtsOf(r.actor.Account, d)
		}
	}
	if support {
		return model.Suspended()
	}
	return model.SuspendedOf(r.actor.Account)
}

// payingOf makes a row of an order that owes, or of a payment in suspense; other payments stand with their orders.
func payingOf(s *scene, row model.Row) (paying, bool) {
	switch row := row.(type) {
	case *model.Order:
		return paying{order: row}, true
	case *model.Payment:
		o := s.Order(row.Order)
		return paying{o, row}, row.Suspense != "" && o != nil
	}
	return paying{}, false
}

// moment is when a payment was recorded, or else since when it is owed.
func (p paying) moment() model.Moment {
	if at := p.record().At; at != 0 {
		return at
	}
	return p.order.ConfirmedAt
}

func (r *run) paymentStatement() *cobra.Command {
	var balances bool
	l := &filter{}
	c := r.verb("statement", 0, 0, func([]string) error {
		if balances {
			return r.listBalances()
		}
		return r.listPostings(l)
	})
	f := c.Flags()
	f.StringVar(&l.since, "since", "", "")
	f.StringVar(&l.until, "until", "", "")
	f.BoolVar(&balances, "balances", false, "")
	listed(c)
	return c
}

func (r *run) listPostings(l *filter) error {
	list, err := newListing(r, postingNoun(), "", nil)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	if err := r.view(l.read); err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool {
		p := row.(*model.Posting)
		return !l.within(p.At) || list.push(s, p)
	}
	if err := r.scan([]model.Query{model.PostingsOf(r.actor.Account)}, true, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

func (r *run) listBalances() error {
	list, err := newListing(r, balanceNoun(), "", nil)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	err = r.view(func(s *scene) error {
		for _, b := range model.Balances(s.Reader, s.Who.Account) {
			if model.CanSee(s.Reader, s.Who, b) && !list.push(s, b) {
				break
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return list.finish()
}

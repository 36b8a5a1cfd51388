package cli

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

// orderQuery is what the flags of order ls narrow orders by.
type orderQuery struct {
	filter
	typedStates           []string
	typedType             string
	task, creator, seller string

	states []string
	typ    model.TaskType
	keys   struct{ task, creator, seller model.Key }
}

func (r *run) orderLs() *cobra.Command {
	q := &orderQuery{}
	c := r.verb("ls", 0, 0, func([]string) error { return r.listOrders(q, nil) })
	f := c.Flags()
	f.StringSliceVar(&q.typedStates, "state", nil, "")
	f.StringVar(&q.typedType, "type", "", "")
	f.StringVar(&q.task, "task", "", "")
	f.StringVar(&q.creator, "creator", "", "")
	f.StringVar(&q.seller, "seller", "", "")
	q.rangeFlags(f)
	q.whereFlag(r, c, ask.OrderFields())
	listed(c)
	r.complete(c, "state", words(named(model.OrderStates())))
	r.complete(c, "type", words(named(model.TaskTypes())))
	r.complete(c, "task", r.taskIDs)
	r.complete(c, "creator", r.handles)
	r.complete(c, "seller", r.handles)
	return c
}

func (q *orderQuery) parse() error {
	var err error
	if q.states, err = wordsIn("state", q.typedStates, named(model.OrderStates())); err != nil {
		return err
	}
	if q.typedType == "" {
		return nil
	}
	name, err := wordIn("type", q.typedType, named(model.TaskTypes()))
	q.typ, _ = model.ParseTaskType(name)
	return err
}

// resolve finds the task and the accounts that were named.
func (q *orderQuery) resolve(s *scene) error {
	if err := q.read(s); err != nil {
		return err
	}
	if q.task != "" {
		t, refusal := s.FindTask(q.task)
		if refusal != nil {
			return refused(refusal)
		}
		q.keys.task = t.Key
	}
	for _, named := range []struct {
		flag, handle string
		key          *model.Key
	}{{"creator", q.creator, &q.keys.creator}, {"seller", q.seller, &q.keys.seller}} {
		if named.handle == "" {
			continue
		}
		a := s.account(named.handle)
		if a == nil {
			return absent(model.RuleNotFound, named.flag, assets.Text("value", model.Safe(named.handle)))
		}
		*named.key = a.Key
	}
	return nil
}

// queries returns the narrowest lists that hold what is asked for.
func (q *orderQuery) queries(s *scene) []model.Query {
	states := []model.OrderState{0}
	if len(q.states) > 0 && len(q.states) < 4 {
		states = nil
		for _, st := range model.OrderStates() {
			if contains(q.states, st.String()) {
				states = append(states, st)
			}
		}
	}
	var all []model.Query
	for _, st := range states {
		switch {
		case q.keys.task != 0 && q.keys.creator != 0:
			return []model.Query{model.OrdersBetween(q.keys.task, q.keys.creator)}
		case q.keys.task != 0:
			all = append(all, model.OrdersOfTask(q.keys.task, st))
		case q.keys.creator != 0 && s.Who.Role == model.Support:
			all = append(all, model.OrdersOf(q.keys.creator, st))
		case q.keys.seller != 0 && s.Who.Role == model.Support:
			all = append(all, model.OrdersOf(q.keys.seller, st))
		default:
			all = append(all, model.OrdersOf(s.whose(), st))
		}
	}
	return all
}

// whose returns the account whose lists are shown: support looks into everybody's, which have the account 0.
func (s *scene) whose() model.Key {
	if s.Who.Role == model.Support {
		return 0
	}
	return s.Who.Account
}

func (q *orderQuery) fits(o *model.Order) bool {
	return contains(q.states, o.State.String()) && (q.typ == 0 || o.Type == q.typ) && q.within(o.Since) &&
		(q.keys.creator == 0 || o.Creator == q.keys.creator) && (q.keys.seller == 0 || o.Seller == q.keys.seller)
}

// listOrders prints orders, those that changed last first; cells replace the columns for people where they are given.
func (r *run) listOrders(q *orderQuery, cells []cell[*model.Order]) error {
	if err := q.parse(); err != nil {
		return err
	}
	n := orderNoun(nil)
	if cells != nil {
		n.cells = cells
	}
	hay := func(s *scene, o *model.Order) string {
		return o.Title + " " + string(o.ID) + " " + s.who(o.Creator) + " " + s.who(o.Seller)
	}
	list, err := newListing(r, n, q.match, hay)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	var queries []model.Query
	err = r.view(func(s *scene) error {
		err := q.resolve(s)
		queries = q.queries(s)
		return err
	})
	if err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool {
		o := row.(*model.Order)
		return !q.fits(o) || !q.lets(s, o) || list.push(s, o)
	}
	if err := r.scan(queries, true, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

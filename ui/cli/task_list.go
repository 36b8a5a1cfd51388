package cli

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

func (r *run) taskLs() *cobra.Command {
	q := &taskQuery{}
	c := r.verb("ls", 0, 0, func([]string) error { return r.listTasks(q) })
	f := c.Flags()
	f.StringSliceVar(&q.typedStates, "state", nil, "")
	f.StringVar(&q.typedType, "type", "", "")
	f.StringVar(&q.seller, "seller", "", "")
	f.StringVar(&q.language, "language", "", "")
	f.BoolVar(&q.square, "square", false, "")
	q.rangeFlags(f)
	q.whereFlag(r, c, ask.TaskFields())
	listed(c)
	r.complete(c, "state", words(named(model.TaskStates())))
	r.complete(c, "type", words(named(model.TaskTypes())))
	r.complete(c, "seller", r.handles)
	return c
}

// taskQuery is what the flags of task ls narrow tasks by.
type taskQuery struct {
	filter
	typedStates      []string
	typedType        string
	seller, language string
	square           bool

	states []string
	typ    model.TaskType
}

func (q *taskQuery) parse() error {
	var err error
	if q.states, err = wordsIn("state", q.typedStates, named(model.TaskStates())); err != nil {
		return err
	}
	if q.typedType == "" {
		return nil
	}
	name, err := wordIn("type", q.typedType, named(model.TaskTypes()))
	q.typ, _ = model.ParseTaskType(name)
	return err
}

// state returns the one state that is asked for, 0 for any or several.
func (q *taskQuery) state() model.TaskState {
	for _, st := range model.TaskStates() {
		if len(q.states) == 1 && st.String() == q.states[0] {
			return st
		}
	}
	return 0
}

// fits tells whether a task is asked for.
func (q *taskQuery) fits(t *model.Task) bool {
	at := t.PublishAt
	if at == 0 {
		at = t.Created
	}
	return contains(q.states, t.State.String()) && (q.typ == 0 || t.Type == q.typ) && q.within(at) &&
		(q.language == "" || contains(t.Languages, q.language))
}

// contains tells whether a list is empty or has a word.
func contains(all []string, word string) bool {
	if len(all) == 0 {
		return true
	}
	for _, s := range all {
		if strings.EqualFold(s, word) {
			return true
		}
	}
	return false
}

// queries returns the lists that hold what is asked for: a seller's own tasks, newest first, for everybody else the
// Task Square, by deadline.
func (q *taskQuery) queries(s *scene) (queries []model.Query, newestFirst bool, err error) {
	owner := model.Key(0)
	if s.Who.Role == model.Seller && !q.square {
		owner = s.Who.Account
	}
	if q.seller != "" {
		a := s.account(q.seller)
		if a == nil {
			return nil, false, absent(model.RuleNotFound, "seller", assets.Text("value", model.Safe(q.seller)))
		}
		owner = a.Key
	}
	switch {
	case owner != 0:
		return []model.Query{model.TasksOf(owner, q.state())}, true, nil
	case len(q.states) > 0 && q.state() != model.Published:
		return []model.Query{model.AllTasks(q.state())}, true, nil
	}
	return []model.Query{model.Square(q.typ)}, false, nil
}

func (r *run) listTasks(q *taskQuery) error {
	if err := q.parse(); err != nil {
		return err
	}
	hay := func(s *scene, t *model.Task) string { return t.Title + " " + string(t.ID) + " " + s.who(t.Seller) }
	list, err := newListing(r, taskNoun(), q.match, hay)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	var queries []model.Query
	var newestFirst bool
	err = r.view(func(s *scene) (err error) {
		if err = q.read(s); err == nil {
			queries, newestFirst, err = q.queries(s)
		}
		return err
	})
	if err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool {
		t := row.(*model.Task)
		return !q.fits(t) || !q.lets(s, t) || list.push(s, t)
	}
	if err := r.scan(queries, newestFirst, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

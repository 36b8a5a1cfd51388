package cli

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
)

// applyFlags are how an application is made: the note, and for an agency the creators that it is for.
type applyFlags struct {
	note     string
	creators []string // handles; "-": from standard input, "all": the whole roster
	direct   bool
	query    rosterQuery
}

// wholeRoster is what stands for every creator of the roster.
const wholeRoster = "all"

// applyForMany applies for creators of the roster: one alone as a single application, several as a batch that is planned
// first and applied whole.
func (r *run) applyForMany(arg string, x applyFlags) error {
	typed, err := r.id(arg)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	var names []string
	if !slices.Equal(x.creators, []string{wholeRoster}) {
		if x.query.narrowed() {
			return usage(ruleFlagValue, "for", assets.Text("value", strings.Join(x.creators, ",")))
		}
		if names, err = r.names(x.creators); err != nil {
			return err
		}
	}
	cmd := &model.ApplyForMany{Note: x.note, Direct: x.direct}
	var rows []planRow
	err = r.view(func(s *scene) (err error) {
		rows, err = r.planMany(s, cmd, typed, names, &x.query)
		return err
	})
	if err != nil {
		return r.planned(typed, err)
	}
	refusedRows, first := refusals(rows)
	if r.flags.plan || refusedRows > 0 {
		return r.printUnapplied(rows, refusedRows, first)
	}
	return r.applyMany(cmd, rows)
}

// planMany finds the task and the creators, and asks the model row by row.
func (r *run) planMany(s *scene, cmd *model.ApplyForMany, typed string, names []string, q *rosterQuery) ([]planRow, error) {
	t, refusal := s.FindTask(typed)
	if refusal != nil {
		return nil, refused(refusal)
	}
	cmd.Task = t.ID
	if names == nil {
		for _, b := range s.board() {
			if b.Contract.State() == model.ContractInForce && q.means(b.BoardRow) {
				names = append(names, b.Creator.Handle)
			}
		}
	}
	for _, name := range names {
		row := model.ForCreator{ID: r.market.Mint(model.OrderLetter), Creator: name}
		if a := model.AccountByHandle(s.Reader, name); a != nil {
			if c := model.ContractBetween(s.Reader, s.Who.Account, a.Key); c != nil {
				row.Rev = c.Rev
			}
		}
		cmd.Rows = append(cmd.Rows, row)
	}
	// What holds for the batch as a whole is said once: nobody twice, not too many, the task is open.
	if d := model.Decide(s.Reader, r.actor, s.Now, cmd); d.Refusal != nil && len(d.Events) == 0 && asWhole(d.Refusal) {
		return nil, refused(d.Refusal)
	}
	results := model.PlanBatch(s.Reader, r.actor, s.Now, cmd)
	rows := make([]planRow, len(results))
	for i, res := range results {
		rows[i] = planRow{id: cmd.Rows[i].Creator, order: string(res.ID), effect: res.Effect.String(), notes: res.Notes}
		if res.Refusal != nil {
			rows[i] = planRow{id: model.Safe(cmd.Rows[i].Creator), failed: failed(res.Refusal)}
		}
	}
	return rows, nil
}

// asWhole tells a refusal of a batch as such from one of its rows.
func asWhole(r *model.Refusal) bool {
	switch r.Rule {
	case model.RuleRole, model.RuleRequired, model.RuleTooMany, model.RuleNamedTwice, model.RuleBatchSize, model.RulePromoOnce, model.RuleTaskOpen, model.RuleText, model.RuleTextLength:
		return true
	}
	return false
}

// applyMany carries the batch out under an ID of its own.
func (r *run) applyMany(cmd *model.ApplyForMany, rows []planRow) error {
	var d model.Decision
	for try := 1; ; try++ {
		var err error
		cmd.Batch = r.market.Mint(model.BatchLetter)
		if d, err = r.market.Do(r.ctx, r.actor, cmd); err != nil {
			return err
		}
		if d.Refusal == nil {
			break
		}
		if d.Refusal.Rule != model.RuleIDTaken || try == mintings {
			return refused(d.Refusal)
		}
		for i := range cmd.Rows {
			cmd.Rows[i].ID = r.market.Mint(model.OrderLetter)
			rows[i].order = string(cmd.Rows[i].ID)
		}
	}
	for i := range rows {
		rows[i].batch = string(cmd.Batch)
	}
	if err := r.printPlan(rows); err != nil || !r.human() {
		return err
	}
	return r.view(func(s *scene) error {
		r.tellNotes(s, d.Notes)
		r.tellUndo(s, cmd.Batch)
		return nil
	})
}

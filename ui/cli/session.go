package cli

import (
	"errors"
	"fmt"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
)

// dir returns the data directory: the flag, else the environment, else the default.
func (r *run) dir() string {
	if r.flags.data != "" {
		return r.flags.data
	}
	if dir := r.app.Env("AECONNECT_DATA"); dir != "" {
		return dir
	}
	return r.app.DataDir()
}

// open opens the marketplace; with create an empty directory gets one.
func (r *run) open(create bool) error {
	if r.market != nil {
		return nil
	}
	r.readWords()
	dir := r.dir()
	m, err := r.app.Open(r.ctx, dir, create)
	if errors.Is(err, ErrNoMarket) {
		return absent(ruleNoMarket, "data", assets.Text("value", model.Safe(dir)))
	}
	if err != nil {
		return err
	}
	r.market = m
	if err := r.replicated(dir); err != nil || r.post != nil {
		return err
	}
	opened := false
	err = m.View(operator(), func(v model.View) {
		opened = model.MarketOf(v.Reader) != nil
		if rows := model.PolicyNow(v.Reader).Get(listRows); rows > 0 && !r.limited {
			r.flags.limit = int(rows)
		}
	})
	if err != nil || opened {
		return err
	}
	if !create {
		return absent(ruleNoMarket, "data", assets.Text("value", model.Safe(dir)))
	}
	return r.begin()
}

// readWords begins to read what will be said while the marketplace is being opened: the two take about as long. Chosen
// fields hardly need words.
func (r *run) readWords() {
	if r.flags.fields != "" {
		return
	}
	words := r.words()
	go words.Language()
}

// begin writes down the numbers that a new marketplace starts with.
func (r *run) begin() error {
	d, err := r.market.Do(r.ctx, operator(), &model.OpenMarket{Zone: "UTC", Values: assets.Policy().Values()})
	if err != nil {
		return err
	}
	return refused(d.Refusal)
}

func operator() model.Actor { return model.Actor{Operator: true} }

// asOperator opens the marketplace for a verb of the operator's: whoever owns the directory. With --as the account that
// is named acts.
func (r *run) asOperator(create bool) error {
	if err := r.open(create); err != nil {
		return err
	}
	if r.flags.as != "" || r.app.Caller != nil || r.post != nil {
		return r.choose()
	}
	r.actor = operator()
	return nil
}

// owner demands that whoever is named with --as is an operator, for a verb that opens the files itself. Without --as
// whoever owns the directory acts.
func (r *run) owner() error {
	if r.flags.as == "" && r.app.Caller == nil {
		return nil
	}
	err := r.asOperator(false)
	if r.market != nil {
		err = errors.Join(err, r.market.Close())
		r.market = nil
	}
	if err == nil && !r.actor.Operator {
		err = operatorsOnly()
	}
	return err
}

// somebody demands that there is an account of the handle that --as names, for screens, which open the files themselves
// and would begin as another.
func (r *run) somebody() error {
	if r.flags.as == "" || r.app.Caller != nil {
		return nil
	}
	err := r.asAccount()
	if r.market != nil {
		err = errors.Join(err, r.market.Close())
		r.market = nil
	}
	return err
}

// operatorsOnly refuses a verb to an account that is no operator.
func operatorsOnly() error {
	needs := assets.Word("needs", "role."+string(model.Operator))
	return refused(&model.Refusal{Answer: model.ByRight, Rule: model.RuleNoRight, Field: "as", Args: []model.Arg{needs}})
}

// asAccount opens the marketplace for a verb that belongs to an account.
func (r *run) asAccount() error {
	if err := r.open(false); err != nil {
		return err
	}
	return r.choose()
}

// choose finds the account that acts: the one named, or the only one there is.
func (r *run) choose() error {
	if r.app.Caller != nil {
		return r.called(false)
	}
	if r.post != nil {
		return r.joined()
	}
	var a *model.Account
	var failed error
	err := r.market.View(operator(), func(v model.View) {
		total := 0
		for _, role := range model.Roles() {
			total += v.Count(model.People(role))
		}
		r.many = total > 1
		switch {
		case r.flags.as != "":
			if a = model.AccountByHandle(v.Reader, strings.ToLower(strings.TrimSpace(r.flags.as))); a == nil {
				failed = absent(model.RuleNotFound, "as", assets.Text("value", model.Safe(r.flags.as)))
			}
		case total == 0:
			failed = usage(ruleNoAccount, "as")
		case total > 1:
			failed = usage(ruleChoose, "as", assets.Text("value", everybody(v)), assets.Num("count", int64(total)))
		default:
			a = first(v)
		}
	})
	if err != nil || failed != nil {
		return errors.Join(err, failed)
	}
	r.actor = model.Actor{Account: a.Key, Operator: a.Role == model.Operator}
	r.handle = a.Handle
	return nil
}

// everybody lists the handles of a directory, at most a dozen of them.
func everybody(v model.View) string {
	const most = 12
	var all []string
	for _, role := range model.Roles() {
		for _, row := range v.Rows(model.People(role), model.Place{}, false) {
			if len(all) == most {
				return strings.Join(all, ", ") + " …"
			}
			all = append(all, fmt.Sprintf("%s (%s)", row.(*model.Account).Handle, role))
		}
	}
	return strings.Join(all, ", ")
}

func first(v model.View) *model.Account {
	for _, role := range model.Roles() {
		for _, row := range v.Rows(model.People(role), model.Place{}, false) {
			return row.(*model.Account)
		}
	}
	return nil
}

// view shows one consistent state as the acting account sees it.
func (r *run) view(show func(s *scene) error) error {
	var failed error
	err := r.market.View(r.actor, func(v model.View) { failed = show(r.scene(v)) })
	return errors.Join(err, failed)
}

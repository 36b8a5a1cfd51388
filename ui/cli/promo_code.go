package cli

import (
	"bufio"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

	"github.com/spf13/cobra"
)

// promoLs lists a seller's promo codes, and the code texts of everybody else.
func (r *run) promoLs() *cobra.Command {
	q := &promoQuery{}
	c := r.verb("ls", 0, 0, func([]string) error { return r.listPromos(q) })
	f := c.Flags()
	f.StringSliceVar(&q.states, "state", nil, "")
	f.StringVar(&q.under, "codes", "", "")
	f.StringVar(&q.task, "task", "", "")
	f.StringVar(&q.holder, "creator", "", "")
	f.BoolVar(&q.free, "free", false, "")
	q.rangeFlags(f)
	listed(c)
	r.complete(c, "state", words(model.PromoStates()))
	r.complete(c, "codes", r.promoIDs)
	r.complete(c, "task", r.taskIDs)
	r.complete(c, "creator", r.handles)
	return c
}

// promoUses lists codes with how often each was used.
func (r *run) promoUses() *cobra.Command {
	q := &promoQuery{uses: true}
	c := r.verb("uses [ID]", 0, 1, func(args []string) error {
		if len(args) == 1 {
			q.under = args[0]
		}
		return r.listPromos(q)
	})
	q.rangeFlags(c.Flags())
	c.ValidArgsFunction = r.promoIDs
	return listed(c)
}

// promoQuery is what the flags of promo ls narrow codes by.
type promoQuery struct {
	filter
	states              []string
	under, task, holder string
	free, uses          bool
}

func (r *run) listPromos(q *promoQuery) error {
	if _, err := wordsIn("state", q.states, model.PromoStates()); err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	var seller bool
	err := r.view(func(s *scene) error {
		seller = s.Who.Role == model.Seller && q.under == ""
		return q.read(s)
	})
	switch {
	case err != nil:
		return err
	case seller:
		return r.listOwnPromos(q)
	}
	return r.listCodes(q)
}

func (r *run) listOwnPromos(q *promoQuery) error {
	hay := func(_ *scene, p *model.Promo) string { return p.Number + " " + p.Fields.Name + " " + p.Fields.Code }
	list, err := newListing(r, promoNoun(), q.match, hay)
	if err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool {
		p := row.(*model.Promo)
		if !q.within(p.Made) || !contains(q.states, string(p.StateAt(s.Reader, s.Now))) {
			return true
		}
		return list.push(s, p)
	}
	if err := r.scan([]model.Query{model.PromosOf(r.actor.Account)}, true, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

func (r *run) listCodes(q *promoQuery) error {
	hay := func(s *scene, c *model.Code) string { return c.Text + " " + s.holder(c) }
	list, err := newListing(r, codeNoun(), q.match, hay)
	if err != nil {
		return err
	}
	query := model.CodesOf(r.actor.Account)
	var task model.Key
	err = r.view(func(s *scene) error {
		if q.under != "" {
			p, refusal := s.FindPromo(q.under)
			if refusal != nil {
				return refused(refusal)
			}
			query = model.CodesUnder(p.Key)
		}
		if q.task != "" {
			t, refusal := s.FindTask(q.task)
			if refusal != nil {
				return refused(refusal)
			}
			task = t.Key
		}
		return nil
	})
	if err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool {
		c := row.(*model.Code)
		fits := q.within(c.Made) && (task == 0 || c.Task == task) && (!q.free || c.Holder == 0) && (q.holder == "" || s.holder(c) == q.holder)
		return !fits || list.push(s, c)
	}
	if err := r.scan([]model.Query{query}, false, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

// promoGet asks for codes of a task: one, or as many as an agency needs.
func (r *run) promoGet() *cobra.Command {
	count := 1
	c := changing(r.verb("get TASK", 1, 1, func(args []string) error { return r.getCodes(args[0], count) }))
	wholeVar(c.Flags(), &count, "count", 1)
	c.ValidArgsFunction = r.taskIDs
	return c
}

func (r *run) getCodes(arg string, count int) error {
	p, err := newPrinter(r, codeNoun(), inList)
	if err != nil {
		return err
	}
	typed, err := r.id(arg)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	c := change{id: typed}
	seed := r.seed()
	err = r.view(func(s *scene) error {
		t, refusal := s.FindTask(typed)
		if refusal != nil {
			return refused(refusal)
		}
		c.id, c.ref = string(t.ID), t.Ref()
		c.make = func() (model.Command, []model.Opened) {
			return &model.GetPromoCode{Task: t.ID, Count: count, Seed: seed}, nil
		}
		return nil
	})
	if err != nil {
		return r.planned(typed, err)
	}
	d, err := r.decide(c)
	switch {
	case err != nil:
		return err
	case d.Refusal != nil:
		return r.planned(c.id, refused(d.Refusal))
	case r.flags.plan:
		return r.foresee(c, d)
	}
	return r.printCodes(p, c, d)
}

// printCodes prints the codes that were got.
func (r *run) printCodes(p *printer[*model.Code], c change, d model.Decision) error {
	return r.view(func(s *scene) error {
		for _, e := range d.Events {
			got, is := e.(*model.CodesGot)
			if !is {
				continue
			}
			for i := range got.Tails {
				if code := s.Code(got.First + model.Key(i)); code != nil {
					p.add(s, code)
				}
			}
		}
		if err := p.close(); err != nil {
			return err
		}
		if r.human() && r.flags.fields == "" {
			hint := "promo.got"
			if s.Who.Role == model.Agency {
				hint = "promo.got_many"
			}
			r.hint(s, hint, c.ref)
		}
		return nil
	})
}

// promoHand hands codes to creators of the roster: one, those of a list, or the next free ones of a task, one each.
func (r *run) promoHand() *cobra.Command {
	var each string
	c := changing(r.verb("hand CODE CREATOR", 0, -1, func(args []string) error { return r.handCodes(args, each) }))
	c.Flags().StringVar(&each, "each", "", "")
	c.ValidArgsFunction = r.inTurn(r.codeTexts, r.handles)
	r.complete(c, "each", r.taskIDs)
	return c
}

// handed is one row of handing out, as it is printed.
type handed struct {
	model.Handed
	failed *failure
}

func (r *run) handCodes(args []string, each string) error {
	p, err := newPrinter(r, r.handNoun(), inList)
	if err != nil {
		return err
	}
	typed, err := r.handArgs(args, each)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	cmd := &model.HandPromoCode{}
	var rows []handed
	var first *failure
	bad := 0
	err = r.view(func(s *scene) error {
		if cmd.Rows, err = r.handRows(s, typed, each); err != nil {
			return err
		}
		for _, res := range model.PlanHanding(s.Reader, r.actor, s.Now, cmd) {
			row := handed{Handed: res.Handed}
			if res.Refusal != nil {
				row.failed = failed(res.Refusal)
				if bad++; first == nil {
					first = row.failed
				}
			}
			rows = append(rows, row)
		}
		return nil
	})
	if err != nil {
		return r.planned(each, err)
	}
	if bad == 0 && !r.flags.plan {
		cmd.Batch = r.market.Mint(model.BatchLetter)
		d, err := r.market.Do(r.ctx, r.actor, cmd)
		if err != nil {
			return err
		}
		if d.Refusal != nil {
			return refused(d.Refusal)
		}
	}
	if err := r.printHanded(p, rows, bad, first); err != nil || cmd.Batch == "" || !r.human() {
		return err
	}
	return r.view(func(s *scene) error {
		r.tellUndo(s, cmd.Batch)
		return nil
	})
}

func (r *run) printHanded(p *printer[handed], rows []handed, bad int, first *failure) error {
	if r.flags.plan {
		r.say("cli.plan")
	}
	err := r.view(func(s *scene) error {
		for _, row := range rows {
			p.add(s, row)
		}
		return p.close()
	})
	switch {
	case err != nil || bad == 0:
		return err
	case r.flags.plan:
		return notWhole(rulePlan, "id", assets.Num("count", int64(bad)), assets.Num("of", int64(len(rows))))
	}
	if len(rows) > 1 {
		r.say("cli.nothing_written")
	}
	return first
}

// handArgs returns the words that were typed: pairs of code and creator, or with --each creators alone. "-" reads them
// from standard input.
func (r *run) handArgs(args []string, each string) ([]string, error) {
	var all []string
	for _, arg := range args {
		if arg != "-" {
			all = append(all, arg)
			continue
		}
		text, err := r.stdin()
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(strings.NewReader(text))
		for lines.Scan() {
			all = append(all, strings.Fields(lines.Text())...)
		}
	}
	switch {
	case each == "" && len(all) == 0:
		return nil, usage(ruleMissing, "code", assets.Text("value", "CODE"))
	case each == "" && len(all)%2 == 1:
		return nil, usage(ruleMissing, "creator", assets.Text("value", "CREATOR"))
	case len(all) == 0:
		return nil, usage(ruleMissing, "creator", assets.Text("value", "CREATOR"))
	}
	return all, nil
}

// handRows pairs codes and creators. With --each the free codes of the task are taken in turn; where there are too few,
// the last rows name none and are refused.
func (r *run) handRows(s *scene, typed []string, each string) (rows []model.Handed, err error) {
	if each == "" {
		for i := 0; i+1 < len(typed); i += 2 {
			code := strings.ToUpper(typed[i])
			if c, refusal := s.FindCode(code); refusal == nil {
				code = c.Text
			}
			rows = append(rows, model.Handed{Code: code, Creator: typed[i+1]})
		}
		return rows, nil
	}
	t, refusal := s.FindTask(each)
	if refusal != nil {
		return nil, refused(refusal)
	}
	var free []string
	for _, row := range s.Rows(model.OrdersBetween(t.Key, s.Who.Account), model.Place{}, true) {
		for _, c := range s.Rows(model.FreeCodes(row.Ref().Key), model.Place{}, false) {
			free = append(free, c.(*model.Code).Text)
		}
		break
	}
	for i, creator := range typed {
		row := model.Handed{Creator: creator}
		if i < len(free) {
			row.Code = free[i]
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (r *run) handNoun() noun[handed] {
	problem := func(b []byte, h handed) []byte {
		if h.failed == nil {
			return append(b, "null"...)
		}
		return r.problem(h.failed).json(b)
	}
	return noun[handed]{
		columns: []column[handed]{
			{"id", inAll, func(_ *scene, b []byte, h handed) []byte { return appendString(b, h.Code) }},
			{"ok", inAll, func(_ *scene, b []byte, h handed) []byte { return appendBool(b, h.failed == nil) }},
			{"creator", inAll, func(_ *scene, b []byte, h handed) []byte { return appendString(b, h.Creator) }},
			{"error", inAll, func(_ *scene, b []byte, h handed) []byte { return problem(b, h) }},
		},
		cells: []cell[handed]{
			{"code", false, false, false, func(_ *scene, h handed) styled { return plain(h.Code) }},
			{"holder", false, false, false, func(_ *scene, h handed) styled { return plain(h.Creator) }},
			{"effect", false, false, false, func(s *scene, h handed) styled {
				if h.failed != nil {
					return styled{r.theme().Glyph(kit.Refused) + " " + r.problem(h.failed).message, kit.Bad}
				}
				return styled{r.theme().Glyph(kit.Done) + " " + s.words.Say("promo.handed"), kit.Good}
			}},
		},
	}
}

// codeTexts offers the codes that nobody carries yet.
func (r *run) codeTexts(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var all []string
	r.peek(r.asAccount, func(s *scene) {
		for _, row := range s.Rows(model.CodesOf(s.Who.Account), model.Place{}, false) {
			if c := row.(*model.Code); c.Holder == 0 && strings.HasPrefix(c.Text, strings.ToUpper(typed)) && len(all) < offered {
				all = append(all, c.Text)
			}
		}
	})
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

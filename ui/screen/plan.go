package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// planPage shows what a batch would do before anything happens: each row with its effect, those that would be refused
// with the reason, totals at the foot. It is made anew whenever one of its rows changes, so that what is applied is
// what was seen.
type planPage struct {
	planStage
	desk   Desk
	kind   listKind
	batch  listBatch
	keys   []string          // rows still in the batch
	values map[string]string // of its form

	made     plannedBatch
	request  uint64
	applying bool
}

// newPlanPage returns the plan of a batch about some rows.
func newPlanPage(d Desk, k listKind, b listBatch, keys []string, values map[string]string) kit.Screen {
	return planPage{desk: d, kind: k, batch: b, keys: keys, values: values}
}

// get returns a value of the batch's form.
func (p planPage) get(field string) string { return p.values[field] }

// Init implements kit.Screen.
func (p planPage) Init() tea.Cmd { return p.makePlan(p.request) }

// Title implements kit.Screen.
func (p planPage) Title() string {
	return p.desk.Words.Say("batch."+p.batch.id+"_title", assets.Num("count", int64(len(p.keys))))
}

// Help implements kit.Helper.
func (p planPage) Help() string { return p.desk.Words.Say("plan.help") }

// Actions implements kit.Screen.
func (p planPage) Actions() []kit.Action {
	w := p.desk.Words
	act := func(key, name string) kit.Action {
		return kit.Action{Key: key, Name: w.Say("plan.act_" + name), Help: w.Say("plan.help_" + name)}
	}
	apply := act("enter", "apply")
	leave := act("l", "leave")
	if able := p.plan.Apply(); p.ready && p.plan.Refused() > 0 && able > 0 {
		leave.Name = w.Say("plan.act_leave_count", assets.Num("count", int64(able)))
	}
	apply.Do = func() tea.Cmd { return kit.Send(kit.Self{Msg: planApply{}}) }
	leave.Do = func() tea.Cmd { return kit.Send(kit.Self{Msg: planApply{leave: true}}) }
	switch {
	case !p.ready:
		apply.Disabled, leave.Disabled = w.Say("plan.making"), w.Say("plan.making")
	case p.applying:
		apply.Disabled, leave.Disabled = w.Say("plan.applying"), w.Say("plan.applying")
	case p.made.whole != nil:
		apply.Disabled = newSpeech(p.desk.Session).refusal(p.made.whole)
		leave.Disabled = apply.Disabled
	case p.plan.Apply() == 0:
		apply.Disabled, leave.Disabled = w.Say("plan.none"), w.Say("plan.none")
	case p.plan.Refused() > 0:
		apply.Disabled = w.Say("plan.refused", assets.Num("count", int64(p.plan.Refused())))
	default:
		leave.Disabled = w.Say("plan.all")
	}
	line := act("Y", "copy_line")
	line.Do = func() tea.Cmd { return p.copyLine() }
	return append([]kit.Action{apply, leave, line}, p.plan.Actions()...)
}

// copyLine copies the command line that does what is planned.
func (p planPage) copyLine() tea.Cmd {
	s, b, x := newSpeech(p.desk.Session), p.batch, p.made.deed
	d := p.desk
	return func() tea.Msg {
		as := ""
		if err := d.Market.View(d.Actor, func(v model.View) { as = v.Handle(d.Actor.Account) }); err != nil {
			return failure(d.Session, err)
		}
		return tea.BatchMsg{copyText(s, s.commandLine(b.args(x), as))}
	}
}

// planApply begins to apply a plan; with leave, without the rows that would be refused.
type planApply struct{ leave bool }

// Update implements kit.Screen.
func (p planPage) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	stage, used := p.routed(msg)
	if p.planStage = stage; used {
		return p, nil
	}
	switch msg := msg.(type) {
	case planMade:
		return p.seen(msg), nil
	case planApply:
		return p.apply(msg.leave)
	case planDone:
		return p.done(msg)
	case Changed:
		if p.applying || !p.touched(msg) {
			return p, nil
		}
		return p.again()
	case Minute, kit.Shown:
		if p.applying {
			return p, nil
		}
		return p.again()
	}
	p.planStage = p.moved(msg)
	return p, nil
}

// touched tells whether a change may concern the plan: one of its rows, their task, somebody's profile.
func (p planPage) touched(c Changed) bool {
	for _, ref := range c.Refs {
		if ref.Kind == model.KindTask || ref.Kind == model.KindAccount || ref.Kind == model.KindMarket {
			return true
		}
		for _, key := range p.keys {
			if rowRef(key) == ref {
				return true
			}
		}
	}
	return false
}

// again makes the plan anew.
func (p planPage) again() (kit.Screen, tea.Cmd) {
	p.request++
	return p, p.makePlan(p.request)
}

// View implements kit.Screen.
func (p planPage) View() string { return p.view(p.Title(), p.desk.Words.Say("plan.making")) }

// Guide implements kit.Guided.
func (p planPage) Guide() string { return guidePage("act."+p.batch.id, "plan") }

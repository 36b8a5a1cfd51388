package screen

import (
	"context"
	"maps"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// stepsPage does something that cannot be taken back to several orders, one after the other: first it shows what would
// become of each, then it asks, then what became of each stands beside it. A refusal stops no other row.
//
// Its texts stand in the catalogue below "payments.ID": ID_title for {count}, ID_ask and ID_yes for the question,
// ID_done for {count}, ID_partly for {count} of {total}.
type stepsPage struct {
	planStage
	desk  Desk
	say   speech
	id    string
	make  func(Session) (steps, error) // waits; it is called in a command
	batch listBatch                    // for the list that is told

	steps   steps
	request uint64
	at      int            // step that is being done, counted from 0
	busy    bool           // it is being done
	done    map[int]string // what became of the steps so far: "" or why not
	noted   map[int]string // what was noted of them
}

// steps are what would be done, as of one moment.
type steps struct {
	now    model.Moment
	rows   []oneStep
	totals kit.KeyValues
	facts  []string // of the question
	as     string   // handle of who does it
}

// oneStep is one row: what would become of it, or why nothing can.
type oneStep struct {
	name    string
	effect  string
	warning string // it goes through otherwise than wished, such as into suspense
	refused string
	command model.Command
	args    []string // the same as a command line
}

func (x steps) able() int {
	n := 0
	for _, row := range x.rows {
		if row.refused == "" {
			n++
		}
	}
	return n
}

// stepsMade, stepsBegin and stepDone are what the page tells itself.
type (
	stepsMade struct {
		request uint64
		steps   steps
		err     error
	}
	stepsBegin struct{}
	stepDone   struct {
		at      int
		refused string
		noted   string
		err     error
	}
)

func (p stepsPage) read() tea.Cmd {
	s, make, request := p.desk.Session, p.make, p.request
	return func() tea.Msg {
		made, err := make(s)
		return kit.Self{Msg: stepsMade{request, made, err}}
	}
}

// Init implements kit.Screen.
func (p stepsPage) Init() tea.Cmd { return p.read() }

// Title implements kit.Screen.
func (p stepsPage) Title() string {
	return p.say.Say("payments."+p.id+"_title", assets.Num("count", int64(len(p.steps.rows))))
}

// Help implements kit.Helper.
func (p stepsPage) Help() string { return p.say.Say("payments.steps_help") }

// Actions implements kit.Screen.
func (p stepsPage) Actions() []kit.Action {
	s := p.say
	begin := kit.Action{Key: "enter", Name: s.Say("payments." + p.id + "_yes"), Help: s.Say("payments.help_begin"), Do: p.ask}
	switch {
	case !p.ready:
		begin.Disabled = s.Say("order.reading")
	case p.busy:
		begin.Disabled = s.Say("act.sending")
	case p.done != nil:
		begin.Disabled = s.Say("payments.over")
	case p.steps.able() == 0:
		begin.Disabled = s.Say("payments.none")
	}
	line := kit.Action{Key: "Y", Name: s.Say("order.copy_line"), Help: s.Say("order.copy_line_help"), Do: func() tea.Cmd { return copyText(s, p.lines()) }}
	move := kit.Action{Key: "down", Also: []string{"up", "j", "k", "pgdown", "pgup", "home", "end"}, Name: s.Say("confirm.act_move"), Help: s.Say("pending.help_move"), Hidden: true}
	return []kit.Action{begin, line, move}
}

// lines are the command lines that do the same.
func (p stepsPage) lines() string {
	text := ""
	for _, row := range p.steps.rows {
		if row.refused != "" {
			continue
		}
		if text != "" {
			text += "\n"
		}
		text += p.say.commandLine(row.args, p.steps.as)
	}
	return text
}

// ask asks before anything is done: none of it can be taken back. For many rows their number has to be typed.
func (p stepsPage) ask() tea.Cmd {
	n := p.steps.able()
	count := assets.Num("count", int64(n))
	c := kit.Confirm{
		Title: p.say.Say("payments."+p.id+"_title", count), Text: p.say.Say("payments."+p.id+"_ask", count), Facts: p.steps.facts,
		Yes: p.say.Say("payments." + p.id + "_yes"), Do: asksSelf(stepsBegin{}),
	}
	if n >= manyWaiting {
		c.Typed = p.say.Digits(int64(n))
	}
	return kit.Send(kit.Push{Screen: kit.NewConfirm(c)})
}

// Update implements kit.Screen.
func (p stepsPage) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	stage, used := p.routed(msg)
	if p.planStage = stage; used {
		return p, nil
	}
	switch msg := msg.(type) {
	case stepsMade:
		return p.seen(msg), nil
	case stepsBegin:
		return p.begin()
	case stepDone:
		return p.stepped(msg)
	case Changed, Minute:
		if p.done != nil || p.busy {
			return p, nil
		}
		p.request++
		return p, p.read()
	}
	p.planStage = p.moved(msg)
	return p, nil
}

// seen shows what would be done. What changed since it was seen is said.
func (p stepsPage) seen(msg stepsMade) stepsPage {
	if msg.request != p.request || p.done != nil {
		return p
	}
	if msg.err != nil {
		p.planStage = p.says(unanswered(p.say.Words, msg.err))
		return p
	}
	if p.ready && msg.steps.able() != p.steps.able() {
		p.notice = p.say.Say("pending.moved")
	}
	p.steps, p.ready = msg.steps, true
	p.say = p.say.at(msg.steps.now)
	return p.drawn()
}

func (p stepsPage) drawn() stepsPage {
	rows := make([]kit.PlanRow, len(p.steps.rows))
	for i, step := range p.steps.rows {
		rows[i] = kit.PlanRow{Key: step.name, Name: step.name, Effect: step.effect, Refused: step.refused}
		if step.warning != "" {
			rows[i].Effect = step.effect + " " + p.say.sign(kit.Warning) + " " + step.warning
		}
		why, over := p.done[i]
		switch {
		case over && why != "":
			rows[i].Refused = why
		case over:
			rows[i].Effect = p.say.Say("payments."+p.id+"_over", assets.Text("effect", step.effect), assets.Text("noted", p.noted[i]), assets.Text("sign", p.say.sign(kit.Warning)))
		}
	}
	p.planStage = p.shows(kit.NewPlan(p.Title(), rows, p.steps.totals))
	return p
}

// begin does the first step.
func (p stepsPage) begin() (kit.Screen, tea.Cmd) {
	if !p.ready || p.busy || p.done != nil || p.steps.able() == 0 {
		return p, nil
	}
	p.done, p.noted, p.at, p.notice = map[int]string{}, map[int]string{}, -1, ""
	return p.onward()
}

// onward does the next step, or ends.
func (p stepsPage) onward() (kit.Screen, tea.Cmd) {
	for p.at++; p.at < len(p.steps.rows) && p.steps.rows[p.at].refused != ""; p.at++ {
	}
	if p.at >= len(p.steps.rows) {
		p.busy = false
		return p.over()
	}
	p.busy = true
	at, command, d, s := p.at, p.steps.rows[p.at].command, p.desk, p.say
	p.notice = s.Say("payments.progress", assets.Num("at", int64(len(p.done)+1)), assets.Num("total", int64(p.steps.able())))
	return p.drawn(), func() tea.Msg {
		decision, err := d.Market.Do(context.Background(), d.Actor, command)
		out := stepDone{at: at, err: err}
		if decision.Refusal != nil {
			out.refused = s.refusal(decision.Refusal)
		}
		for _, n := range decision.Notes {
			if n.Rule == model.RuleSuspense {
				out.noted = s.Say("payments.to_suspense", n.Args...)
			}
		}
		return kit.Self{Msg: out}
	}
}

// stepped takes what became of a step. When the marketplace does not answer, nothing more is tried.
func (p stepsPage) stepped(msg stepDone) (kit.Screen, tea.Cmd) {
	p.done, p.noted = maps.Clone(p.done), maps.Clone(p.noted)
	p.done[msg.at], p.noted[msg.at] = msg.refused, msg.noted
	if msg.err != nil {
		delete(p.done, msg.at)
		p.busy = false
		p.notice = unanswered(p.say.Words, msg.err)
		return p.drawn(), nil
	}
	return p.onward()
}

// over leaves where all went through as wished; else each row says what became of it.
func (p stepsPage) over() (kit.Screen, tea.Cmd) {
	good, odd := 0, 0
	for i, why := range p.done {
		switch {
		case why != "":
			odd++
		case p.noted[i] != "":
			odd, good = odd+1, good+1
		default:
			good++
		}
	}
	if odd == 0 {
		done := batchDone{batch: p.batch, count: good}
		return p, tea.Sequence(kit.Send(kit.Pop{}), kit.Send(kit.Self{Msg: done}), kit.Send(done.toast(p.say)))
	}
	p.notice = p.say.Say("payments.partly", assets.Num("count", int64(good)), assets.Num("total", int64(len(p.done))))
	return p.drawn(), nil
}

// View implements kit.Screen.
func (p stepsPage) View() string { return p.view(p.Title(), p.say.Say("order.reading")) }

// Guide implements kit.Guided.
func (p stepsPage) Guide() string { return guidePage("payments") }

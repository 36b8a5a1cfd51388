package screen

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// sendPlan shows what a shipping form would do: a line for each order, what stays behind and why, totals at the foot.
// Applied, each parcel is recorded on its own; a parcel that is refused stops no other.
type sendPlan struct {
	planStage
	desk   Desk
	say    speech
	keys   []string
	values map[string]string // of the form

	what    sending
	request uint64
	busy    bool
	done    map[int]string // rows that were recorded or refused, by number: "" or why
}

func newSendPlan(d Desk, keys []string, values map[string]string) kit.Screen {
	return sendPlan{desk: d, say: newSpeech(d.Session), keys: keys, values: values}
}

func (p sendPlan) get(field string) string { return p.values[field] }

// Init implements kit.Screen.
func (p sendPlan) Init() tea.Cmd { return p.read() }

func (p sendPlan) read() tea.Cmd {
	s, keys, request := p.desk.Session, p.keys, p.request
	return func() tea.Msg {
		what, err := readSending(s, keys)
		return kit.Self{Msg: sendRead{request, what, err}}
	}
}

// Title implements kit.Screen.
func (p sendPlan) Title() string {
	return p.say.Say("pending.send_title", assets.Num("count", int64(len(p.keys))))
}

// Help implements kit.Helper.
func (p sendPlan) Help() string { return p.say.Say("pending.plan_help") }

// Actions implements kit.Screen.
func (p sendPlan) Actions() []kit.Action {
	s := p.say
	apply := kit.Action{Key: "enter", Also: []string{"p"}, Name: s.Say("pending.act_apply"), Help: s.Say("pending.help_apply"), Do: asksSelf(sendApply{})}
	switch {
	case !p.ready:
		apply.Disabled = s.Say("order.reading")
	case p.busy:
		apply.Disabled = s.Say("act.sending")
	case p.done != nil:
		apply.Disabled = s.Say("pending.applied")
	case p.plan.Apply() == 0:
		apply.Disabled = s.Say("pending.none")
	}
	line := kit.Action{Key: "Y", Name: s.Say("order.copy_line"), Help: s.Say("order.copy_line_help"), Do: func() tea.Cmd { return copyText(s, p.lines()) }}
	move := kit.Action{Key: "down", Also: []string{"up", "j", "k", "pgdown", "pgup", "home", "end"}, Name: s.Say("confirm.act_move"), Help: s.Say("pending.help_move"), Hidden: true}
	return []kit.Action{apply, line, move}
}

// lines are the command lines that do the same, one for each parcel.
func (p sendPlan) lines() string {
	as := ""
	if p.what.me != nil {
		as = p.what.me.Handle
	}
	var all []string
	for _, c := range p.what.commands(p.get) {
		args := []string{"ship", "send"}
		for _, r := range c.rows {
			args = append(args, string(p.what.rows[r].order.ID))
		}
		args = append(args, "--carrier", p.get("carrier"), "--tracking", strings.TrimSpace(p.get(p.what.parcels[c.parcel].field)),
			"--pieces", p.say.Digits(int64(c.pieces)), "--sender", p.get("sender"))
		all = append(all, p.say.commandLine(args, as))
	}
	return strings.Join(all, "\n")
}

// sendApply begins to record the parcels; sendApplied is what became of them.
type (
	sendApply   struct{}
	sendApplied struct {
		done  map[int]string
		count int
		notes []model.Note
		err   error
	}
)

// Update implements kit.Screen.
func (p sendPlan) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	stage, used := p.routed(msg)
	if p.planStage = stage; used {
		return p, nil
	}
	switch msg := msg.(type) {
	case sendRead:
		return p.seen(msg), nil
	case sendApply:
		return p.apply()
	case sendApplied:
		return p.applied(msg)
	case Changed, Minute, kit.Shown:
		if p.busy || p.done != nil {
			return p, nil
		}
		p.request++
		return p, p.read()
	}
	p.planStage = p.moved(msg)
	return p, nil
}

// seen shows what was read. If an order moved since the plan was seen, it says so.
func (p sendPlan) seen(msg sendRead) sendPlan {
	if msg.request != p.request || p.busy || p.done != nil {
		return p
	}
	if msg.err != nil {
		p.planStage = p.says(unanswered(p.say.Words, msg.err))
		return p
	}
	if p.ready && !sameParcels(p.what, msg.what) {
		p.notice = p.say.Say("pending.moved")
	}
	p.what, p.ready = msg.what, true
	p.say = p.say.at(p.what.now)
	return p.drawn()
}

// drawn makes the plan's rows and totals.
func (p sendPlan) drawn() sendPlan {
	s, x := p.say, p.what
	effects := map[int]string{}
	pieces, orders := 0, 0
	numbers := map[string]bool{}
	for _, c := range x.commands(p.get) {
		tracking := strings.TrimSpace(p.get(x.parcels[c.parcel].field))
		numbers[tracking] = true
		for _, r := range c.rows {
			effects[r] = s.Say("pending.effect", assets.Num("n", int64(c.pieces)), assets.Text("carrier", p.get("carrier")), assets.Text("tracking", tracking))
			pieces, orders = pieces+c.pieces, orders+1
		}
	}
	rows := make([]kit.PlanRow, len(x.rows))
	for i, row := range x.rows {
		rows[i] = kit.PlanRow{Key: string(row.order.ID), Name: row.who + "  " + string(row.order.ID), Effect: effects[i], Refused: row.why(s)}
		why, told := p.done[i]
		switch {
		case told && why != "":
			rows[i].Refused = why
		case told:
			rows[i].Effect, rows[i].Refused = s.Say("pending.recorded", assets.Text("effect", effects[i])), ""
		case rows[i].Refused == "" && effects[i] == "":
			rows[i].Refused = s.Say("pending.untracked")
		}
	}
	number := func(n int) string { return s.Digits(int64(n)) }
	totals := kit.KeyValues{
		{Label: s.Say("pending.total_parcels"), Value: number(len(numbers)), Role: kit.Text, Right: true},
		{Label: s.Say("pending.total_orders"), Value: number(orders), Role: kit.Text, Right: true},
		{Label: s.Say("pending.total_pieces"), Value: number(pieces), Role: kit.Strong, Right: true},
	}
	p.planStage = p.shows(kit.NewPlan(s.Say("pending.send_title", assets.Num("count", int64(len(x.rows)))), rows, totals))
	return p
}

// apply records every parcel, one after the other.
func (p sendPlan) apply() (kit.Screen, tea.Cmd) {
	if !p.ready || p.busy || p.done != nil || p.plan.Apply() == 0 {
		return p, nil
	}
	p.busy, p.planStage = true, p.says(p.say.Say("act.sending"))
	x, d, get, s := p.what, p.desk, p.get, p.say
	return p, func() tea.Msg {
		out := sendApplied{done: map[int]string{}}
		for _, c := range x.commands(get) {
			command, private := x.command(c, d.Market, get)
			decision, err := d.Market.Do(context.Background(), d.Actor, command, private...)
			if err != nil {
				out.err = err
				break
			}
			why := ""
			if decision.Refusal != nil {
				why = s.refusal(decision.Refusal)
			} else {
				out.count += len(c.rows)
				out.notes = append(out.notes, decision.Notes...)
			}
			for _, r := range c.rows {
				out.done[r] = why
			}
		}
		return kit.Self{Msg: out}
	}
}

// applied leaves the plan where all went through; else each refusal stands beside its row.
func (p sendPlan) applied(msg sendApplied) (kit.Screen, tea.Cmd) {
	p.busy = false
	refused := 0
	for _, why := range msg.done {
		if why != "" {
			refused++
		}
	}
	if msg.err == nil && refused == 0 && msg.count > 0 {
		done := batchDone{batch: sendBatch(), count: msg.count, notes: msg.notes}
		return p, tea.Sequence(kit.Send(kit.Pop{}), kit.Send(kit.Self{Msg: done}), kit.Send(done.toast(p.say)))
	}
	p.done = msg.done
	p.notice = p.say.Say("pending.partly", assets.Num("count", int64(msg.count)), assets.Num("refused", int64(refused)))
	if msg.err != nil {
		p.notice = unanswered(p.say.Words, msg.err)
	}
	return p.drawn(), nil
}

// View implements kit.Screen.
func (p sendPlan) View() string { return p.view(p.Title(), p.say.Say("order.reading")) }

// Guide implements kit.Guided.
func (p sendPlan) Guide() string { return guidePage("act.send") }

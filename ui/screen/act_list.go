package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// orderActions is everything that can be done to an order, as actions of a page.
type orderActions struct {
	main []kit.Action // possible, and what one comes for
	late []kit.Action // possible
	rest []kit.Action // possible under the key of another, or impossible, with the reason
}

// around puts how to look and move between what one comes for and the rest.
func (o orderActions) around(look ...kit.Action) []kit.Action {
	all := make([]kit.Action, 0, len(o.main)+len(look)+len(o.late)+len(o.rest))
	all = append(append(all, o.main...), look...)
	return append(append(all, o.late...), o.rest...)
}

// orderActions returns what can be done to an order, and what cannot with the reason. prefer is the clock that the
// page shows; where it answers to a key that several verbs share, its verb has the key.
func (d Desk) orderActions(f *orderFile, say speech, prefer model.Rule) orderActions {
	var out orderActions
	var possible, not []verb
	for _, v := range f.verbs() {
		if f.possible(v) {
			possible = append(possible, v)
		} else {
			not = append(not, v)
		}
	}
	first, _ := f.first(prefer) // what answers the clock that matters most stands first
	wanted := func(v verb) int {
		if preferred([]verb{v}, first.Rule) != "" {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(possible, func(a, b verb) int { return wanted(a) - wanted(b) })
	taken := map[string]bool{}
	for _, v := range possible {
		same := sharing(possible, v.key)
		own := preferred(same, prefer)
		switch {
		case len(same) == 1 || v.id == own:
			out.add(v, d.action(f, say, v, v.key))
		case own == "" && !taken[v.key]:
			out.add(v, d.several(f, say, same))
			out.rest = append(out.rest, d.action(f, say, v, ""))
		default:
			out.rest = append(out.rest, d.action(f, say, v, ""))
		}
		taken[v.key] = true
	}
	slices.SortStableFunc(not, func(a, b verb) int { return f.unlikely(a) - f.unlikely(b) })
	for _, v := range not {
		key := v.key
		if taken[key] {
			key = ""
		}
		taken[v.key] = true
		a := d.action(f, say, v, key)
		a.Disabled = say.refusal(f.chance[v.id].refusal)
		out.rest = append(out.rest, a)
	}
	if f.side == model.SellerSide && !taken["u"] {
		out.rest = append(out.rest, d.undoAction())
	}
	return out
}

func (o *orderActions) add(v verb, a kit.Action) {
	if v.late {
		o.late = append(o.late, a)
	} else {
		o.main = append(o.main, a)
	}
}

// sharing returns the verbs of a key.
func sharing(all []verb, key string) []verb {
	var same []verb
	for _, v := range all {
		if v.key == key {
			same = append(same, v)
		}
	}
	return same
}

// preferred returns which of some verbs a clock asks for: to accept what it waits for, or to refuse the same.
func preferred(same []verb, rule model.Rule) string {
	yes := verbOf(rule)
	for _, v := range same {
		if v.id == yes || v.what != "" && "accept_"+v.what == yes {
			return v.id
		}
	}
	return ""
}

// unlikely sorts impossible verbs of one key: the one whose time has passed or is near has the key, so that the
// key says why it does nothing.
func (f *orderFile) unlikely(v verb) int {
	early := f.order.State == model.Applied
	if v.id == "approve" && !early || v.id == "confirm" && early || v.id == "receive" && f.order.State >= model.InReview {
		return 1
	}
	return 0
}

// action makes an action of a verb.
func (d Desk) action(f *orderFile, say speech, v verb, key string) kit.Action {
	return kit.Action{
		Key: key, Name: v.name(say), Help: v.help(f, say), Group: say.Say("act.group"),
		Hidden: key == "", Do: func() tea.Cmd { return d.begin(f, say, v) },
	}
}

// several makes the action of a key that several possible verbs share: it asks which is meant.
func (d Desk) several(f *orderFile, say speech, same []verb) kit.Action {
	key := same[0].key
	name := say.Say("act.several_" + key)
	var choices []kit.Choice
	for _, v := range same {
		choices = append(choices, kit.Choice{Key: v.id, Name: v.name(say), Detail: v.help(f, say), Do: func() tea.Cmd { return d.begin(f, say, v) }})
	}
	return kit.Action{
		Key: key, Name: name, Help: say.Say("act.several_help"), Group: say.Say("act.group"),
		Do: func() tea.Cmd {
			return kit.Send(kit.Push{Screen: kit.NewChooser(kit.Chooser{Name: say.Say("act.several_title"), Choices: choices})})
		},
	}
}

// begin opens what a verb needs before it is done: its form, or a question. What u takes back needs no question.
func (d Desk) begin(f *orderFile, say speech, v verb) tea.Cmd {
	switch {
	case v.fields != nil:
		return kit.Send(kit.Push{Screen: newActForm(d, f, v)})
	case v.takenBack():
		return d.do(v, f, say, noValues)
	}
	return kit.Send(kit.Push{Screen: d.question(f, say, v)})
}

// takenBack tells that u takes the verb back.
func (v verb) takenBack() bool { return v.id == "approve" || v.id == "reject" }

// question asks before something that cannot be taken back; the answer under the cursor is Cancel.
func (d Desk) question(f *orderFile, say speech, v verb) kit.Screen {
	p := f.chance[v.id]
	args := f.args(say)
	var facts []string
	if v.facts != nil {
		facts = v.facts(f, say, p)
	}
	text := say.Say("act."+v.id+"_text", args...)
	if c, ok := p.firstTurn(); ok {
		text += "\n\n" + say.Say("act.afterwards", assets.Text("sentence", plainMarks(say.sentence(c, f.policy, f.mine(), f.name))))
	}
	for _, n := range p.notes {
		text += "\n\n" + say.note(n)
	}
	no := "" // the usual word
	if id := "act." + v.id + "_no"; say.Has(id) {
		no = say.Say(id)
	}
	return kit.NewConfirm(kit.Confirm{
		Title: say.Say("act."+v.id+"_title", args...), Text: text, Facts: facts, Yes: say.Say("act." + v.id + "_yes"), No: no,
		Do: func() tea.Cmd { return d.do(v, f, say, noValues) },
	})
}

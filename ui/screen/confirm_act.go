package screen

import (
	"maps"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// draftName is what the ticks are kept under: those of another version are others.
func (p reviewPage) draftName() string {
	return "review/" + string(p.file.order.ID) + "/v" + strconv.Itoa(p.version)
}

// tickClause asks a page to tick the clause under the cursor, or to take the tick off.
type tickClause struct{}

func (p reviewPage) tick() reviewPage {
	if p.file == nil || p.cursor >= len(p.file.order.Terms.Brief) {
		return p
	}
	p.ticks = maps.Clone(p.ticks)
	if n := p.cursor + 1; p.ticks[n] {
		delete(p.ticks, n)
	} else {
		p.ticks[n] = true
	}
	p.desk.keep(p.draftName(), draftOf(p.ticks))
	return p.drawn()
}

// ticksOf reads kept ticks; draftOf writes them.
func ticksOf(kept map[string]string) map[int]bool {
	ticks := map[int]bool{}
	for name := range kept {
		if n, err := strconv.Atoi(strings.TrimPrefix(name, "R")); err == nil {
			ticks[n] = true
		}
	}
	return ticks
}

func draftOf(ticks map[int]bool) map[string]string {
	if len(ticks) == 0 {
		return nil
	}
	values := map[string]string{}
	for n := range ticks {
		values[clauseName(n)] = "ticked"
	}
	return values
}

// unticked returns the names of the clauses that the content does not do, as far as it was looked at.
func (p reviewPage) unticked() []string {
	var names []string
	for n := range p.file.order.Terms.Brief {
		if !p.ticks[n+1] {
			names = append(names, clauseName(n+1))
		}
	}
	return names
}

// Actions implements kit.Screen.
func (p reviewPage) Actions() []kit.Action {
	if p.file == nil {
		return nil
	}
	s, f := p.say, p.file
	read := s.Say("order.group_read")
	act := func(key, name, why string, hidden bool, do func() tea.Cmd) kit.Action {
		return kit.Action{Key: key, Name: s.Say("confirm.act_" + name), Help: s.Say("confirm.help_" + name), Group: read, Disabled: why, Hidden: hidden, Do: do}
	}
	none := func(missing bool, id string) string {
		if missing {
			return s.Say(id)
		}
		return ""
	}
	actions := []kit.Action{
		p.confirmAction(), p.changesAction(),
		act("space", "tick", none(len(f.order.Terms.Brief) == 0, "confirm.no_brief"), false, asksSelf(tickClause{})),
		act("]", "next", none(p.queue.next == 0, "confirm.no_next"), false, asksSelf(stepQueue(1))),
		act("[", "before", none(p.queue.before == 0, "confirm.no_before"), true, asksSelf(stepQueue(-1))),
		act("enter", "order", "", false, func() tea.Cmd { return kit.Send(kit.Push{Screen: NewOrder(p.desk, p.key)}) }),
		act("l", "link", none(len(p.links()) == 0, "confirm.no_link"), false, p.copyLink),
	}
	scroll := act("down", "move", "", true, nil)
	scroll.Also = []string{"up", "j", "k", "pgdown", "pgup", "home", "end"}
	copies := []kit.Action{
		{Key: "w", Name: s.Say("order.why"), Help: s.Say("order.why_help"), Group: read, Do: func() tea.Cmd { return openWhy(f, s) }},
		{Key: "y", Name: s.Say("order.copy_id"), Help: s.Say("order.copy_id_help"), Group: read, Hidden: true, Do: func() tea.Cmd { return copyText(s, string(f.order.ID)) }},
		{Key: "Y", Name: s.Say("order.copy_line"), Help: s.Say("order.copy_line_help"), Group: read, Hidden: true, Do: asksSelf(copyLast{})},
	}
	return append(append(actions, copies...), scroll)
}

// confirmAction asks before it confirms; what is not ticked is named, because nothing can be asked for afterwards.
func (p reviewPage) confirmAction() kit.Action {
	v := confirmVerb()
	base, missing := v.facts, p.unticked()
	v.facts = func(f *orderFile, s speech, after prospect) []string {
		facts := base(f, s, after)
		if len(missing) > 0 {
			facts = append(facts, s.Say("confirm.unticked", assets.Num("count", int64(len(missing))), assets.Text("clauses", strings.Join(missing, ", "))))
		}
		return facts
	}
	a := p.desk.action(p.file, p.say, v, v.key)
	switch r := p.file.chance[v.id].refusal; {
	case p.file.side != model.SellerSide:
		a.Disabled = p.say.Say("list.not_yours")
	case r != nil:
		a.Disabled = p.say.refusal(r)
	}
	return a
}

// changesAction opens the form with what is not ticked chosen already; where nothing is ticked nobody has looked yet,
// and nothing is chosen. When all modifications are used, only confirming or a dispute remain.
func (p reviewPage) changesAction() kit.Action {
	v := changesVerb()
	missing := ""
	if left := p.unticked(); len(left) < len(p.file.order.Terms.Brief) {
		missing = strings.Join(left, "\n")
	}
	v.start = func(*orderFile, speech) map[string]string { return map[string]string{"clause": missing} }
	a := p.desk.action(p.file, p.say, v, v.key)
	do := a.Do
	a.Do = func() tea.Cmd {
		name := actForm{file: p.file, verb: v}.draftName()
		if kept := p.desk.draft(name); kept != nil { // the note stays as it was typed; the ticks are newer
			kept["clause"] = missing
			p.desk.keep(name, kept)
		}
		return do()
	}
	if p.file.policy != nil {
		used, most := int64(p.file.order.Asked), p.file.policy.Get(model.ContentModifications)
		a.Name = p.say.Say("confirm.act_changes", assets.Num("n", min(used+1, most)), assets.Num("most", most))
	}
	if r := p.noChanges(); r != nil {
		a.Disabled = p.say.refusal(r)
	}
	return a
}

// noChanges returns why no modification can be asked for, nil when one can.
func (p reviewPage) noChanges() *model.Refusal {
	c := &model.RequestChanges{Order: p.file.order.ID, Note: "-"}
	if len(p.file.order.Terms.Brief) > 0 {
		c.Clauses = []string{clauseName(1)}
	}
	return p.file.try(c, nil).refusal
}

// links are the addresses of the version in front.
func (p reviewPage) links() []string {
	if n := len(p.file.order.Versions); n > 0 {
		return p.file.order.Versions[n-1].Links
	}
	return nil
}

// copyLink copies the link, or asks which one.
func (p reviewPage) copyLink() tea.Cmd {
	links := p.links()
	if len(links) == 1 {
		return copyText(p.say, links[0])
	}
	var choices []kit.Choice
	for _, link := range links {
		choices = append(choices, kit.Choice{Key: link, Name: link, Do: func() tea.Cmd { return copyText(p.say, link) }})
	}
	return kit.Send(kit.Push{Screen: kit.NewChooser(kit.Chooser{Name: p.say.Say("confirm.which_link"), Choices: choices})})
}

// line is the command line of what was done last, else of what confirms this.
func (p reviewPage) line() string {
	if p.last != "" || p.file == nil {
		return p.last
	}
	return confirmVerb().line(deed{file: p.file, market: p.desk.Market, say: p.say, get: noValues})
}

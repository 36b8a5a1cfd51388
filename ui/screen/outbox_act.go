package screen

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// Actions implements kit.Screen.
func (o outbox) Actions() []kit.Action {
	w := o.desk.Words
	act := func(key, name, disabled string, do func() tea.Cmd) kit.Action {
		return kit.Action{Key: key, Name: w.Say("outbox.act_" + name), Help: w.Say("outbox.help_" + name), Disabled: disabled, Do: do}
	}
	it, ok := o.current()
	none := ""
	if !ok {
		none = w.Say("outbox.no_row")
	}
	again, change, page := none, none, none
	fate := o.last.fates[it.Key]
	switch {
	case ok && it.Refusal == nil:
		again = w.Say("outbox.waits")
	case ok && fate.Again != nil:
		message, _ := w.Refusal(fate.Again)
		again = w.Say("outbox.no_again", assets.Text("why", message))
	}
	if ok && it.Refusal == nil && it.Sent {
		change = w.Say("outbox.sent")
	}
	if ok && o.last.things[it.Key] == (model.Ref{}) {
		page = w.Say("outbox.no_page")
	}
	copyID := act("y", "copy_id", page, func() tea.Cmd { return copyText(newSpeech(o.desk.Session), o.teller().About(it)) })
	line := act("Y", "copy_line", none, func() tea.Cmd { return copyText(newSpeech(o.desk.Session), o.line(it)) })
	copyID.Hidden, line.Hidden = true, true
	all := []kit.Action{
		act("enter", "open", page, o.open), act("e", "edit", change, func() tea.Cmd { return o.edit(it) }),
		act("S", "again", again, func() tea.Cmd { return o.again(it) }), act("x", "drop", change, func() tea.Cmd { return o.askDrop(it) }),
		act("w", "why", none, func() tea.Cmd { return o.why(it) }), copyID, line,
	}
	for i := range all {
		all[i].Hidden = all[i].Hidden || !ok // nothing is there to do it to
	}
	if len(o.last.state.Alarms) > 0 {
		all = append(all, act("a", "read", "", o.quiet))
	}
	return o.page.Actions(all...)
}

// quiet forgets the warnings about the replica: they were read.
func (o outbox) quiet() tea.Cmd {
	d := o.desk
	return func() tea.Msg {
		if err := d.Post.Quiet(); err != nil {
			return o.trouble(err)
		}
		return kit.Self{Msg: outboxStart{}}
	}
}

// line is the command line that sends a refused item again, or that shows one: what made it would make it twice.
func (o outbox) line(it post.Item) string {
	verb := "show"
	if it.Refusal != nil && o.last.fates[it.Key].Again == nil {
		verb = "retry"
	}
	return newSpeech(o.desk.Session).commandLine([]string{"outbox", verb, o.page.Table.CurrentKey()}, "")
}

// open opens the page of what the item under the cursor is about.
func (o outbox) open() tea.Cmd {
	it, ok := o.current()
	if !ok {
		return nil
	}
	switch ref := o.last.things[it.Key]; ref.Kind {
	case model.KindTask:
		return kit.Send(kit.Push{Screen: NewTask(o.desk, ref.Key)})
	case model.KindOrder:
		return kit.Send(kit.Push{Screen: NewOrder(o.desk, ref.Key)})
	}
	return nil
}

// why explains an item on a page of its own: of a refused one the rule with its source, and what happened there.
func (o outbox) why(it post.Item) tea.Cmd {
	s, t := newSpeech(o.desk.Session).at(o.last.now).under(o.last.policy), o.teller()
	if it.Refusal == nil {
		return kit.Send(kit.Push{Screen: newWhyText(s, t.What(it), t.Why(it))})
	}
	e := assets.Explanation{Facts: strings.Join(append([]string{t.Why(it)}, t.Fate(o.last.fates[it.Key])...), " ")}
	e.Rule, _ = s.Rule(it.Refusal.Rule)
	return kit.Send(kit.Push{Screen: why{say: s, title: t.What(it), reasons: []assets.Explanation{e}}})
}

// Editing tells the program that an item of the outbox is being changed: what is done in its place takes it away.
type Editing struct{ Item post.Item }

// FormOf is where a command was made, as [post.Origin] keeps it: the page, and the draft that holds what was typed there,
// "" for none.
func FormOf(where, draft string) string {
	if draft == "" {
		return where
	}
	return where + "\t" + draft
}

// formOf is the opposite of FormOf. A form of an order is its own page, whose draft has its name.
func formOf(form string) (where, draft string) {
	where, draft, _ = strings.Cut(form, "\t")
	if words := strings.Fields(where); draft == "" && len(words) == 3 && words[0] == whereAct {
		draft = "order/" + words[1] + "/" + words[2]
	}
	return where, draft
}

// again sends a refused command again, unchanged.
func (o outbox) again(it post.Item) tea.Cmd {
	d := o.desk
	return func() tea.Msg {
		s := newSpeech(d.Session)
		_, decision, err := d.Post.Again(context.Background(), it.Key)
		switch {
		case err != nil:
			return o.trouble(err)
		case decision.Refusal != nil:
			return kit.Toast{Role: kit.Bad, Text: s.refusal(decision.Refusal)}
		}
		return kit.Toast{Role: kit.Good, Text: s.Say("outbox.again_done", assets.Text("what", o.teller().What(it)))}
	}
}

// askDrop asks before a command is thrown away: what the person wanted is then lost.
func (o outbox) askDrop(it post.Item) tea.Cmd {
	d, w, t := o.desk, o.desk.Words, o.teller()
	text := w.Say("outbox.drop_text")
	if it.Refusal != nil {
		text = w.Say("outbox.drop_refused")
	}
	c := kit.Confirm{Title: w.Say("outbox.drop_title", assets.Text("what", t.What(it))), Text: text, Yes: w.Say("outbox.drop_yes")}
	if about := t.About(it); about != "" {
		c.Facts = []string{about}
	}
	if rest := t.Rest(post.Followers(o.last.items, it.Key)); rest != "" {
		c.Facts = append(c.Facts, rest)
	}
	c.Do = func() tea.Cmd {
		return func() tea.Msg {
			if err := d.Post.Drop(it.Key); err != nil && !errors.Is(err, post.ErrNoItem) {
				return o.trouble(err)
			}
			return kit.Toast{Role: kit.Good, Text: w.Say("outbox.dropped", assets.Text("what", t.What(it)))}
		}
	}
	return kit.Send(kit.Push{Screen: kit.NewConfirm(c)})
}

func (o outbox) trouble(err error) tea.Msg { return postTrouble(o.desk.Session, err) }

// postTrouble says why something could not be done with what a replica has under way.
func postTrouble(s Session, err error) tea.Msg {
	switch text := postWords(s.Words, err); {
	case text == "":
		return failure(s, err)
	case errors.Is(err, post.ErrPending):
		return kit.Toast{Role: kit.Warn, Text: text}
	default:
		return kit.Toast{Role: kit.Bad, Text: text}
	}
}

// postWords says what a replica refuses before a command is kept, or that it is being asked; "" for any other error.
func postWords(w *assets.Words, err error) string {
	switch {
	case errors.Is(err, post.ErrSent):
		return w.Say("outbox.sent")
	case errors.Is(err, post.ErrOffline):
		return w.Say("outbox.needs_word")
	case errors.Is(err, post.ErrPending):
		return w.Say("outbox.why_asking")
	case errors.Is(err, post.ErrFull):
		return w.Say("rule.outbox.full.refusal") + " " + w.Say("rule.outbox.full.accepts")
	}
	return ""
}

// unanswered says of a command that ended with an error what is known of it: that nothing happened, that the hub is being
// asked, or that nobody knows.
func unanswered(w *assets.Words, err error) string {
	if text := postWords(w, err); text != "" {
		return text
	}
	return w.Say("act.unknown", assets.Text("error", model.Safe(err.Error())))
}

package screen

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// acted is what became of a verb, for the page on which it was chosen.
type acted struct {
	order    model.Ref
	verb     verb
	line     string // the command line that does the same
	decision model.Decision
	err      error
	after    prospect // where the order stood after it, as far as the page could tell before
	file     *orderFile
}

// values returns what a verb without a form is done with: nothing.
func noValues(string) string { return "" }

// do carries a verb out. The command waits for the marketplace; its answer finds back to the page.
func (d Desk) do(v verb, f *orderFile, say speech, get func(string) string) tea.Cmd {
	x := deed{file: f, market: d.Market, say: say, get: get}
	return func() tea.Msg {
		c, private := v.build(x)
		decision, err := d.Market.Do(v.origin(x), d.Actor, c, private...)
		return kit.Self{Msg: acted{order: f.order.Ref(), verb: v, line: v.line(x), decision: decision, err: err, after: f.try(c, private), file: f}}
	}
}

// origin remembers how a verb is done, so that it can be changed and sent again where a hub refuses it later.
func (v verb) origin(x deed) context.Context {
	o := post.Origin{Line: strings.TrimPrefix(v.line(x), "aeconnect ")}
	if v.fields != nil {
		o.Form, o.Values = whereAct+" "+string(x.id())+" "+v.id, map[string]string{}
		for _, f := range v.fields(x.file, x.say) {
			o.Values[f.ID] = x.get(f.ID)
		}
	}
	return post.WithOrigin(context.Background(), o)
}

// toast says what became of a verb: what happened, what was noted, or why not.
func (a acted) toast(s speech) kit.Toast {
	switch {
	case a.err != nil:
		return kit.Toast{Role: kit.Bad, Text: unanswered(s.Words, a.err)}
	case a.decision.Refusal != nil:
		return kit.Toast{Role: kit.Bad, Text: s.refusal(a.decision.Refusal)}
	}
	t := kit.Toast{Role: kit.Good, Text: a.done(s)}
	if a.verb.takenBack() {
		t.Text += gap(t.Text) + s.Say("batch.undo")
	}
	for _, n := range a.file.notes(a.decision.Notes) {
		t.Role = kit.Warn
		t.Text += gap(t.Text) + s.note(n)
	}
	return t
}

// done says what happened, and until when whose turn it is next.
func (a acted) done(s speech) string {
	s = a.file.speech(s) // a list has no moment of its own
	id := "act." + a.verb.id + "_done"
	text := ""
	switch {
	case s.Has(id):
		text = s.Say(id, assets.Text("order", string(a.file.order.ID)))
	case len(a.decision.Events) > 0:
		text = s.Event(a.decision.Events[0])
	}
	text = s.closed(text)
	if c, ok := a.after.firstTurn(); ok {
		text += gap(text) + plainMarks(s.sentence(c, a.file.policy, a.file.mine(), a.file.name))
	}
	return text
}

// firstTurn returns the nearest clock that is somebody's turn.
func (p prospect) firstTurn() (model.Clock, bool) { return ask.NextTurn(p.next) }

package screen

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// profileAsks is what a creator asks support for, as its profile says it to itself and to support.
type profileAsks struct {
	last   []*model.Request              // what was asked for last, of each sort
	cannot map[model.Asks]*model.Refusal // why the reader cannot ask now
	market *model.Market
	due    map[model.ID]model.Moment // until when support decides about what waits
	blocks bool                      // the reader blocks whom the profile is of
}

func readAsks(v model.View, who *model.Account) profileAsks {
	a := profileAsks{market: model.MarketOf(v.Reader), cannot: map[model.Asks]*model.Refusal{}, due: map[model.ID]model.Moment{}}
	for _, asks := range model.AllAsks() {
		if q := model.LastRequest(v.Reader, who.Key, asks); q != nil {
			if shown, ok := model.Project(v.Reader, v.Who, q).(*model.Request); ok {
				a.last = append(a.last, shown)
				for _, c := range v.ClocksOn(q) {
					a.due[q.ID] = c.Due
				}
			}
		}
		a.cannot[asks] = model.CanAsk(v.Reader, v.Now, who, asks, model.External)
	}
	a.blocks = model.Blocked(v.Reader, v.Who.Account, who.Key)
	return a
}

// stands says where a request stands: until when support decides, or why it was refused and from when on one can ask
// again.
func (s speech) stands(q *model.Request, due, again model.Moment) string {
	args := []model.Arg{assets.Text("request", mark(kit.Text, string(q.ID))), assets.Text("what", s.asksFor(q)), assets.Word("state", "access."+q.State.String())}
	if q.State == model.AccessWaiting && due == 0 {
		return s.Say("verify.stands_late", args...)
	}
	left, until := "", ""
	if due != 0 {
		until, left = s.exact(due), s.left(due)
	}
	from := ""
	if q.State == model.AccessDenied && s.now < again {
		from = s.exact(again)
	}
	return s.Say("verify.stands", append(args, assets.Text("due", until), assets.Text("left", left), assets.Text("again", from), assets.Text("reason", kit.Clean(strings.TrimSpace(q.Reason))))...)
}

// standing says where what was asked for stands, and that one blocks whom one looks at.
func (p profile) standing() []string {
	f, s := p.file, p.speech()
	var all []string
	for _, q := range f.asks.last {
		if !f.mine && q.State != model.AccessWaiting { // support comes for what waits
			continue
		}
		all = append(all, wrapped(p.frame.Theme, kit.Muted, s.stands(q, f.asks.due[q.ID], model.AskAgain(f.policy, q)), p.inner()-headIndent)...)
	}
	if f.asks.blocks {
		all = append(all, wrapped(p.frame.Theme, kit.Warn, s.Say("verify.blocks"), p.inner()-headIndent)...)
	}
	if p.low() {
		all = all[:min(len(all), 2)]
	}
	return indented(all, headIndent)
}

// takesPart tells who may block and be blocked.
func takesPart(r model.Role) bool {
	return r == model.Seller || r == model.Creator || r == model.Agency
}

// askActions are what one does to one's own profile, and to somebody else's.
func (p profile) askActions() []kit.Action {
	f := p.file
	if f == nil {
		return nil
	}
	s := p.speech()
	act := func(key, name, disabled string, do func() tea.Cmd) kit.Action {
		return kit.Action{Key: key, Name: s.Say("verify.act_" + name), Help: s.Say("verify.help_" + name), Disabled: disabled, Do: do}
	}
	open := func(page kit.Screen) func() tea.Cmd {
		return func() tea.Cmd { return kit.Send(kit.Push{Screen: page}) }
	}
	var all []kit.Action
	if f.mine || p.desk.Actor.Operator {
		all = append(all, act("e", "edit", "", open(profileSheet(p.desk, s, f))))
	}
	if f.mine && f.who.Role == model.Creator {
		because := func(a model.Asks) string {
			if r := f.asks.cannot[a]; r != nil {
				return s.askAgain(r)
			}
			return ""
		}
		all = append(all,
			act("n", "verify", because(model.AsksVerification), open(verifySheet(p.desk, s, f))),
			act("l", "live", because(model.AsksLive), open(liveSheet(p.desk, s, f))))
		for _, q := range f.asks.last {
			if q.State == model.AccessWaiting {
				all = append(all, act("x", "withdraw", "", p.withdraw(q)))
				break
			}
		}
	}
	if !f.mine && takesPart(f.who.Role) && takesPart(f.reader) {
		name := "block"
		if f.asks.blocks {
			name = "unblock"
		}
		all = append(all, act("b", name, "", p.block()))
	}
	return all
}

// block asks whether to keep somebody away, or lifts that at once: it harms nobody.
func (p profile) block() func() tea.Cmd {
	d, s, who, blocked := p.desk, p.speech(), p.file.who, p.file.asks.blocks
	utter := func(c model.Command, done string) tea.Cmd {
		return func() tea.Msg { return uttered(d, s, c, s.Say(done, assets.Text("handle", who.Handle))) }
	}
	if blocked {
		return func() tea.Cmd { return utter(&model.UnblockAccount{Handle: who.Handle}, "verify.unblocked") }
	}
	return func() tea.Cmd {
		title, text := s.Say("verify.block_title", assets.Text("handle", who.Handle)), s.Say("verify.block_text")
		yes := func() tea.Cmd { return utter(&model.BlockAccount{Handle: who.Handle}, "verify.blocked") }
		return kit.Send(kit.Push{Screen: kit.NewConfirm(kit.Confirm{Title: title, Text: text, Yes: s.Say("verify.act_block"), Do: yes})})
	}
}

// withdraw takes what waits back.
func (p profile) withdraw(q *model.Request) func() tea.Cmd {
	d, s := p.desk, p.speech()
	return func() tea.Cmd {
		return func() tea.Msg {
			return uttered(d, s, &model.WithdrawRequest{ID: q.ID}, s.Say("verify.withdrawn", assets.Text("request", string(q.ID))))
		}
	}
}

// uttered carries a command out and says what became of it.
func uttered(d Desk, s speech, c model.Command, done string) tea.Msg {
	decision, err := d.Market.Do(context.Background(), d.Actor, c)
	switch {
	case err != nil:
		return failure(d.Session, err)
	case decision.Refusal != nil:
		return kit.Toast{Role: kit.Bad, Text: s.askAgain(decision.Refusal)}
	}
	return kit.Toast{Role: kit.Good, Text: done}
}

// askSheet is a sheet in which a creator asks support for something.
func askSheet(d Desk, s speech, f *profileFile, name, lead string, fields []kit.Field, build func(get func(string) string) (model.RequestForm, func(model.ID, model.Commitment) model.Command)) kit.Screen {
	me := model.Actor{Account: f.who.Key}
	return newSheet(d, sheet{
		draft: name, guide: guidePage("verification"), start: map[string]string{"kind": string(model.External)}, title: s.Say("verify.title_" + name), help: s.Say("verify.help_" + name), verb: s.Say("verify.verb"), fields: fields,
		lead: func(t kit.Theme, w int) []string { return wrapped(t, kit.Muted, lead, min(w, porchWide)) },
		check: func(get func(string) string) []kit.FormNote {
			form, command := build(get)
			return refusedNote(s, rehearse(f.now, f.policy, f.asks.market, form.Text(), me, func(m *model.Overlay, c model.Commitment) model.Command {
				m.Put(f.who)
				return command(model.MintID(model.RequestLetter, 1), c)
			}))
		},
		do: func(values map[string]string) sheetDone {
			form, command := build(func(id string) string { return values[id] })
			opened, id := d.Market.Seal(form.Text()), d.Market.Mint(model.RequestLetter)
			decision, err := d.Market.Do(context.Background(), d.Actor, command(id, opened.Commit()), opened)
			switch {
			case err != nil:
				return sheetDone{err: err}
			case decision.Refusal != nil:
				return sheetDone{field: formChannel(decision.Refusal.Field), refused: s.askAgain(decision.Refusal)}
			}
			return sheetDone{toast: s.Say("verify.sent", assets.Text("request", string(id)))}
		},
	})
}

// noteField is what support should know.
func (f *profileFile) noteField(s speech, hint string, required bool) kit.Field {
	note := kit.Field{ID: "note", Label: s.Say("porch.label_note"), Hint: s.Say(hint), Kind: kit.TextField, Rows: 4, Required: required}
	note.Max = int(f.policy.Get(model.AccessNoteChars))
	return note
}

// channelsField is channels, a line each.
func channelsField(s speech, hint string) kit.Field {
	field := kit.Field{ID: "channels", Label: s.Say("people.label_channels"), Hint: s.Say(hint), Kind: kit.TextField, Rows: 4}
	field.Parse = func(value string) (string, error) {
		found, wrong := readChannels(value)
		if wrong != "" {
			return "", errorText(s.Say("people.no_channel", assets.Text("value", wrong)))
		}
		return strings.Join(s.channelFigures(found), "\n"), nil
	}
	return field
}

// verifySheet is the form in which a creator asks to be verified: what it takes, and what is good content, stand above.
func verifySheet(d Desk, s speech, f *profileFile) kit.Screen {
	kind := kit.Field{ID: "kind", Label: s.Say("verify.label_kind"), Hint: s.Say("verify.hint_kind"), Kind: kit.ChoiceField, Options: wordOptions(s, "kind", []model.CreatorKind{model.External, model.Internal})}
	channels := channelsField(s, "people.hint_channels")
	channels.Required = true
	return askSheet(d, s, f, "verify", s.Say("verify.lead"), []kit.Field{kind, channels, f.noteField(s, "verify.hint_note", false)},
		func(get func(string) string) (model.RequestForm, func(model.ID, model.Commitment) model.Command) {
			found, _ := readChannels(get("channels"))
			form := model.RequestForm{Channels: found, Note: strings.TrimSpace(get("note"))}
			return form, func(id model.ID, c model.Commitment) model.Command {
				return &model.RequestVerification{ID: id, Kind: model.CreatorKind(get("kind")), Form: c}
			}
		})
}

// liveSheet is the form in which a creator asks to stream on AliExpress.
func liveSheet(d Desk, s speech, f *profileFile) kit.Screen {
	rule, _ := s.Rule(model.RuleLive)
	return askSheet(d, s, f, "live", rule.Sentence, []kit.Field{f.noteField(s, "verify.hint_live", true)},
		func(get func(string) string) (model.RequestForm, func(model.ID, model.Commitment) model.Command) {
			return model.RequestForm{Note: strings.TrimSpace(get("note"))}, func(id model.ID, c model.Commitment) model.Command {
				return &model.RequestLive{ID: id, Form: c}
			}
		})
}

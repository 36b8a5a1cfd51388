package screen

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// keyActions add a key to an account and revoke the one under the cursor.
func keyActions(l list, account model.Key) []kit.Action {
	s := newSpeech(l.desk.Session)
	key := rowRef(l.page.Table.CurrentKey()).Key
	add := kit.Action{Key: "n", Name: s.Say("keys.act_add"), Help: s.Say("keys.help_add"), Do: func() tea.Cmd { return openAddKey(l.desk, account) }}
	none, gone := l.none(), l.none()
	if gone == "" && l.tab().key == "revoked" {
		gone = s.Say("keys.is_revoked")
	}
	return append([]kit.Action{add}, keyDecisions(l.desk, key, none, gone)...)
}

// keyDecisions are what can be done to a key; none is why to no one, gone why it cannot be revoked.
func keyDecisions(d Desk, key model.Key, none, gone string) []kit.Action {
	s := newSpeech(d.Session)
	act := func(k, name, disabled string, do func(*keyFile) tea.Msg) kit.Action {
		return kit.Action{Key: k, Name: s.Say("keys.act_" + name), Help: s.Say("keys.help_" + name), Disabled: disabled, Do: func() tea.Cmd {
			return func() tea.Msg {
				f, err := readKey(d.Session, key)
				switch {
				case err != nil:
					return failure(d.Session, err)
				case f == nil:
					return kit.Toast{Role: kit.Bad, Text: s.Say("keys.gone")}
				}
				return do(f)
			}
		}}
	}
	copyID := act("y", "copy", none, func(f *keyFile) tea.Msg { return copied(s, f.key.Fingerprint) })
	line := act("Y", "copy_line", none, func(f *keyFile) tea.Msg { return copyLineAs(d, []string{"account", "key", "ls", f.handle})() })
	copyID.Hidden, line.Hidden = true, true
	return []kit.Action{act("x", "revoke", gone, func(f *keyFile) tea.Msg { return askRevoke(d, f) }), copyID, line}
}

// askRevoke asks before a key is revoked; it says when that shuts oneself out.
func askRevoke(d Desk, f *keyFile) tea.Msg {
	s := newSpeech(d.Session).at(f.now).under(f.policy)
	k := f.key
	if refused := cannotDecide(d, s, &model.RevokeKey{Fingerprint: k.Fingerprint}); refused != nil {
		return refused
	}
	text := s.Say("keys.revoke_text")
	c := kit.Confirm{Title: s.Say("keys.revoke_title", assets.Text("label", k.Label)), Facts: []string{f.handle + "  " + s.Say(k.Word()), k.Fingerprint}, Yes: s.Say("keys.act_revoke")}
	if f.self {
		text += "\n" + s.Say("keys.revoke_this")
	}
	if k.Kind == model.KeyFull && f.fulls == 1 {
		text += "\n" + s.Say("keys.revoke_last", assets.Text("handle", f.handle))
		if f.mine {
			c.Typed = f.handle
		}
	}
	c.Text = text
	c.Do = func() tea.Cmd {
		return utterNow(d, s, &model.RevokeKey{Fingerprint: k.Fingerprint}, s.Say("keys.revoked_toast", assets.Text("fingerprint", k.Fingerprint)))
	}
	return kit.Push{Screen: kit.NewConfirm(c)}
}

// keyHolder is whom a key is added to.
type keyHolder struct {
	now     model.Moment
	policy  *model.Policy
	handle  string
	revoked map[string]model.Moment // keys of this account that do not count any more
}

// openAddKey opens the form of a new key, unless who looks may not add one by the key they came by.
func openAddKey(d Desk, account model.Key) tea.Cmd {
	return func() tea.Msg {
		h := keyHolder{revoked: map[string]model.Moment{}}
		err := d.Market.View(d.Actor, func(v model.View) {
			h.now, h.policy, h.handle = v.Now, model.PolicyNow(v.Reader), v.Handle(account)
			for _, row := range v.Rows(model.RevokedKeysOf(account), model.Place{}, false) {
				k := row.(*model.AccountKey)
				h.revoked[k.Fingerprint] = k.Revoked
			}
		})
		if err != nil {
			return failure(d.Session, err)
		}
		s := newSpeech(d.Session).at(h.now).under(h.policy)
		decision, err := d.Market.Plan(d.Actor, &model.AddKey{Handle: h.handle}) // no key: who may is told before what
		if err == nil && decision.Refusal != nil && decision.Refusal.Answer == model.ByRight {
			return kit.Toast{Role: kit.Bad, Text: s.askAgain(decision.Refusal)}
		}
		return kit.Push{Screen: newSheet(d, h.sheet(d, s))}
	}
}

func (h keyHolder) sheet(d Desk, s speech) sheet {
	return sheet{
		title: s.Say("keys.add_title", assets.Text("handle", h.handle)), help: s.Say("keys.help_add"), guide: guidePage("keys"), verb: s.Say("keys.act_add"),
		lead:   func(t kit.Theme, w int) []string { return wrapped(t, kit.Muted, s.Say("keys.add_lead"), min(w, 90)) },
		fields: h.fields(s), start: map[string]string{"kind": string(model.KeyFull), "again": "no"},
		do: func(values map[string]string) sheetDone {
			c := &model.AddKey{
				Handle: h.handle, Text: values["key"], Kind: model.KeyKind(values["kind"]), Label: strings.TrimSpace(values["label"]), Again: values["again"] == "yes",
			}
			decision, err := d.Market.Do(context.Background(), d.Actor, c)
			switch {
			case err != nil:
				return sheetDone{err: err}
			case decision.Refusal != nil:
				return sheetDone{field: decision.Refusal.Field, refused: s.askAgain(decision.Refusal)}
			}
			return sheetDone{toast: s.Say("keys.added", assets.Num("count", int64(len(decision.Events))))}
		},
	}
}

// fields are those of the form; what was pasted is judged as it is typed.
func (h keyHolder) fields(s speech) []kit.Field {
	field := func(id string) kit.Field {
		return kit.Field{ID: id, Label: s.Say("keys.label_" + id), Hint: s.Say("keys.hint_" + id)}
	}
	key := field("key")
	key.Kind, key.Rows, key.Required, key.Max = kit.TextField, 5, true, keyRunes
	key.Parse = func(value string) (string, error) {
		all, r := model.ParseKeys(value)
		if r != nil {
			return "", errorText(s.askAgain(r))
		}
		return s.describeKeys(all), nil
	}
	kind := field("kind")
	kind.Kind, kind.Options = kit.ChoiceField, wordOptions(s, "key", model.KeyKinds())
	label := field("label")
	label.Max = int(h.policy.Get(model.NameChars))
	again := field("again")
	again.Kind, again.Options = kit.ChoiceField, []kit.Option{{Value: "no", Name: s.Say("answer.no")}, {Value: "yes", Name: s.Say("keys.again_yes")}}
	again.When = func(get func(string) string) bool {
		all, _ := model.ParseKeys(get("key"))
		for _, k := range all {
			if h.revoked[k.Fingerprint] != 0 {
				return true
			}
		}
		return false
	}
	return []kit.Field{key, kind, label, again}
}

// keyRunes is how much may be pasted: several of the largest keys.
const keyRunes = 16 << 10

// keyPage is the page of a key, for where there is no room beside the list.
type keyPage struct {
	desk  Desk
	key   model.Key
	seen  map[string]string
	frame kit.Frame
	file  *keyFile
	view  kit.Viewport
}

// keyRead is the answer to a reading.
type keyRead struct {
	file   *keyFile
	failed error
}

// Init implements kit.Screen.
func (p keyPage) Init() tea.Cmd {
	s, key := p.desk.Session, p.key
	return func() tea.Msg {
		f, err := readKey(s, key)
		return kit.Self{Msg: keyRead{f, err}}
	}
}

// Title implements kit.Screen.
func (p keyPage) Title() string { return p.desk.Words.Say("keys.title_one") }

// Help implements kit.Helper.
func (p keyPage) Help() string { return p.desk.Words.Say("list.keys_help") }

// Guide implements kit.Guided.
func (p keyPage) Guide() string { return guidePage("keys") }

// Update implements kit.Screen.
func (p keyPage) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		p.frame = msg
		return p.drawn(), nil
	case keyRead:
		p.file = msg.file
		return p.drawn(), failed(p.desk.Session, msg.failed)
	case Changed:
		if msg.Touches(model.Ref{Kind: model.KindKey, Key: p.key}) {
			return p, p.Init()
		}
		return p, nil
	case Minute, kit.Shown:
		return p, p.Init()
	}
	p.view, _ = p.view.Update(msg)
	return p, nil
}

func (p keyPage) drawn() keyPage {
	t, w := p.frame.Theme, max(min(p.frame.Width-4, porchWide), 1)
	lines := []string{t.Paint(kit.Muted, p.desk.Words.Say("porch.reading")+" "+t.Glyph(kit.Ellipsis))}
	if f := p.file; f != nil {
		lines = f.lines(t, newSpeech(p.desk.Session).at(f.now).under(f.policy).with(t), w, p.seen)
	}
	p.view = p.view.SetHeight(p.frame.Height).SetLines(append([]string{""}, indented(lines, 2)...))
	return p
}

// View implements kit.Screen.
func (p keyPage) View() string {
	if p.frame.Width <= 0 {
		return ""
	}
	return kit.Block(p.view.View(p.frame.Theme, p.frame.Width), p.frame.Width, p.frame.Height)
}

// Actions implements kit.Screen.
func (p keyPage) Actions() []kit.Action {
	none, gone := "", ""
	switch {
	case p.file == nil:
		none = p.desk.Words.Say("porch.reading")
		gone = none
	case p.file.key.Revoked != 0:
		gone = p.desk.Words.Say("keys.is_revoked")
	}
	return keyDecisions(p.desk, p.key, none, gone)
}

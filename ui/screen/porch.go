package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// Stranger is who stands on the porch of a hub: a key that was proven and that no account has.
type Stranger struct {
	Fingerprint string   // of the proven key
	Public      string   // the key itself, without a comment
	Offered     []string // fingerprints of all keys that the client offered
	// Enter goes in once an account has the key; nil: one has to connect again.
	Enter func() tea.Cmd
}

// porch is the page of a stranger: the keys that were tried, and where the application for access stands. It follows
// what becomes of the application while it is open.
type porch struct {
	desk    Desk
	who     Stranger
	frame   kit.Frame
	file    *porchFile
	request uint64
	view    kit.Viewport
}

// porchFile is what a stranger sees at one moment.
type porchFile struct {
	now    model.Moment
	policy *model.Policy
	market *model.Market
	last   *model.Access // nil: never applied
	form   model.AccessForm
	due    model.Moment // of the decision, 0 for none
	handle string       // the account that the key opens, "" for none yet
	script bool         // and it opens no screens
	why    []model.Reason
}

// porchRead is the answer to a reading.
type porchRead struct {
	request uint64
	file    *porchFile
	failed  error
}

// NewPorch returns the page of a stranger. The desk's actor is nobody but the proven key.
func NewPorch(d Desk, who Stranger) kit.Screen { return porch{desk: d, who: who} }

// Init implements kit.Screen.
func (p porch) Init() tea.Cmd { return p.reading() }

// reading reads where the application stands. Whose the key is by now the marketplace says anew each time.
func (p porch) reading() tea.Cmd {
	s, key, request := p.desk.Session, p.who.Fingerprint, p.request
	return func() tea.Msg {
		read := porchRead{request: request}
		read.failed = s.Market.View(s.Actor, func(v model.View) {
			f := &porchFile{now: v.Now, policy: model.PolicyNow(v.Reader), market: model.MarketOf(v.Reader)}
			if _, k, known := model.ActorOf(v.Reader, key); known {
				f.handle, f.script = model.AccountOf(v.Reader, k.Account).Handle, k.Kind == model.KeyScript
			}
			for _, row := range v.Rows(model.AccessBy(key), model.Place{}, true) {
				f.last = row.(*model.Access)
				f.form, _ = model.Entered(v.Reader, v.Who, f.last)
				f.why = model.Why(v, f.last)
				break
			}
			if f.last != nil {
				for _, c := range v.ClocksOn(f.last) {
					f.due = c.Due
				}
			}
			read.file = f
		})
		return kit.Self{Msg: read}
	}
}

// Title implements kit.Screen.
func (p porch) Title() string { return p.desk.Words.Say("porch.title") }

// Help implements kit.Helper.
func (p porch) Help() string { return p.desk.Words.Say("porch.help") }

// Update implements kit.Screen.
func (p porch) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		p.frame = msg
		return p.drawn(), nil
	case porchRead:
		if msg.request != p.request {
			return p, nil
		}
		if msg.failed != nil {
			return p, failed(p.desk.Session, msg.failed)
		}
		p.file = msg.file
		return p.drawn(), nil
	case Changed:
		for _, ref := range msg.Refs {
			if ref.Kind == model.KindAccess || ref.Kind == model.KindKey || ref.Kind == model.KindMarket {
				return p.again()
			}
		}
		return p, nil
	case Minute, kit.Shown:
		return p.again()
	}
	p.view, _ = p.view.Update(msg)
	return p, nil
}

func (p porch) again() (kit.Screen, tea.Cmd) {
	p.request++
	return p, p.reading()
}

func (p porch) speech() speech {
	s := newSpeech(p.desk.Session).with(p.frame.Theme)
	if p.file != nil {
		s = s.at(p.file.now).under(p.file.policy)
	}
	return s
}

// waiting tells whether there is an application that nobody has decided yet.
func (f *porchFile) waiting() bool {
	return f.handle == "" && f.last != nil && f.last.State == model.AccessWaiting
}

// again is from when on a refused key may apply once more, 0 where it may now.
func (f *porchFile) again() model.Moment {
	if f.last == nil || f.last.State != model.AccessDenied {
		return 0
	}
	if at := model.ApplyAgain(f.policy, f.last); at > f.now {
		return at
	}
	return 0
}

// cannotApply says why there is nothing to apply for now, "" where there is.
func (p porch) cannotApply() string {
	f, s := p.file, p.speech()
	switch {
	case f == nil:
		return s.Say("porch.reading")
	case f.handle != "":
		return s.Say("porch.is_in")
	case f.waiting():
		return s.Say("porch.waits")
	case f.again() != 0:
		return s.Say("porch.not_yet", assets.Text("at", s.exact(f.again())))
	}
	return ""
}

// Actions implements kit.Screen.
func (p porch) Actions() []kit.Action {
	s, f := p.speech(), p.file
	act := func(key, name, disabled string, do func() tea.Cmd) kit.Action {
		return kit.Action{Key: key, Name: s.Say("porch.act_" + name), Help: s.Say("porch.help_" + name), Disabled: disabled, Do: do}
	}
	cannot := p.cannotApply()
	apply := act("n", "apply", cannot, func() tea.Cmd { return p.apply() })
	noOne, none := s.Say("porch.no_application"), ""
	if f == nil || f.last == nil {
		none = noOne
	}
	withdraw := act("C", "withdraw", noOne, func() tea.Cmd { return p.askWithdraw() })
	withdraw.Hidden = true
	if f != nil && f.waiting() {
		withdraw.Disabled, withdraw.Hidden = "", false
	}
	why := act("w", "why", none, func() tea.Cmd {
		return kit.Send(kit.Push{Screen: newWhy(s, f.policy, s.Say("why_page.title", assets.Text("id", string(f.last.ID))), f.why)})
	})
	why.Hidden = none != ""
	copyKey := act("y", "key", "", func() tea.Cmd { return copyText(s, p.who.Public) })
	line := act("Y", "line", "", func() tea.Cmd { return copyText(s, s.Say("porch.line")) })
	line.Hidden = true
	actions := []kit.Action{apply, withdraw, why, copyKey, line}
	if f != nil && f.handle != "" {
		enter := act("enter", "enter", "", p.who.Enter)
		if p.who.Enter == nil || f.script {
			enter.Disabled = s.Say("porch.connect_again", assets.Text("handle", f.handle))
		}
		return append([]kit.Action{enter}, actions[3:]...)
	}
	if cannot != "" {
		apply.Hidden = true
		actions = append(actions[1:], apply)
	}
	return actions
}

// askWithdraw asks before an application is taken back.
func (p porch) askWithdraw() tea.Cmd {
	d, s, a := p.desk, p.speech(), p.file.last
	return kit.Send(kit.Push{Screen: kit.NewConfirm(kit.Confirm{
		Title: s.Say("porch.withdraw_title", assets.Text("id", string(a.ID))), Text: s.Say("porch.withdraw_text"), Yes: s.Say("porch.withdraw_yes"),
		Do: func() tea.Cmd {
			return utterNow(d, s, &model.WithdrawAccess{ID: a.ID}, s.Say("porch.withdrawn", assets.Text("id", string(a.ID))))
		},
	})})
}

// utterNow carries out a command that was asked about, and says what became of it.
func utterNow(d Desk, s speech, c model.Command, said string) tea.Cmd {
	return func() tea.Msg {
		decision, err := d.Market.Do(context.Background(), d.Actor, c)
		switch {
		case err != nil:
			return failure(d.Session, err)
		case decision.Refusal != nil:
			return kit.Toast{Role: kit.Bad, Text: s.askAgain(decision.Refusal)}
		}
		return kit.Toast{Role: kit.Good, Text: said}
	}
}

package screen

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// promoFile is a promo code as its reader sees it at one moment.
type promoFile struct {
	now     model.Moment
	policy  *model.Policy
	promo   *model.Promo
	state   model.PromoState
	task    *model.Task
	refusal *model.Refusal // why it cannot become a task now
	why     []model.Reason
	mine    string // handle of the reader
}

// readPromo reads a promo code; nil where there is none.
func readPromo(session Session, key model.Key) (f *promoFile, err error) {
	err = session.Market.View(session.Actor, func(v model.View) { f = promoFileOf(v, session.Actor, v.Promo(key)) })
	return f, err
}

func promoFileOf(v model.View, actor model.Actor, p *model.Promo) *promoFile {
	if p == nil {
		return nil
	}
	return &promoFile{
		now: v.Now, policy: model.PolicyNow(v.Reader), promo: p, state: p.StateAt(v.Reader, v.Now), task: v.Task(p.Task),
		refusal: model.CanPromote(v.Reader, actor, v.Now, p), why: model.Why(v, p), mine: v.Handle(v.Who.Account),
	}
}

// lines draws a promo code: what it is and where it stands, the rule, the limits, its task.
func (f *promoFile) lines(t kit.Theme, s speech, w int) []string {
	p := f.promo
	head := kit.NewLine(t, w).Bold(kit.Strong, kit.Clean(p.Fields.Name)).Gap(2).Put(kit.Muted, p.Number)
	lines := []string{head.String(), kit.NewLine(t, w).Put(promoRole(f.state), s.Say("promo_state."+string(f.state))).String()}
	lines = append(append(lines, wrapped(t, kit.Muted, s.Say("promos.stands_"+string(f.state)), w)...), "")
	kv := promoRule(s, p)
	add := func(label, value string) {
		if value != "" {
			kv = append(kv, kit.KeyValue{Label: s.Say("promos." + label), Value: value})
		}
	}
	add("reward", s.promoReward(p))
	add("code", p.Fields.Code+"-"+strings.Repeat(t.Glyph(kit.Nothing), 8))
	add("total", s.limitOf(p.Fields.Total))
	add("per_user", s.limitOf(p.Fields.PerUser))
	add("affiliate", s.Say(map[bool]string{true: "promo.on", false: "promo.off"}[p.Affiliate]))
	if f.task != nil {
		add("task", string(f.task.ID))
	}
	add("activity", string(p.Activity))
	add("given", strconv.FormatInt(p.Given, 10))
	add("uses", s.usesOf(p.Uses, p.Fields.Total))
	lines = append(lines, kv.View(t, w)...)
	for i, l := range p.Products {
		if i == 0 {
			lines = append(lines, "", kit.SectionHead(t, w, s.Say("promos.items")))
		}
		lines = append(lines, kit.NewLine(t, w).Put(kit.Muted, l.Item).Gap(2).Put(kit.Text, kit.Clean(l.URL)).String())
	}
	return lines
}

// promoRule is what buyers and creators have to know of a promo code: type, discount, rule, how long it holds. It stands
// wherever a promo code is shown.
func promoRule(s speech, p *model.Promo) kit.KeyValues {
	f := p.Fields
	return kit.KeyValues{
		{Label: s.Say("promos.until"), Value: s.exact(f.Until)},
		{Label: s.Say("promos.scope"), Value: s.Say("scope." + f.Scope.String())},
		{Label: s.Say("promos.discount"), Value: f.Discount.String()},
		{Label: s.Say("promos.rule"), Value: s.spend(f)},
	}
}

// ruleBeside is the width from which the names of a promo code's rule stand in a column of their own.
const ruleBeside = 42

// promoRuleLines draws the rule so that its names are never cut: where there is no room for two columns, each value
// follows its name.
func promoRuleLines(s speech, t kit.Theme, p *model.Promo, w int) (lines []string) {
	kv := promoRule(s, p)
	if w >= ruleBeside {
		return kv.View(t, w)
	}
	for _, pair := range kv {
		lines = append(lines, wrapped(t, kit.Muted, pair.Label+" "+mark(kit.Text, kit.Clean(pair.Value)), w)...)
	}
	return lines
}

// spend says the promotion rule: how much a buyer spends to use the code.
func (s speech) spend(f model.PromoFields) string {
	if f.MinSpend.IsZero() {
		return s.Say("promo.no_minimum")
	}
	return s.Say("promo.minimum", assets.Text("spend", s.Money(f.MinSpend)))
}

// promoReward says which of the two forms of payment a promo code has.
func (s speech) promoReward(p *model.Promo) string {
	if p.Commission() {
		return s.Say("promo.commission")
	}
	return s.Say("promo.per_use", assets.Text("fee", s.Money(*p.Fields.Fee)))
}

func (s speech) limitOf(n int64) string {
	if n == 0 {
		return s.Say("promo.no_limit")
	}
	return s.Digits(n)
}

// promoPage is the page of one promo code: Promotion Plan Management, as the guide calls it.
type promoPage struct {
	desk    Desk
	key     model.Key
	frame   kit.Frame
	file    *promoFile
	gone    bool
	request uint64
	view    kit.Viewport
}

// promoRead is the answer to a reading.
type promoRead struct {
	request uint64
	file    *promoFile
	failed  error
}

func newPromoPage(d Desk, key model.Key) kit.Screen { return promoPage{desk: d, key: key} }

// Init implements kit.Screen.
func (p promoPage) Init() tea.Cmd { return p.reading() }

func (p promoPage) reading() tea.Cmd {
	s, key, request := p.desk.Session, p.key, p.request
	return func() tea.Msg {
		f, err := readPromo(s, key)
		return kit.Self{Msg: promoRead{request, f, err}}
	}
}

// Title implements kit.Screen.
func (p promoPage) Title() string { return p.desk.Words.Say("promos.plan_title") }

// Help implements kit.Helper.
func (p promoPage) Help() string { return p.desk.Words.Say("promos.plan_help") }

// Guide implements kit.Guided.
func (p promoPage) Guide() string { return guidePage("list.promos") }

// Update implements kit.Screen.
func (p promoPage) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		p.frame = msg
		return p.drawn(), nil
	case promoRead:
		if msg.request != p.request {
			return p, nil
		}
		p.file, p.gone = msg.file, msg.failed == nil && msg.file == nil
		return p.drawn(), failed(p.desk.Session, msg.failed)
	case Changed:
		for _, ref := range msg.Refs {
			if ref.Kind == model.KindPromo || ref.Kind == model.KindTask || ref.Kind == model.KindAccount || ref.Kind == model.KindMarket {
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

func (p promoPage) again() (kit.Screen, tea.Cmd) {
	p.request++
	return p, p.reading()
}

func (p promoPage) drawn() promoPage {
	t, w := p.frame.Theme, max(min(p.frame.Width-4, porchWide), 1)
	var lines []string
	switch {
	case p.gone:
		lines = []string{t.Paint(kit.Muted, p.desk.Words.Say("promos.gone"))}
	case p.file == nil:
		lines = []string{t.Paint(kit.Muted, p.desk.Words.Say("porch.reading")+" "+t.Glyph(kit.Ellipsis))}
	default:
		lines = append([]string{t.Paint(kit.Muted, p.Title()), ""}, p.file.lines(t, newSpeech(p.desk.Session).at(p.file.now).with(t), w)...)
	}
	p.view = p.view.SetHeight(p.frame.Height).SetLines(append([]string{""}, indented(lines, 2)...))
	return p
}

// View implements kit.Screen.
func (p promoPage) View() string {
	if p.frame.Width <= 0 {
		return ""
	}
	return kit.Block(p.view.View(p.frame.Theme, p.frame.Width), p.frame.Width, p.frame.Height)
}

// Actions implements kit.Screen.
func (p promoPage) Actions() []kit.Action {
	none := ""
	if p.file == nil {
		none = p.desk.Words.Say("porch.reading")
	}
	actions := promoActions(p.desk, p.key, none)
	scroll := kit.Action{Key: "down", Name: p.desk.Words.Say("task_page.act_scroll"), Help: p.desk.Words.Say("task_page.help_scroll"), Hidden: true}
	scroll.Also = []string{"up", "k", "pgdown", "pgup", "home", "end"}
	return append(actions, scroll)
}

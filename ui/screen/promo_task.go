package screen

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// promoPart is what a task's card knows of its promo code, for the account that reads.
type promoPart struct {
	promo   *model.Promo
	codes   []string       // that the reader got or carries, the first of them
	count   int            // of them in all
	refusal *model.Refusal // why the reader cannot get a code now
	most    int64          // how many an agency may ask for at once
}

// cardCodes is how many of the reader's codes stand on a card; all stand in the list of codes.
const cardCodes = 6

// promoPartOf reads the part of a promo code task; nil for other tasks.
func promoPartOf(v model.View, t *model.Task) *promoPart {
	p := v.Promo(t.Promo)
	if p == nil {
		return nil
	}
	part := &promoPart{promo: p, most: model.PolicyNow(v.Reader).Get(model.PromoCodesAgency)}
	me := v.Me()
	if me == nil || me.Role != model.Creator && me.Role != model.Agency {
		return part
	}
	part.refusal = model.CanGet(v.Reader, v.Now, t, me, 1)
	for _, row := range v.Rows(model.OrdersBetween(t.Key, me.Key), model.Place{}, true) {
		part.collect(v, model.CodesFor(row.Ref().Key))
		break
	}
	if part.count == 0 {
		part.collect(v, model.CodesHeld(t.Key, me.Key))
	}
	return part
}

func (p *promoPart) collect(v model.View, q model.Query) {
	p.count = v.Count(q)
	for _, row := range v.Rows(q, model.Place{}, false) {
		if c, is := row.(*model.Code); is {
			p.codes = append(p.codes, c.Text)
		}
		if len(p.codes) == cardCodes {
			return
		}
	}
}

// lines draw the reader's codes, which stay on the task's page.
func (p *promoPart) lines(s speech, t kit.Theme, w int) []string {
	if p == nil || p.count == 0 {
		return nil
	}
	lines := []string{kit.SectionHead(t, w, s.Say("promos.yours", assets.Num("count", int64(p.count))))}
	for _, code := range p.codes {
		lines = append(lines, t.Bold(kit.Accent, code))
	}
	if more := p.count - len(p.codes); more > 0 {
		lines = append(lines, t.Paint(kit.Muted, s.Say("promos.more", assets.Num("count", int64(more)))))
	}
	if p.count == 1 {
		lines = append(lines, wrapped(t, kit.Muted, s.Say("promos.share"), w)...)
	}
	return lines
}

// said names the reader's codes in a few words.
func (p *promoPart) said(s speech) string {
	switch p.count {
	case 0:
		return ""
	case 1:
		return p.codes[0]
	}
	return s.Say("promos.codes_count", assets.Num("count", int64(p.count)))
}

// rule draws what the promo code is good for; nothing for other tasks.
func (p *promoPart) rule(s speech, t kit.Theme, w int) []string {
	if p == nil {
		return nil
	}
	return promoRuleLines(s, t, p.promo, w)
}

// promoTaskActions are what a creator or an agency does with a promo code task beside applying.
func (p taskPage) promoTaskActions() []kit.Action {
	part, w := p.card.promo, p.desk.Words
	if part == nil || p.card.me == nil || p.card.me.Role != model.Creator && p.card.me.Role != model.Agency {
		return nil
	}
	get := kit.Action{Key: "g", Name: w.Say("promos.act_get"), Help: w.Say("promos.help_get"), Do: p.getCode, Once: true}
	if part.refusal != nil {
		get.Disabled, _ = w.Refusal(part.refusal)
	}
	all := []kit.Action{get}
	if p.card.me.Role == model.Agency && part.count > 0 {
		hand := kit.Action{Key: "h", Name: w.Say("promos.act_list"), Help: w.Say("promos.help_list")}
		hand.Do = func() tea.Cmd { return kit.Send(kit.Push{Screen: NewPromos(p.desk, model.Agency)}) }
		all = append(all, hand)
	}
	if part.count > 0 {
		s := newSpeech(p.desk.Session)
		all = append(all, kit.Action{Key: "y", Name: w.Say("promos.act_copy_code"), Help: w.Say("promos.help_copy_code"), Do: func() tea.Cmd {
			return copyText(s, part.codes[0])
		}})
	}
	return all
}

// getCode gets the one code of a creator, or asks an agency how many.
func (p taskPage) getCode() tea.Cmd {
	d, t := p.desk, p.card.task
	if p.card.me.Role == model.Agency {
		return kit.Send(kit.Push{Screen: newGetCodes(d, p.card, 0, false)})
	}
	return func() tea.Msg {
		s := newSpeech(d.Session)
		done := utterPromo(d, s, &model.GetPromoCode{Task: t.ID, Count: 1, Seed: d.Market.Seal("").Salt})
		switch {
		case done.err != nil:
			return failure(d.Session, done.err)
		case done.refused != "":
			return kit.Toast{Role: kit.Bad, Text: done.refused}
		}
		return kit.Toast{Role: kit.Good, Text: s.Say("promos.got")}
	}
}

// newGetCodes is the box in which an agency says how many promo codes it wants. From the task's page it leads to the codes;
// from the roster board, where so many creators are chosen, back to these.
func newGetCodes(d Desk, card taskCard, chosen int, back bool) kit.Screen {
	s := newSpeech(d.Session).at(card.now)
	count := kit.Field{ID: "count", Label: s.Say("promos.label_count"), Hint: s.Say("promos.hint_count", assets.Num("max", card.promo.most)), Kind: kit.NumberField, Required: true, Max: 9}
	start := map[string]string{}
	if chosen > 0 {
		start["count"] = strconv.Itoa(chosen)
	}
	return newSheet(d, sheet{
		title: s.Say("promos.act_get"), help: s.Say("promos.help_get"), guide: guidePage("list.codes"), verb: s.Say("promos.act_get"),
		lead: func(t kit.Theme, w int) []string {
			head := kit.NewLine(t, w).Put(kit.Text, kit.Clean(card.task.Title)).Gap(2).Put(kit.Muted, string(card.task.ID)).String()
			return append([]string{head}, wrapped(t, kit.Muted, s.Say("promos.get_lead"), w)...)
		},
		fields: []kit.Field{count}, start: start,
		check: func(get func(string) string) []kit.FormNote {
			if n := int64(countOf(get("count"))); get("count") != "" && (n < 1 || n > card.promo.most) {
				return []kit.FormNote{{Note: kit.Note{Role: kit.Bad, Text: s.Say("promos.hint_count", assets.Num("max", card.promo.most))}, Field: "count"}}
			}
			return nil
		},
		do: func(values map[string]string) sheetDone {
			done := askCodes(d, s, card, countOf(values["count"]))
			if done.refused == "" && done.err == nil && !back {
				done.next = NewPromos(d, model.Agency)
			}
			return done
		},
	})
}

// askCodes asks for codes, and applies for the task before where the agency has not yet. It waits.
func askCodes(d Desk, s speech, card taskCard, n int) sheetDone {
	if r := card.promo.refusal; r != nil && r.Rule == model.RulePromoGet {
		if done := utterPromo(d, s, &model.ApplyToTask{ID: d.Market.Mint(model.OrderLetter), Task: card.task.ID}); done.refused != "" || done.err != nil {
			done.field = "count"
			return done
		}
	}
	done := utterPromo(d, s, &model.GetPromoCode{Task: card.task.ID, Count: n, Seed: d.Market.Seal("").Salt})
	done.toast = s.Say("promos.got_many", assets.Num("count", int64(n)))
	return done
}

// codeDoor leads from a code to its task: it reads which that is and makes room for its page.
type codeDoor struct {
	desk Desk
	code model.Key
}

// Init implements kit.Screen.
func (c codeDoor) Init() tea.Cmd {
	return func() tea.Msg {
		var task model.Key
		err := c.desk.Market.View(c.desk.Actor, func(v model.View) {
			if code := v.Code(c.code); code != nil {
				task = code.Task
			}
		})
		if err != nil || task == 0 {
			return kit.Pop{}
		}
		return kit.Replace{Screen: NewTask(c.desk, task)}
	}
}

// Update implements kit.Screen.
func (c codeDoor) Update(tea.Msg) (kit.Screen, tea.Cmd) { return c, nil }

// View implements kit.Screen.
func (c codeDoor) View() string { return "" }

// Title implements kit.Screen.
func (c codeDoor) Title() string { return c.desk.Words.Say("list.codes") }

// Actions implements kit.Screen.
func (c codeDoor) Actions() []kit.Action { return nil }

// Guide implements kit.Guided.
func (c codeDoor) Guide() string { return guidePage("list.codes") }

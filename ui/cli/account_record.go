package cli

import (
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// recordLook is how many orders are looked through for those behind a figure.
const recordLook = 100_000

// appendReliability appends what finished work says of an account: each figure with the inputs of its formula, null
// where nothing was due yet; shares are percent.
func (s *scene) appendReliability(b []byte, a *model.Account) []byte {
	measures := model.StandingOf(s.Reader, a.Key).Measures(a.Role)
	if len(measures) == 0 {
		return append(b, "null"...)
	}
	b = append(b, '{')
	for _, m := range measures {
		b = s.appendMeasure(appendKey(b, string(m.Figure)), m)
	}
	return append(b, '}')
}

func (s *scene) appendMeasure(b []byte, m model.Measure) []byte {
	if !m.Known() {
		return append(b, "null"...)
	}
	b = append(b, '{')
	share, isShare := m.Share()
	switch {
	case isShare:
		b = appendRate(appendKey(b, "share"), share)
		b = appendInt(appendKey(b, "count"), int64(m.Count))
	case m.Figure == model.FigureLead:
		b = appendInt(appendKey(b, "median_days"), int64(m.Median/(24*time.Hour)))
	case m.Figure == model.FigureReview:
		b = appendInt(appendKey(b, "median_hours"), int64(m.Median/time.Hour))
	default:
		b = appendInt(appendKey(b, "count"), int64(m.Count))
	}
	b = appendInt(appendKey(b, "of"), int64(m.Of))
	b = appendString(appendKey(b, "formula"), s.words.Measure(m).Formula)
	b = appendString(appendKey(b, "rule"), string(m.Figure.Rule()))
	return append(b, '}')
}

// measureLines says each figure with its formula.
func (s *scene) measureLines(a *model.Account) []string {
	t := s.run.theme()
	var all []string
	for _, m := range model.StandingOf(s.Reader, a.Key).Measures(a.Role) {
		said := s.words.Measure(m)
		value := t.Paint(kit.Strong, kit.FitRight(said.Value, 6))
		if said.Value == "" {
			value = t.Paint(kit.Muted, kit.FitRight(t.Glyph(kit.Dash), 6))
		}
		bar := strings.Repeat(" ", 8)
		if share, ok := m.Share(); ok {
			bar = kit.Fit(kit.ShareBar(t, 8, float64(share)/10000), 8)
		}
		all = append(all, kit.Fit(said.Name, 24)+value+"  "+bar+"  "+t.Paint(kit.Muted, said.Formula))
	}
	return all
}

// showBehind lists the orders behind one figure of an account, as far as the account at work takes part in them, and
// tells people how many more there are.
func (r *run) showBehind(handle, typed string) error {
	figure, err := wordIn("orders", typed, append(model.FiguresOf(model.Creator), model.FiguresOf(model.Seller)...))
	if err != nil {
		return err
	}
	list, err := newListing(r, orderNoun(nil), "", func(_ *scene, o *model.Order) string { return o.Title })
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	seen, of := 0, 0
	err = r.view(func(s *scene) error {
		a := s.Me()
		if handle != "" {
			a = s.account(handle)
		}
		if a == nil {
			return absent(model.RuleNotFound, "handle", assets.Text("value", model.Safe(handle)))
		}
		of = model.StandingOf(s.Reader, a.Key).Measure(figure).Of
		s.OrdersShared(a.Key, recordLook, func(o *model.Order) bool {
			if about, _ := figure.Behind(o, a.Key); about {
				seen++
				list.push(s, o)
			}
			return true
		})
		return nil
	})
	if err != nil {
		return err
	}
	if err := list.finish(); err != nil {
		return err
	}
	if r.person() && of > seen {
		r.say("cli.behind_hidden", assets.Num("part", int64(seen)), assets.Num("count", int64(of-seen)))
	}
	return nil
}

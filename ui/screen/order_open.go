package screen

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// openLines draws what waits for an answer: more time, other terms as a difference, a stop, materials.
func (f *orderFile) openLines(t kit.Theme, s speech, w int) []string {
	var lines []string
	add := func(more []string) {
		if len(lines) > 0 && len(more) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, more...)
	}
	add(f.wantedLines(t, s, w, false))
	add(f.asking(t, s, w, "extension", f.order.Extension, model.ClockExtension))
	add(f.asking(t, s, w, "offer", f.order.Offer, model.ClockOffer))
	add(f.asking(t, s, w, "stop", f.order.Stop, model.ClockStop))
	if m := f.order.Materials; m != nil && m.Answered == 0 {
		add(f.materialLines(t, s, w))
	}
	if c := f.order.Comment; c != "" {
		add(wrapped(t, kit.Muted, s.Say("order.comment", assets.Text("text", mark(kit.Text, c))), w))
	}
	if n := f.order.Note; n != "" && f.order.State == model.Applied {
		add(wrapped(t, kit.Muted, s.Say("order.their_note", assets.Text("text", mark(kit.Text, n))), w))
	}
	return lines
}

// asking draws one proposal: who asks for what, and until when.
func (f *orderFile) asking(t kit.Theme, s speech, w int, what string, a *model.Asking, rule model.Rule) []string {
	if a == nil || !a.Open() { // how it was answered stands in the timeline
		return nil
	}
	by := f.name(f.order.Acting(a.By))
	if f.order.SideOf(f.mine()) == a.By {
		by = s.Say("say.you_first")
	}
	args := []model.Arg{
		assets.Text("by", mark(kit.Text, by)), assets.Text("at", s.exact(a.At)), assets.Text("note", mark(kit.Text, a.Note)), assets.Num("days", int64(a.Days)),
	}
	if a.Note == "" {
		args[2] = assets.Text("note", "")
	}
	id := "order.asks_" + what
	if what == "offer" && a.Terms == nil {
		id = "order.asks_rework"
	}
	lines := wrapped(t, kit.Muted, s.Say(id, args...), w)
	if a.Terms != nil {
		lines = append(lines, kit.DiffView(t, w, f.offerDiff(s))...)
	}
	return append(lines, f.answerLines(t, s, w, rule)...)
}

// answerLines draws until when an answer is waited for and by which keys it is given.
func (f *orderFile) answerLines(t kit.Theme, s speech, w int, rule model.Rule) []string {
	c, ok := f.clock(rule)
	if !ok {
		return nil
	}
	var lines []string
	if head, _ := f.first(""); head.Rule != rule { // the head of the page says that one already
		lines = wrapped(t, kit.Muted, s.sentence(c, f.policy, f.mine(), f.name), w)
	}
	if c.Turn == f.mine() && f.mine() != 0 {
		l := kit.NewLine(t, w).Bold(kit.Accent, "a").Gap(1).Put(kit.Muted, s.Say("act.accept")).Gap(3)
		lines = append(lines, l.Bold(kit.Accent, "x").Gap(1).Put(kit.Muted, s.Say("act.refuse")).String())
	}
	return lines
}

// answeredMaterials draws what the seller provided: it is needed as long as the content is made.
func (f *orderFile) answeredMaterials(t kit.Theme, s speech, w int) []string {
	if m := f.order.Materials; m == nil || m.Answered == 0 {
		return nil
	}
	return f.materialLines(t, s, w)
}

// materialLines draws which materials were requested, and the answer.
func (f *orderFile) materialLines(t kit.Theme, s speech, w int) []string {
	m := f.order.Materials
	if m == nil {
		return nil
	}
	lines := wrapped(t, kit.Muted, s.Say("order.materials_asked", assets.Text("at", s.exact(m.Asked)), assets.Text("text", mark(kit.Text, m.Request))), w)
	if m.Answered == 0 {
		return append(lines, wrapped(t, kit.Muted, s.Say("order.materials_open", assets.Text("sign", mark(kit.Warn, s.sign(kit.Warning)))), w)...)
	}
	args := []model.Arg{assets.Text("at", s.exact(m.Answered)), assets.Text("text", mark(kit.Text, m.Answer))}
	if m.Answer == "" {
		args[1] = assets.Text("text", "")
	}
	if m.None {
		args = append(args, assets.Word("none", "answer.yes"))
	}
	lines = append(lines, wrapped(t, kit.Muted, s.Say("order.materials_answered", args...), w)...)
	for _, link := range m.Links {
		lines = append(lines, indented(wrapped(t, kit.Text, link, w-2), 2)...)
	}
	return lines
}

// types says which content will do, "video or article".
func (s speech) types(all []model.ContentType) string {
	var names []string
	for _, c := range all {
		names = append(names, s.Say("content."+string(c)))
	}
	if n := len(names); n > 1 {
		return s.Say("say.or", assets.Text("some", strings.Join(names[:n-1], ", ")), assets.Text("last", names[n-1]))
	}
	return strings.Join(names, "")
}

// samples says how many pieces a creator gets and whether they are kept.
func (s speech) samples(t model.Terms) string {
	args := []model.Arg{assets.Num("count", int64(t.Samples))}
	if t.Keep {
		args = append(args, assets.Word("keep", "answer.yes"))
	}
	return s.Say("order.samples", args...)
}

// platforms says where content may stand, "" for anywhere.
func (s speech) platforms(all []model.Platform) string {
	var names []string
	for _, p := range slices.Compact(slices.Clone(all)) {
		names = append(names, s.Say("channel."+string(p)))
	}
	return strings.Join(names, ", ")
}

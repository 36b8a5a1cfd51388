package screen

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// porchWide is the width that the page's text fills at most.
const porchWide = 92

// drawn writes the page anew.
func (p porch) drawn() porch {
	if p.frame.Width > 0 {
		p.view = p.view.SetHeight(p.frame.Height).SetLines(p.lines())
	}
	return p
}

// View implements kit.Screen.
func (p porch) View() string {
	t, w := p.frame.Theme, p.frame.Width
	if w <= 0 {
		return ""
	}
	return kit.Block(p.view.View(t, w), w, p.frame.Height)
}

// lines draws the page: where one stands, the keys, what was asked for.
func (p porch) lines() []string {
	t, w := p.frame.Theme, max(min(p.frame.Width-4, porchWide), 1)
	s, f := p.speech(), p.file
	if f == nil {
		return []string{"", "  " + t.Paint(kit.Muted, s.Say("porch.reading")+" "+t.Glyph(kit.Ellipsis))}
	}
	lines := f.standing(t, s, w)
	keys := p.keys(t, s, w)
	switch {
	case f.handle != "":
		lines = append(append(lines, ""), p.door(t, s, w)...)
	case f.last == nil:
		lines = append(append(lines, ""), keys...)
	default:
		lines = append(append(append(append(lines, ""), accessLines(f.last, f.form, t, s, w)...), ""), keys...)
	}
	if p.frame.Height >= 18 {
		lines = slices.Insert(lines, 0, "")
	}
	return indented(lines, 2)
}

// standing says in a heading and a sentence or two where one stands.
func (f *porchFile) standing(t kit.Theme, s speech, w int) []string {
	id, role, glyph := "stranger", kit.Strong, kit.Glyph(0)
	var args []model.Arg
	switch {
	case f.handle != "":
		id, role, glyph = "in", kit.Good, kit.Done
		args = []model.Arg{assets.Text("handle", f.handle)}
	case f.last == nil:
	case f.last.State == model.AccessWaiting && f.due == 0:
		id, role, glyph = "reported", kit.Warn, kit.Now
	case f.last.State == model.AccessWaiting:
		id, role, glyph = "waiting", kit.Accent, kit.Now
		args = []model.Arg{assets.Text("due", s.exact(f.due)), assets.Text("left", s.left(f.due))}
	case f.last.State == model.AccessDenied:
		id, role, glyph = "refused", kit.Bad, kit.Refused
		args = []model.Arg{assets.Text("reason", mark(kit.Text, strings.TrimSpace(f.last.Reason)))}
		if at := f.again(); at != 0 {
			args = append(args, assets.Text("at", s.exact(at)))
		}
	case f.last.State == model.AccessWithdrawn:
		id = "withdrawn"
	}
	head := kit.NewLine(t, w)
	if role != kit.Strong {
		head.Glyph(role, glyph).Gap(1)
	}
	head.Bold(role, s.Say("porch."+id+"_head", args...))
	lines := []string{head.String(), ""}
	for _, text := range strings.Split(s.Say("porch."+id+"_text", args...), "\n") {
		lines = append(lines, wrapped(t, kit.Text, text, w)...)
	}
	return lines
}

// keys draws the key that was proven and those that were offered beside it.
func (p porch) keys(t kit.Theme, s speech, w int) []string {
	lines := []string{kit.SectionHead(t, w, s.Say("porch.keys"))}
	kv := kit.KeyValues{{Label: s.Say("porch.proven"), Value: p.who.Fingerprint, Role: kit.Strong}}
	others := slices.DeleteFunc(slices.Clone(p.who.Offered), func(k string) bool { return k == p.who.Fingerprint })
	if len(others) > 0 {
		kv = append(kv, kit.KeyValue{Label: s.Say("porch.offered"), Value: strings.Join(others, "\n"), Role: kit.Muted})
	}
	lines = append(lines, kv.View(t, w)...)
	text := s.Say("porch.give_key")
	if len(others) > 0 {
		text += " " + s.Say("porch.other_key")
	}
	return append(append(lines, ""), wrapped(t, kit.Muted, text, w)...)
}

// door says how one comes in.
func (p porch) door(t kit.Theme, s speech, w int) []string {
	id := "porch.door_enter"
	if p.who.Enter == nil {
		id = "porch.door_again"
	}
	if p.file.script {
		id = "porch.door_script"
	}
	return wrapped(t, kit.Muted, s.Say(id, assets.Text("handle", p.file.handle)), w)
}

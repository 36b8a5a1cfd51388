package screen

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// clauseMark is how a clause of the brief stands: the sign before it and what was asked for.
type clauseMark struct {
	glyph kit.Glyph
	role  kit.Role
	asked string
}

// clauseMark judges the n-th clause: done when the content was accepted, wanting when it was asked for and no
// newer version has come since.
func (f *orderFile) clauseMark(s speech, n int) clauseMark {
	o := f.order
	m := clauseMark{glyph: kit.Todo, role: kit.Muted, asked: f.askedIn(s, n)}
	switch {
	case o.ConfirmedAt != 0 || o.State == model.Submitted || o.State == model.Completed:
		m.glyph, m.role = kit.Done, kit.Good
	case m.asked == "" || len(o.Versions) == 0:
	case f.wants(n):
		m.glyph, m.role = kit.Warning, kit.Warn
	default:
		m.glyph, m.role = kit.Now, kit.Accent
	}
	return m
}

// wants tells whether the last version was sent back for a clause.
func (f *orderFile) wants(clause int) bool {
	for _, c := range f.order.Versions[len(f.order.Versions)-1].Changes {
		if c.Clause == clause {
			return true
		}
	}
	return false
}

// wantedLines tells what the last version was sent back for while a new one is waited for; the form in which one
// answers names the clauses whole.
func (f *orderFile) wantedLines(t kit.Theme, s speech, w int, whole bool) []string {
	o := f.order
	if o.State != model.ChangesAsked || len(o.Versions) == 0 || len(o.Versions[len(o.Versions)-1].Changes) == 0 {
		return nil
	}
	asked := o.Versions[len(o.Versions)-1].Changes
	names := make([]string, len(asked))
	var clauses []string
	for i, c := range asked {
		names[i] = clauseName(c.Clause)
		if n := c.Clause - 1; whole && n >= 0 && n < len(o.Terms.Brief) {
			clauses = append(clauses, wrapped(t, kit.Warn, s.Say("order.wants_clause", assets.Text("clause", names[i]), assets.Text("text", mark(kit.Text, o.Terms.Brief[n]))), w)...)
		}
	}
	by := f.name(o.Seller)
	if f.mine() == o.Seller {
		by = s.Say("say.you_first")
	}
	said := s.Say("order.wants", assets.Text("by", mark(kit.Text, by)), assets.Text("clauses", mark(kit.Warn, strings.Join(names, ", "))), assets.Text("note", mark(kit.Text, asked[0].Note)))
	return append(wrapped(t, kit.Muted, said, w), clauses...)
}

// briefLines draws the brief, a clause a line; what was asked for stands beside it, or below where it is narrow.
func (f *orderFile) briefLines(t kit.Theme, s speech, w int) []string {
	brief := f.order.Terms.Brief
	widest := 0
	for _, text := range brief {
		widest = max(widest, kit.Width(text))
	}
	column := min(widest+8, w)
	var lines []string
	for i, text := range brief {
		m := f.clauseMark(s, i+1)
		beside := m.asked != "" && column+kit.Width(m.asked) <= w
		for j, part := range kit.Wrap(kit.Clean(text), max(w-6, 1)) {
			l := kit.NewLine(t, w)
			if j == 0 {
				l.Glyph(m.role, m.glyph).Gap(1).Put(signRole(m.role), clauseName(i+1))
			}
			l.To(5).Put(kit.Text, part)
			if j == 0 && beside {
				l.To(column).Put(kit.Muted, m.asked)
			}
			lines = append(lines, l.String())
		}
		if m.asked != "" && !beside {
			lines = append(lines, kit.NewLine(t, w).Gap(5).Put(kit.Muted, m.asked).String())
		}
	}
	return lines
}

// signRole lets a clause's name share the role of its sign, as long as that may be read.
func signRole(r kit.Role) kit.Role {
	if r == kit.Good || r == kit.Warn {
		return r
	}
	return kit.Muted
}

// contentLines draws the versions, the newest first, each as a difference from the one before, with what was
// asked for after it.
func (f *orderFile) contentLines(t kit.Theme, s speech, w int) []string {
	var lines []string
	for i := len(f.order.Versions) - 1; i >= 0; i-- {
		v := f.order.Versions[i]
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		l := kit.NewLine(t, w).Bold(kit.Strong, s.Say("order.version", assets.Num("n", int64(i+1))))
		l.Gap(2).Put(kit.Muted, s.exact(v.At)+" "+s.sign(kit.Nothing)+" "+s.ago(v.At))
		lines = append(lines, l.String())
		var before []string
		if i > 0 {
			before = versionText(s, f.order.Versions[i-1])
		}
		now := versionText(s, v)
		diff := kit.Diff(before, now)
		if i == 0 {
			diff = kit.Diff(now, now) // nothing was there to differ from
		}
		lines = append(lines, kit.DiffView(t, w, diff)...)
		lines = append(lines, f.askedLines(t, s, v, w)...)
	}
	if f.order.Materials != nil && len(lines) == 0 && f.order.Materials.Answered == 0 {
		return nil
	}
	return lines
}

// versionText is a version as lines, which is what differences are made of.
func versionText(s speech, v model.Version) []string {
	return append([]string{s.Say("content." + string(v.Type))}, v.Links...)
}

// askedLines draws what was asked for after a version: clauses that came with one note stand before it.
func (f *orderFile) askedLines(t kit.Theme, s speech, v model.Version, w int) []string {
	if len(v.Changes) == 0 {
		return nil
	}
	var clauses []string
	for _, c := range v.Changes {
		clauses = append(clauses, clauseName(c.Clause))
	}
	text := s.Say("order.asked_for", assets.Text("clauses", mark(kit.Warn, strings.Join(clauses, ", "))), assets.Text("note", mark(kit.Text, v.Changes[0].Note)))
	return indented(wrapped(t, kit.Muted, text, w-2), 2)
}

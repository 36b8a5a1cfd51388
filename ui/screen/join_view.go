package screen

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// View implements kit.Screen.
func (p join) View() string {
	lines, _, _ := p.lines()
	return kit.Block(lines, p.frame.Width, p.frame.Height)
}

// Cursor implements kit.Cursored.
func (p join) Cursor() (x, y int, ok bool) {
	_, x, y = p.lines()
	return x, y, p.Typing() && y < p.frame.Height
}

// lines draws the page; x and y are where one types.
func (p join) lines() (lines []string, x, y int) {
	t := p.frame.Theme
	w := max(min(p.frame.Width-8, firstWide), 1)
	left := max((p.frame.Width-w)/2, 0)
	lines = make([]string, min(max((p.frame.Height-14)/3, 0), 6))
	lines = append(lines, kit.NewLine(t, w).Bold(kit.Strong, p.head()).String(), "")
	put := func(role kit.Role, text string) { lines = append(lines, wrapped(t, role, text, w)...) }
	switch p.stage {
	case joinTyping:
		put(kit.Text, p.say("lead"))
		lines = append(lines, "", t.Paint(kit.Muted, p.say("label")))
		y, x = len(lines), left+2+p.address.CursorX(w-2)
		lines = append(lines, t.Paint(kit.Accent, t.Glyph(kit.Bar))+" "+p.address.View(t, w-2, kit.Text))
		lines = append(lines, p.below(t, w)...)
	case joinGoing:
		lines = append(lines, p.going(t, w)...)
	case joinTrusting:
		put(kit.Text, p.say("trust_text"))
		lines = append(lines, "", kit.NewLine(t, w).Gap(2).Bold(kit.Strong, p.trust.Fingerprint).String(), "")
		put(kit.Muted, p.say("trust_how"))
	case joinPhrasing:
		put(kit.Text, p.say("phrase_text", assets.Text("file", model.Safe(p.locked.File))))
		hidden := p.hidden()
		lines = append(lines, "", t.Paint(kit.Muted, p.say("phrase_label")))
		y, x = len(lines), left+2+hidden.CursorX(w-2)
		lines = append(lines, t.Paint(kit.Accent, t.Glyph(kit.Bar))+" "+hidden.View(t, w-2, kit.Text), "")
		put(kit.Muted, p.say("phrase_how"))
	case joinStuck:
		lines = append(lines, p.obstacle(t, w)...)
	}
	return indented(lines, left), x, y
}

// head says what the page is at.
func (p join) head() string {
	switch p.stage {
	case joinTyping:
		return p.say("title")
	case joinTrusting:
		return p.say("trust_head")
	case joinPhrasing:
		return p.say("phrase_head")
	case joinStuck:
		return p.say("head_" + p.kind())
	}
	return p.say("going_head")
}

// below stands under the address: what is wrong with it, or what is accepted.
func (p join) below(t kit.Theme, w int) []string {
	if p.wrong != "" {
		return kit.Notice{Role: kit.Bad, Text: p.wrong}.View(t, w)
	}
	lines := []string{}
	for _, name := range []string{"name", "port", "folder"} {
		line := kit.NewLine(t, w).Gap(2).Put(kit.Text, p.say("example_"+name))
		lines = append(lines, line.To(26).Put(kit.Muted, p.say("example_"+name+"_text")).String())
	}
	return append([]string{""}, lines...)
}

// hidden is the passphrase with a sign for each letter.
func (p join) hidden() kit.Input {
	return kit.NewInput(joinChars).SetValue(strings.Repeat("*", len([]rune(p.phrase.Value()))))
}

// going draws an attempt: what is waited for, or how far the first load is.
func (p join) going(t kit.Theme, w int) []string {
	if bar := p.load.line(t, p.words, w); bar != "" {
		return append([]string{bar, ""}, wrapped(t, kit.Muted, p.say("loading_text"), w)...)
	}
	line := kit.NewLine(t, w).Painted(p.spinner.View(t)).Gap(1).Put(kit.Muted, p.say("going"))
	return append([]string{line.String(), ""}, wrapped(t, kit.Muted, p.say("going_text"), w)...)
}

// kind is the word under which it is said what is in the way.
func (p join) kind() string {
	switch p.why.Why {
	case post.Untrusted, post.Changed, post.Unknown, post.Keyless, post.NoHub, post.Update, post.Device, post.Room, post.Occupied, post.Locked,
		post.Wrong:
		if p.why.Why == post.Keyless && p.keyFile != "" {
			return "made"
		}
		return p.why.Why
	}
	return "lost"
}

// obstacle says what is in the way, and what mends it.
func (p join) obstacle(t kit.Theme, w int) (lines []string) {
	kind := p.kind()
	put := func(role kit.Role, text string) { lines = append(lines, wrapped(t, role, text, w)...) }
	put(kit.Text, p.say("text_"+kind, assets.Text("file", model.Safe(p.keyFile))))
	keys := strings.Split(p.why.Offered, ", ")
	if kind == post.Changed {
		keys = nil
	}
	for i, key := range keys {
		if i == 0 && key != "" {
			lines = append(lines, "")
		}
		if key != "" {
			lines = append(lines, kit.NewLine(t, w).Gap(2).Put(kit.Strong, key).String())
		}
	}
	if p.why.Own != "" {
		lines = append(append(lines, ""), indented(kit.Wrap(t.Paint(kit.Strong, p.why.Own), max(w-2, 1)), 2)...)
	}
	if p.why.Err != nil && kind == "lost" {
		lines = append(append(lines, ""), wrapped(t, kit.Muted, model.Safe(p.why.Err.Error()), w)...)
	}
	lines = append(lines, "")
	how := "how_" + kind
	if kind == post.Unknown && p.why.Own != "" {
		how = "how_device_key"
	}
	put(kit.Muted, p.say(how))
	if door := p.door(); door != "" {
		lines = append(lines, "", kit.NewLine(t, w).Gap(2).Bold(kit.Strong, door).String())
	}
	return lines
}

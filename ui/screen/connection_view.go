package screen

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// say says a sentence of this page about the hub and what is in the way.
func (c connection) say(word string, args ...model.Arg) string {
	s := c.last.State
	all := append([]model.Arg{
		assets.Text("hub", model.Safe(post.Host(s.URL))), assets.Text("key", s.Way.Offered), assets.Text("known", s.Way.Known),
		assets.Text("where", model.Safe(s.Way.Where)), assets.Num("count", int64(s.Queued)),
	}, args...)
	return c.desk.Words.Say("connection."+word, all...)
}

func (c connection) teller() post.Teller { return post.Teller{Words: c.desk.Words, Now: c.last.Now} }

// again tries at once.
func (c connection) again() tea.Cmd {
	d := c.desk
	return func() tea.Msg {
		d.Post.Nudge()
		return nil // what comes of it, the line says
	}
}

// quiet forgets the alarms: they were read.
func (c connection) quiet() tea.Cmd {
	d := c.desk
	return func() tea.Msg {
		if err := d.Post.Quiet(); err != nil {
			return postTrouble(d.Session, err)
		}
		return kit.Self{Msg: connectionQuiet{}}
	}
}

// shownKey is the key that y copies: the device's own, or one that the hub showed.
func (c connection) shownKey() string {
	if c.last.State.Way.Own != "" {
		return c.last.State.Way.Own
	}
	return c.last.State.Way.Offered
}

// View implements kit.Screen.
func (c connection) View() string {
	lines, _, _ := c.lines()
	return kit.Block(lines, c.frame.Width, c.frame.Height)
}

// Cursor implements kit.Cursored.
func (c connection) Cursor() (x, y int, ok bool) {
	_, x, y = c.lines()
	return x, y, c.typing && y < c.frame.Height
}

// lines draws the page; x and y are where one types.
func (c connection) lines() (lines []string, x, y int) {
	t, w := c.frame.Theme, max(min(c.frame.Width-4, firstWide), 1)
	kind, s := c.kind(), c.last.State
	role, glyph := lineLook(kind)
	put := func(role kit.Role, text string) { lines = append(lines, wrapped(t, role, text, w)...) }
	if c.frame.Height > shortPage {
		lines = append(lines, "")
	}
	head := kit.NewLine(t, w).Glyph(role, glyph).Gap(1).Bold(kit.Strong, c.say("head_"+kind))
	lines = append(lines, head.String(), "")
	put(kit.Text, c.teller().Line(s))
	if c.typing {
		hidden := kit.NewInput(joinChars).SetValue(strings.Repeat("*", len([]rune(c.phrase.Value()))))
		lines = append(lines, "", t.Paint(kit.Muted, c.desk.Words.Say("joining.phrase_label")))
		y, x = len(lines), 2+2+hidden.CursorX(w-2)
		lines = append(lines, t.Paint(kit.Accent, t.Glyph(kit.Bar))+" "+hidden.View(t, w-2, kit.Text))
	}
	if key := c.shownKey(); key != "" && kind != string(post.Connected) {
		lines = append(append(lines, ""), indented(kit.Wrap(t.Paint(kit.Strong, key), max(w-2, 1)), 2)...)
	}
	if len(s.Alarms) == 0 || post.Settles(kind) {
		lines = append(lines, "")
		put(kit.Muted, c.say("how_"+kind))
	}
	lines = append(lines, c.alarms(t, w)...)
	lines = append(append(lines, ""), c.facts().View(t, w)...)
	if s.Why != "" && !slices.Contains([]string{post.Update, post.Locked, post.Wrong, post.Room}, kind) {
		lines = append(append(lines, ""), wrapped(t, kit.Muted, model.Safe(s.Why), w)...)
	}
	return indented(lines, 2), x, y
}

// alarms says what went wrong and was settled, the newest first and each kind once, with what to look at now.
func (c connection) alarms(t kit.Theme, w int) (lines []string) {
	said := map[string]bool{}
	for _, a := range slices.Backward(c.last.State.Alarms) {
		if said[a.Kind] {
			continue
		}
		lines = append(append(lines, ""), kit.Notice{Role: kit.Warn, Text: c.teller().Alarm(a)}.View(t, w)...)
		if len(said) == 0 && len(a.Gone) == 0 || c.frame.Height > shortPage {
			lines = append(lines, indented(wrapped(t, kit.Muted, c.say("alarm_"+a.Kind), max(w-2, 1)), 2)...)
		}
		said[a.Kind] = true
	}
	return lines
}

// shortPage is the height up to which no line is left blank at the top and only the newest alarm says what to look at, where
// it does not name it.
const shortPage = 18

// lineLook is how a kind of line is shown, beside its words.
func lineLook(kind string) (kit.Role, kit.Glyph) {
	switch {
	case kind == "newer":
		return kit.Warn, kit.Warning
	case post.Settles(kind), kind == string(post.Offline):
		return kit.Bad, kit.Refused
	case kind == string(post.Connected):
		return kit.Good, kit.Now
	}
	return kit.Warn, kit.Todo
}

// facts are what waits, and when the hub was spoken to.
func (c connection) facts() (kv kit.KeyValues) {
	s, speech := c.last.State, newSpeech(c.desk.Session)
	add := func(word, value string) {
		if value != "" {
			kv = append(kv, kit.KeyValue{Label: c.say("fact_" + word), Value: value, Role: kit.Text})
		}
	}
	count := func(n int) string {
		if n == 0 {
			return ""
		}
		return c.desk.Words.Digits(int64(n))
	}
	add("hub", model.Safe(s.URL))
	add("account", s.Account)
	if s.Heard != 0 {
		add("heard", speech.exact(s.Heard))
	}
	add("queued", count(s.Queued))
	add("asking", count(s.Asking))
	add("refused", count(s.Refused))
	return kv
}

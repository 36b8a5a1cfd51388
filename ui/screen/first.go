package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
)

// Beginning is what the first run offers where there is no marketplace yet.
type Beginning struct {
	// Sample opens the sample marketplace; its answer is the program's own.
	Sample func() tea.Cmd
	// Own opens the form of a marketplace of one's own.
	Own func() tea.Cmd
	// Join opens the page that joins a hub; nil: it is not offered.
	Join func() tea.Cmd
}

// first is the page of the first run: three ways to begin, one key each.
type first struct {
	desk    Desk
	begin   Beginning
	frame   kit.Frame
	at      int // the choice under the cursor
	spinner kit.Spinner
	busy    bool
	trouble string
}

// FirstFailed says why a beginning did not work; the page is there again.
type FirstFailed struct{ Text string }

// NewFirst returns the page of the first run. Its desk needs words only.
func NewFirst(d Desk, b Beginning) kit.Screen {
	return first{desk: d, begin: b, spinner: kit.NewSpinner()}
}

// Init implements kit.Screen.
func (f first) Init() tea.Cmd { return nil }

// Title implements kit.Screen.
func (f first) Title() string { return f.desk.Words.Say("first.title") }

// Help implements kit.Helper.
func (f first) Help() string { return f.desk.Words.Say("first.help") }

// firstChoice is one way to begin.
type firstChoice struct{ key, name string }

// choices are the ways to begin, in the order in which they stand.
func (f first) choices() []firstChoice {
	all := []firstChoice{{"s", "sample"}, {"n", "own"}}
	if f.begin.Join != nil {
		all = append(all, firstChoice{"j", "join"})
	}
	return all
}

// Update implements kit.Screen.
func (f first) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		f.frame = msg
		return f, nil
	case FirstFailed:
		f.busy, f.spinner, f.trouble = false, f.spinner.Stop(), msg.Text
		return f, nil
	case tea.KeyPressMsg:
		return f.key(msg)
	case kit.Click:
		return f.click(msg)
	}
	var tick tea.Cmd
	f.spinner, tick = f.spinner.Update(msg)
	return f, tick
}

func (f first) key(msg tea.KeyPressMsg) (kit.Screen, tea.Cmd) {
	for i, c := range f.choices() {
		if msg.String() == c.key {
			return f.choose(i)
		}
	}
	switch msg.String() {
	case "enter":
		return f.choose(f.at)
	case "up", "shift+tab":
		f.at = max(f.at-1, 0)
	case "down", "tab":
		f.at = min(f.at+1, len(f.choices())-1)
	}
	return f, nil
}

func (f first) choose(i int) (kit.Screen, tea.Cmd) {
	if f.busy {
		return f, nil
	}
	f.trouble, f.at = "", i
	switch f.choices()[i].name {
	case "own":
		return f, f.begin.Own()
	case "join":
		return f, f.begin.Join()
	}
	var tick tea.Cmd
	f.busy = true
	f.spinner, tick = f.spinner.Start()
	return f, tea.Batch(f.begin.Sample(), tick)
}

// Actions implements kit.Screen.
func (f first) Actions() []kit.Action {
	w := f.desk.Words
	busy := ""
	if f.busy {
		busy = w.Say("first.busy")
	}
	act := func(key, name string) kit.Action {
		return kit.Action{Key: key, Name: w.Say("first.act_" + name), Help: w.Say("first." + name + "_text"), Disabled: busy}
	}
	move := kit.Action{Key: "down", Also: []string{"up", "tab", "shift+tab"}, Name: w.Say("first.act_move"), Help: w.Say("first.help_move"), Hidden: true}
	enter := kit.Action{Key: "enter", Name: w.Say("first.act_choose"), Help: w.Say("first.help_choose"), Disabled: busy}
	var all []kit.Action
	for _, c := range f.choices() {
		all = append(all, act(c.key, c.name))
	}
	return append(all, enter, move)
}

// firstWide is the width that the page's text fills at most.
const firstWide = 72

// View implements kit.Screen.
func (f first) View() string {
	lines, _ := f.lines()
	return kit.Block(lines, f.frame.Width, f.frame.Height)
}

// lines draws the page; at says on which line each choice begins.
func (f first) lines() (lines []string, at []int) {
	if lines, at = f.drawn(false); len(lines) > f.frame.Height+1 {
		lines, at = f.drawn(true)
	}
	return lines, at
}

// drawn draws the page; where it is brief, only the choices stand there, and only the choice under the cursor says what it is.
func (f first) drawn(brief bool) (lines []string, at []int) {
	t, w := f.frame.Theme, f.frame.Width
	words := f.desk.Words
	inner := max(min(w-8, firstWide), 1)
	left := max((w-inner)/2, 0)
	put := func(role kit.Role, text string) {
		for _, part := range kit.Wrap(text, inner) {
			lines = append(lines, kit.NewLine(t, w).Gap(left).Put(role, part).String())
		}
	}
	lines = make([]string, max((f.frame.Height-16)/3, 0))
	lines = append(lines, kit.NewLine(t, w).Gap(left).Bold(kit.Accent, words.Say("app.name")).String(), "")
	if !brief {
		put(kit.Text, words.Say("first.text"))
		lines = append(lines, "")
	}
	for i, c := range f.choices() {
		at = append(at, len(lines))
		choice := f.choice(t, w, left, inner, i, c.name)
		if brief && i != f.at {
			choice = choice[:1]
		}
		lines = append(lines, choice...)
		lines = append(lines, "")
	}
	switch {
	case f.busy:
		lines = append(lines, kit.NewLine(t, w).Gap(left).Painted(f.spinner.View(t)).Gap(1).Put(kit.Muted, words.Say("first.busy")).String())
	case f.trouble != "":
		for _, line := range (kit.Notice{Role: kit.Bad, Text: f.trouble}).View(t, inner) {
			lines = append(lines, kit.Spaces(left)+line)
		}
	}
	return lines, at
}

// choice draws one way to begin: its key, its name, what it is.
func (f first) choice(t kit.Theme, w, left, inner, i int, name string) []string {
	words := f.desk.Words
	head := kit.NewLine(t, inner+2)
	if i == f.at {
		head.Glyph(kit.Accent, kit.Bar)
	}
	head.To(2).Bold(kit.Accent, f.choices()[i].key).Gap(2).Bold(kit.Strong, words.Say("first."+name))
	lines := []string{kit.Spaces(max(left-2, 0)) + t.Row(head.String(), min(inner+2, w), i == f.at)}
	for _, part := range kit.Wrap(words.Say("first."+name+"_text"), max(inner-3, 1)) {
		lines = append(lines, kit.NewLine(t, w).Gap(left+3).Put(kit.Muted, part).String())
	}
	return lines
}

// click chooses what was clicked.
func (f first) click(msg kit.Click) (kit.Screen, tea.Cmd) {
	_, at := f.lines()
	for i := len(at) - 1; i >= 0; i-- {
		if msg.Y >= at[i] {
			if msg.Y < at[i]+3 {
				return f.choose(i)
			}
			break
		}
	}
	return f, nil
}

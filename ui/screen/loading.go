package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// Loading tells every screen how a replica stands with its hub.
type Loading struct {
	State post.State
	Now   time.Time
}

// loading is the page of a replica that has nothing to show yet: how far its first load is, or what is in the way.
type loading struct {
	desk  Desk
	frame kit.Frame
	words *kit.Words
	bar   loadBar
}

// NewLoading returns the page of a first load.
func NewLoading(d Desk, l Loading) kit.Screen { return loading{desk: d, bar: loadBar{}.at(l)} }

// Init implements kit.Screen.
func (l loading) Init() tea.Cmd { return nil }

// Title implements kit.Screen.
func (l loading) Title() string { return l.desk.Words.Say("loading.title") }

// Help implements kit.Helper.
func (l loading) Help() string { return l.desk.Words.Say("loading.help") }

// Guide implements kit.Guided.
func (l loading) Guide() string { return guidePage("loading") }

// Update implements kit.Screen.
func (l loading) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		l.frame = msg
	case *kit.Words:
		l.words = msg
	case Loading:
		l.bar = l.bar.at(msg)
	}
	return l, nil
}

// Actions implements kit.Screen: leaving breaks nothing off that is not gone on with.
func (l loading) Actions() []kit.Action {
	say := func(word string) string { return l.desk.Words.Say("loading." + word) }
	return []kit.Action{{Key: "x", Name: say("act_leave"), Help: say("help_leave"), Do: func() tea.Cmd {
		c := kit.Confirm{Title: say("leave_title"), Text: say("leave_text"), Yes: say("leave_yes"), Do: func() tea.Cmd { return tea.Quit }}
		return kit.Send(kit.Push{Screen: kit.NewConfirm(c)})
	}}}
}

// View implements kit.Screen.
func (l loading) View() string {
	t, w := l.frame.Theme, max(min(l.frame.Width-8, firstWide), 1)
	words, s := l.desk.Words, l.bar.last.State
	hub := assets.Text("hub", post.Host(s.URL))
	lines := make([]string, max((l.frame.Height-10)/3, 0))
	lines = append(lines, kit.NewLine(t, w).Bold(kit.Strong, words.Say("loading.head", hub)).String(), "")
	switch {
	case s.Line == post.Offline && !s.Since.IsZero(), post.Settles(s.Kind()):
		teller := post.Teller{Words: words, Now: l.bar.last.Now}
		lines = append(lines, kit.Notice{Role: kit.Warn, Text: teller.Line(s)}.View(t, w)...)
		if s.Why != "" {
			lines = append(lines, wrapped(t, kit.Muted, s.Why, w)...)
		}
	case s.Got > 0:
		lines = append(lines, l.bar.line(t, l.words, w))
	default:
		lines = append(lines, t.Paint(kit.Muted, words.Say("outbox.line_connecting", hub)))
	}
	lines = append(append(lines, ""), wrapped(t, kit.Muted, words.Say("loading.text"), w)...)
	return kit.Block(indented(lines, max((l.frame.Width-w)/2, 0)), l.frame.Width, l.frame.Height)
}

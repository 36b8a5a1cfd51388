package screen

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// journey floats while the clock of a sample marketplace moves, and says afterwards what happened on the way.
type journey struct {
	desk    Desk
	from    model.Moment
	to      model.Moment
	frame   kit.Frame
	spinner kit.Spinner
	cancel  context.CancelFunc
	report  *journeyReport
	view    kit.Viewport
}

// journeyReport is what happened to the rows of an account while the clock moved.
type journeyReport struct {
	now    model.Moment
	events []journeyEvent
	more   int // that are not listed
	err    error
}

type journeyEvent struct {
	happening model.Happening
	about     string // the row's ID and title
}

// journeyMost bounds the report: a month of a busy shop is more than one reads.
const journeyMost = 60

func newJourney(d Desk, from, to model.Moment) kit.Screen {
	return journey{desk: d, from: from, to: to, spinner: kit.NewSpinner()}
}

// Init implements kit.Screen.
func (j journey) Init() tea.Cmd { return kit.Send(kit.Self{Msg: journeyStart{}}) }

// journeyStart sets the clock going once the screen is on a stack.
type journeyStart struct{}

// Title implements kit.Screen.
func (j journey) Title() string { return j.desk.Words.Say("clock.moving") }

// Floating implements kit.Floating.
func (j journey) Floating() bool { return true }

// Update implements kit.Screen.
func (j journey) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		j.frame = msg
		return j.fill(), nil
	case journeyStart:
		ctx, cancel := context.WithCancel(context.Background())
		var tick tea.Cmd
		j.cancel = cancel
		j.spinner, tick = j.spinner.Start()
		return j, tea.Batch(j.travel(ctx), tick)
	case journeyReport:
		j.report, j.spinner = &msg, j.spinner.Stop()
		return j.fill(), kit.Send(Minute{})
	case tea.KeyPressMsg:
		return j.key(msg)
	case kit.Wheel:
		j.view = j.view.Scroll(msg.Lines)
		return j, nil
	}
	var tick tea.Cmd
	j.spinner, tick = j.spinner.Update(msg)
	return j, tick
}

// key closes the report, or stops the clock where it is.
func (j journey) key(msg tea.KeyPressMsg) (kit.Screen, tea.Cmd) {
	switch msg.String() {
	case "esc", "enter", "q":
		if j.report == nil && j.cancel != nil {
			j.cancel()
			return j, nil
		}
		return j, kit.Send(kit.Pop{})
	}
	j.view, _ = j.view.Update(msg)
	return j, nil
}

// width is what the report has room in.
func (j journey) width() int { return max(min(j.frame.Width, 96), 1) }

// fill writes the report anew.
func (j journey) fill() journey {
	if j.report == nil {
		return j
	}
	lines := j.reportLines()
	j.view = j.view.SetHeight(max(min(len(lines), j.frame.Height-2), 1)).SetLines(lines)
	return j
}

// reportLines says when it is now and what happened, the earliest first.
func (j journey) reportLines() []string {
	s, t, w := newSpeech(j.desk.Session).at(j.report.now), j.frame.Theme, j.width()
	if j.report.err != nil {
		return kit.Notice{Role: kit.Bad, Text: s.Say("clock.stopped", assets.Text("error", model.Safe(j.report.err.Error())))}.View(t, w)
	}
	args := []model.Arg{assets.Text("now", s.exact(j.report.now)), assets.Text("left", s.Left(j.from, j.report.now)), assets.Num("count", int64(len(j.report.events)+j.report.more))}
	if len(j.report.events) == 0 {
		return kit.Wrap(t.Paint(kit.Text, s.Say("clock.nothing", args...)), w)
	}
	lines := append(kit.Wrap(t.Paint(kit.Text, s.Say("clock.moved", args...)), w), "")
	for _, e := range journeyLines(s, j.report.events) {
		lines = append(lines, e.lines(s, t, w)...)
	}
	if j.report.more > 0 {
		lines = append(lines, t.Paint(kit.Muted, s.Say("clock.more", assets.Num("count", int64(j.report.more)))))
	}
	return lines
}

// View implements kit.Screen.
func (j journey) View() string {
	t, w := j.frame.Theme, j.width()
	title := kit.NewLine(t, w).Bold(kit.Strong, j.Title())
	if j.report == nil {
		s := newSpeech(j.desk.Session).at(j.from)
		going := kit.NewLine(t, w).Painted(j.spinner.View(t)).Gap(1).Put(kit.Text, s.Say("clock.going", assets.Text("to", s.exact(j.to))))
		return kit.Block([]string{title.String(), "", going.String()}, j.frame.Width, j.frame.Height)
	}
	return kit.Block(append([]string{title.String(), ""}, j.view.View(t, w)...), j.frame.Width, j.frame.Height)
}

// Actions implements kit.Screen.
func (j journey) Actions() []kit.Action {
	w := j.desk.Words
	if j.report == nil {
		return []kit.Action{{Key: "esc", Name: w.Say("clock.act_stop"), Help: w.Say("clock.help_stop")}}
	}
	return []kit.Action{
		{Key: "enter", Also: []string{"esc", "q"}, Name: w.Say("clock.act_close"), Help: w.Say("clock.help_close")},
		{Key: "down", Also: []string{"up", "pgdown", "pgup", "home", "end", "j", "k"}, Name: w.Say("task_page.act_scroll"), Help: w.Say("task_page.help_scroll")},
	}
}

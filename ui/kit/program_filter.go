package kit

import (
	"reflect"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Clipboard returns a command that sends a text to the reader's clipboard. Only
// the terminal knows whether it allows that: say "sent", not "copied".
func Clipboard(text string) tea.Cmd { return tea.SetClipboard(text) }

// request does at once what a command of the framework asks of the terminal.
// Their messages have no names; those without fields are equal to each other.
func (d *driver) request(msg tea.Msg) tea.Msg {
	switch {
	case !reflect.TypeOf(msg).Comparable():
		return msg
	case msg == tea.RequestBackgroundColor():
		return d.write(ansi.RequestBackgroundColor)
	case msg == tea.ClearScreen():
		d.canvas.Invalidate()
	case reflect.TypeOf(msg) == reflect.TypeOf(tea.SetClipboard("")()):
		return d.write(ansi.SetSystemClipboard(reflect.ValueOf(msg).String()))
	}
	return msg
}

// filter sees every message before the framework does, and keeps those that
// would make it write to the terminal itself, up to a second late.
func (d *driver) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case nil:
		return nil
	case release, tea.KeyPressMsg, tea.BackgroundColorMsg, uv.PrimaryDeviceAttributesEvent:
		d.held = false
	case tea.ModeReportMsg:
		d.mode(msg)
	case uv.DarkColorSchemeEvent, uv.LightColorSchemeEvent:
		return d.write(ansi.RequestBackgroundColor)
	case tea.ColorProfileMsg:
		return nil // the model has it since Init
	case tea.WindowSizeMsg:
		if msg.Width == d.width && msg.Height == d.height {
			return nil
		}
	case tea.SuspendMsg:
		if !d.canSuspend() {
			return nil
		}
		d.term.leave()
	case tea.RawMsg:
		if s, ok := msg.Msg.(string); ok {
			return d.write(s)
		}
	default:
		return d.request(msg)
	}
	return msg
}

// mode learns what the terminal can do.
func (d *driver) mode(msg tea.ModeReportMsg) {
	if msg.Value.IsNotRecognized() || msg.Value.IsPermanentlyReset() {
		return
	}
	switch msg.Mode {
	case ansi.ModeLeftRightMargin:
		d.canvas.SetMargins(true)
	case ansi.ModeUnicodeCore:
		if msg.Value.IsReset() {
			d.term.clusters()
		}
	}
}

// write sends a sequence to the terminal now.
func (d *driver) write(s string) tea.Msg {
	if _, err := d.term.out.Write([]byte(s)); err != nil {
		return ending{err}
	}
	return nil
}

package kit

import (
	"fmt"
	"os"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
)

// small is the program that the tests run: it shows what it was told, and keys
// make it end in every way there is.
type small struct {
	size   tea.WindowSizeMsg
	said   []string
	dark   string
	free   bool
	cursor int
	broken bool // View panics
}

func (m small) Init() tea.Cmd { return nil }

func (m small) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.size = msg
	case tea.BackgroundColorMsg:
		m.dark = fmt.Sprint("dark ", msg.IsDark())
	case tea.ColorProfileMsg:
		m.said = append(m.said, msg.Profile.String())
	case tea.PasteMsg:
		m.said = append(m.said, "paste "+msg.Content)
	case tea.MouseClickMsg:
		m.said = append(m.said, fmt.Sprintf("click %d,%d", msg.X, msg.Y))
	case tea.ResumeMsg:
		m.said = append(m.said, "resumed")
	case Closing:
		return m, func() tea.Msg {
			time.Sleep(20 * time.Millisecond)
			return os.WriteFile(os.Getenv("KIT_CLOSED"), []byte("saved"), 0o600)
		}
	case tea.KeyPressMsg:
		return m.key(msg.String())
	}
	return m, nil
}

func (m small) key(key string) (tea.Model, tea.Cmd) {
	switch key {
	case "q":
		return m, tea.Quit
	case "p":
		panic("in Update")
	case "v":
		m.broken = true
	case "c":
		return m, tea.ClearScreen
	case "P":
		return m, tea.Sequence(func() tea.Msg { return nil }, tea.Batch(func() tea.Msg { panic("in a command") }, func() tea.Msg { return nil }))
	case "i":
		return m, tea.Interrupt
	case "h":
		select {} // hangs for ever
	case "m":
		m.free = !m.free
	case "y":
		return m, Clipboard("O-7Q2K-91MX")
	case "b":
		m.dark = ""
		return m, tea.RequestBackgroundColor
	case "left":
		m.cursor = max(m.cursor-1, 0)
	}
	m.said = append(m.said, "key "+key)
	return m, nil
}

func (m small) View() tea.View {
	if m.broken {
		panic("in View")
	}
	v := tea.NewView(fmt.Sprintf("ready %dx%d %s\n%s", m.size.Width, m.size.Height, m.dark, strings.Join(m.said, "\n")))
	v.WindowTitle = "small"
	if !m.free {
		v.MouseMode = tea.MouseModeCellMotion
	}
	v.Cursor = tea.NewCursor(m.cursor+3, 1)
	v.Cursor.Shape = tea.CursorBar
	return v
}

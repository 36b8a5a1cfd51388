package kit

import (
	"fmt"
	"image/color"
	"io"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// emulator is a terminal in memory, with what it was sent.
type emulator struct {
	*vt.Emulator
	writes, bytes int
	title         string
	visible       bool
}

func newEmulator(t testing.TB, w, h int) *emulator {
	e := &emulator{Emulator: vt.NewEmulator(w, h), visible: true}
	e.SetCallbacks(vt.Callbacks{Title: func(s string) { e.title = s }, CursorVisibility: func(v bool) { e.visible = v }})
	go io.Copy(io.Discard, e.Emulator) // it waits until its answers are read
	t.Cleanup(func() { _ = e.InputPipe().(io.Closer).Close() })
	return e
}

func (e *emulator) Write(b []byte) (int, error) {
	e.writes, e.bytes = e.writes+1, e.bytes+len(b)
	return e.Emulator.Write(b)
}

// shown is what is seen in one cell, written so that a difference can be read.
type shown struct {
	text      string
	fg, bg    string
	attrs     uint8
	underline int
}

func (e *emulator) at(x, y int) shown {
	c := e.CellAt(x, y)
	if c == nil {
		return shown{text: " "}
	}
	return seen(shown{c.Content, hex(c.Style.Fg), hex(c.Style.Bg), c.Style.Attrs, int(c.Style.Underline)})
}

// seen leaves out what cannot be seen on a blank.
func seen(s shown) shown {
	const onBlanks = uv.AttrReverse | uv.AttrStrikethrough
	if s.text == "" {
		return shown{}
	}
	if s.text == " " && s.attrs&onBlanks == 0 && s.underline == 0 {
		return shown{text: " ", bg: s.bg}
	}
	return s
}

func hex(c color.Color) string {
	if c == nil {
		return ""
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("%02x%02x%02x", r>>8, g>>8, b>>8)
}

// row returns a row's text.
func (e *emulator) row(y int) string {
	var b strings.Builder
	for x := range e.Width() {
		b.WriteString(e.at(x, y).text)
	}
	return b.String()
}

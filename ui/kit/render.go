package kit

import (
	"io"
	"slices"
	"strconv"
)

// Picture is what a terminal is to show.
type Picture struct {
	Lines []string // from the top; missing ones are blank, surplus ones are cut
	Title string   // of the window; "" leaves it as it is

	CursorX, CursorY int // in cells from the top left corner
	CursorShown      bool
	CursorShape      int // as DECSCUSR numbers them; 0 leaves it as it is
}

// CanvasOptions is what a Canvas has to know about its terminal.
type CanvasOptions struct {
	Width, Height int      // in cells
	ASCII         bool     // nothing beyond ASCII may be sent
	Margins       bool     // it can scroll between columns (DECSLRM)
	NoEraseColor  bool     // erasing does not paint the background in use
	Unsynced      bool     // never bracket a frame as a synchronized update
	Scratch       *Scratch // working memory to share; nil for its own
}

// Canvas draws pictures on a terminal, each with the smallest change to the one
// before, in one Write. It keeps the lines it drew last and nothing else. It is
// not safe for use by several goroutines at once.
//
// The terminal must be in its alternate screen, or be given up wholly to the
// canvas, and nothing else may be written that moves the cursor or changes the
// style.
type Canvas struct {
	out                   io.Writer
	width, height         int
	ascii, margins        bool
	eraseColor, unsynced  bool
	scratch               *Scratch
	lines                 []string // what the terminal shows
	known                 bool     // whether it still does
	title                 string
	cursorX, cursorY      int
	cursorShape           int
	cursorShown, cursorOK bool // cursorOK: what is said about the cursor is known
}

// NewCanvas returns a canvas on a terminal of which nothing is known: the first
// Draw writes the whole picture.
func NewCanvas(out io.Writer, o CanvasOptions) *Canvas {
	c := &Canvas{out: out, ascii: o.ASCII, margins: o.Margins, eraseColor: !o.NoEraseColor, unsynced: o.Unsynced, scratch: o.Scratch}
	if c.scratch == nil {
		c.scratch = &Scratch{}
	}
	c.Resize(o.Width, o.Height)
	return c
}

// Resize sets the terminal's size in cells. The next Draw writes the whole
// picture: what a terminal keeps over a resize is its own affair.
func (c *Canvas) Resize(width, height int) {
	c.width, c.height = max(width, 0), max(height, 0)
	c.Invalidate()
}

// Invalidate forgets what the terminal shows; the next Draw writes everything.
func (c *Canvas) Invalidate() { c.known, c.cursorOK = false, false }

// SetMargins says whether the terminal can scroll between columns, when that
// becomes known after the first frame.
func (c *Canvas) SetMargins(can bool) { c.margins = can }

// Draw writes what makes the terminal show a picture, and nothing at all when it
// shows it already. After an error the terminal counts as unknown.
func (c *Canvas) Draw(picture Picture) error {
	picture.Lines = picture.Lines[:min(len(picture.Lines), c.height)]
	if c.width == 0 || c.height == 0 || c.shows(picture) {
		return nil
	}
	p := c.scratch.take(c)
	defer c.scratch.give(p)
	_, err := c.out.Write(c.paint(p, picture))
	c.lines = append(c.lines[:0], picture.Lines...)
	c.known, c.cursorOK = err == nil, err == nil
	c.cursorX, c.cursorY, c.cursorShown = picture.CursorX, picture.CursorY, picture.CursorShown
	if picture.CursorShown && picture.CursorShape != 0 {
		c.cursorShape = picture.CursorShape
	}
	if picture.Title != "" {
		c.title = picture.Title
	}
	return err
}

// shows reports whether the terminal already shows a picture.
func (c *Canvas) shows(p Picture) bool {
	return c.known && c.cursorRight(p) && (p.Title == "" || p.Title == c.title) && slices.Equal(p.Lines, c.lines)
}

func (c *Canvas) cursorRight(p Picture) bool {
	return c.cursorOK && p.CursorShown == c.cursorShown && (!p.CursorShown ||
		p.CursorX == c.cursorX && p.CursorY == c.cursorY && (p.CursorShape == 0 || p.CursorShape == c.cursorShape))
}

// Brackets of a synchronized update: the terminal shows what is between at once.
const (
	syncBegin = "\x1b[?2026h"
	syncEnd   = "\x1b[?2026l"
)

// paint returns the bytes of one frame, which are the painter's.
func (c *Canvas) paint(p *painter, picture Picture) []byte {
	if !c.unsynced {
		p.buf = append(p.buf, syncBegin...)
	}
	start := len(p.buf)
	if c.known {
		c.change(p, picture.Lines)
	} else {
		c.whole(p, picture.Lines)
	}
	p.setPen(0)
	if picture.Title != "" && picture.Title != c.title {
		p.buf = append(append(append(p.buf, "\x1b]2;"...), Clean(picture.Title)...), '\a')
	}
	c.cursor(p, picture, len(p.buf) > start)
	switch {
	case c.unsynced:
		return p.buf
	case p.runs <= 1: // one place cannot tear: nothing to synchronize
		return p.buf[start:]
	}
	return append(p.buf, syncEnd...)
}

// whole clears the terminal and writes every line. Attributes, scroll region
// and margins are reset first: what was there before is unknown.
func (c *Canvas) whole(p *painter, lines []string) {
	p.buf = append(p.buf, "\x1b[m\x1b[r\x1b[H\x1b[J"...)
	p.y, p.x, p.runs = 0, 0, 2
	empty := p.parsed("")
	for y, line := range lines {
		p.row(y, empty, p.parsed(line))
		p.used -= c.width // the row's cells are not needed again
	}
}

// cursor puts the cursor where it belongs and shows or hides it. moved says
// that something was written before.
func (c *Canvas) cursor(p *painter, picture Picture, moved bool) {
	if picture.CursorShown && (moved || !c.cursorRight(picture)) {
		p.moveTo(min(max(picture.CursorY, 0), c.height-1), min(max(picture.CursorX, 0), c.width-1))
	}
	if picture.CursorShown && picture.CursorShape != 0 && (picture.CursorShape != c.cursorShape || !c.cursorOK) {
		p.buf = append(strconv.AppendInt(append(p.buf, "\x1b["...), int64(picture.CursorShape), 10), " q"...)
	}
	if c.cursorOK && picture.CursorShown == c.cursorShown {
		return
	}
	if picture.CursorShown {
		p.buf = append(p.buf, "\x1b[?25h"...)
	} else {
		p.buf = append(p.buf, "\x1b[?25l"...)
	}
}

// line returns a line of a picture; those that are missing are blank.
func line(lines []string, y int) string {
	if y < len(lines) {
		return lines[y]
	}
	return ""
}

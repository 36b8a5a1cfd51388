package kit

import (
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"pgregory.net/rapid"
)

// glyphOf is a cluster whose width is written down here, not measured.
type glyphOf struct {
	text  string
	width int
}

// styleOf is a style, as sequence and as what has to be seen.
type styleOf struct {
	open  string
	style shown
}

func testClusters() []glyphOf {
	g := []glyphOf{{" ", 1}, {" ", 1}, {"世", 2}, {"界", 2}, {"한", 2}, {"é", 1}, {"e\u0301", 1}, {"ж", 1}, {"─", 1}, {"▌", 1}, {"…", 1},
		{"👍", 2}, {"👩‍👩‍👧", 2}, {"🇩🇪", 2}, {"👍🏽", 2}, {"★", 1}, {"ก็", 1}, {"a\u0308\u0301", 1}, {"が", 2}}
	for _, r := range "abcXYZ0129.,-" {
		g = append(g, glyphOf{string(r), 1})
	}
	return g
}

func testStyles() []styleOf {
	return []styleOf{
		{"", shown{}}, {"", shown{}},
		{"\x1b[38;2;143;160;255m", shown{fg: "8fa0ff"}},
		{"\x1b[1;38;2;255;255;255m", shown{fg: "ffffff", attrs: uv.AttrBold}},
		{"\x1b[38;2;255;255;255m", shown{fg: "ffffff"}},
		{"\x1b[1;4;38;2;255;255;255m", shown{fg: "ffffff", attrs: uv.AttrBold, underline: 1}},
		{"\x1b[48;2;36;42;64m", shown{bg: "242a40"}},
		{"\x1b[48;2;36;42;64;38;2;92;203;149m", shown{fg: "5ccb95", bg: "242a40"}},
		{"\x1b[4m", shown{underline: 1}},
		{"\x1b[4:3m\x1b[1m", shown{underline: 3, attrs: uv.AttrBold}},
		{"\x1b[7m", shown{attrs: uv.AttrReverse}},
		{"\x1b[2;3;9m", shown{attrs: uv.AttrFaint | uv.AttrItalic | uv.AttrStrikethrough}},
		{"\x1b[1;2m\x1b[22;3m", shown{attrs: uv.AttrItalic}},
		{"\x1b[38:2::1:2:3m", shown{fg: "010203"}},
		{"\x1b[48;5;17m", shown{bg: "00005f"}},
	}
}

// piece is one cluster in one style, a line of the test's own model of a frame.
type piece struct {
	glyphOf
	styleOf
}

func genPieces(t *rapid.T, w int) []piece {
	clusters, styles := testClusters(), testStyles()
	var line []piece
	for n := rapid.IntRange(0, 4).Draw(t, "spans"); n > 0; n-- {
		style := styles[rapid.IntRange(0, len(styles)-1).Draw(t, "style")]
		same := rapid.IntRange(0, 3).Draw(t, "same") == 0
		g := clusters[rapid.IntRange(0, len(clusters)-1).Draw(t, "cluster")]
		for m := rapid.IntRange(1, max(w/2, 2)).Draw(t, "length"); m > 0; m-- {
			if !same {
				g = clusters[rapid.IntRange(0, len(clusters)-1).Draw(t, "cluster")]
			}
			line = append(line, piece{g, style})
		}
	}
	return line
}

// text returns the line as a screen would write it.
func text(line []piece) string {
	var b strings.Builder
	for i, p := range line {
		if i == 0 || line[i-1].open != p.open {
			b.WriteString("\x1b[m" + p.open)
		}
		b.WriteString(p.text)
	}
	if len(line) > 0 {
		b.WriteString("\x1b[0m")
	}
	return b.String()
}

// grid returns what has to be seen in each of w columns.
func grid(line []piece, w int) []shown {
	row := make([]shown, w)
	for i := range row {
		row[i] = shown{text: " "}
	}
	x := 0
	for _, p := range line {
		if x >= w {
			break
		}
		s := p.style
		s.text = p.glyphOf.text
		if x+p.width > w {
			s.text = " "
			row[x] = seen(s)
			break
		}
		row[x] = seen(s)
		if p.width == 2 {
			row[x+1] = shown{}
		}
		x += p.width
	}
	return row
}

// frames is a sequence of frames, each made from the one before.
type frames struct {
	w, h int
	rows [][]piece
}

func (f *frames) fill(t *rapid.T) {
	f.rows = make([][]piece, rapid.IntRange(0, f.h+1).Draw(t, "rows"))
	for i := range f.rows {
		f.rows[i] = genPieces(t, f.w)
	}
}

// next changes the frame in one of the ways that frames change.
func (f *frames) next(t *rapid.T, c *Canvas, e *emulator) {
	switch rapid.IntRange(0, 9).Draw(t, "change") {
	case 0:
		f.fill(t)
	case 1:
		f.w, f.h = rapid.IntRange(1, 40).Draw(t, "w"), rapid.IntRange(1, 16).Draw(t, "h")
		e.Resize(f.w, f.h)
		c.Resize(f.w, f.h)
	case 2:
		c.Invalidate()
	case 3, 4, 5, 6:
		f.scroll(t)
	default:
		f.touch(t)
	}
}

// scroll moves a block of rows, whole or from some column on, as a list beside
// a menu moves.
func (f *frames) scroll(t *rapid.T) {
	if len(f.rows) < 4 {
		return
	}
	top := rapid.IntRange(0, len(f.rows)-3).Draw(t, "top")
	bottom := rapid.IntRange(top+2, len(f.rows)).Draw(t, "bottom")
	n := rapid.IntRange(-(bottom-top-1), bottom-top-1).Draw(t, "by")
	beside := rapid.IntRange(0, 2).Draw(t, "beside") * 4
	old := make([][]piece, len(f.rows))
	copy(old, f.rows)
	for i := top; i < bottom; i++ {
		from := genPieces(t, f.w)
		if i+n >= top && i+n < bottom {
			from = old[i+n]
		}
		f.rows[i] = from
		if beside > 0 {
			f.rows[i] = append(append([]piece(nil), old[i][:min(beside, len(old[i]))]...), from[min(beside, len(from)):]...)
		}
	}
}

// touch changes a few pieces of a few rows.
func (f *frames) touch(t *rapid.T) {
	for n := rapid.IntRange(0, 3).Draw(t, "touched"); n > 0 && len(f.rows) > 0; n-- {
		i := rapid.IntRange(0, len(f.rows)-1).Draw(t, "row")
		line := append([]piece(nil), f.rows[i]...)
		for m := rapid.IntRange(1, 3).Draw(t, "pieces"); m > 0 && len(line) > 0; m-- {
			at := rapid.IntRange(0, len(line)-1).Draw(t, "at")
			line[at] = piece{testClusters()[rapid.IntRange(0, len(testClusters())-1).Draw(t, "cluster")], line[at].styleOf}
		}
		if rapid.Bool().Draw(t, "shorter") && len(line) > 0 {
			line = line[:rapid.IntRange(0, len(line)-1).Draw(t, "to")]
		}
		f.rows[i] = line
	}
}

func (f *frames) picture(t *rapid.T) Picture {
	var p Picture
	for _, row := range f.rows {
		p.Lines = append(p.Lines, text(row))
	}
	p.CursorShown = rapid.Bool().Draw(t, "cursor")
	p.CursorX, p.CursorY = rapid.IntRange(0, f.w-1).Draw(t, "cursor x"), rapid.IntRange(0, f.h-1).Draw(t, "cursor y")
	p.Title = rapid.SampledFrom([]string{"", "one", "two"}).Draw(t, "title")
	return p
}

// TestCanvasShowsTheLines draws random sequences of frames on an emulated
// terminal and compares every cell, the cursor and the title after each.
func TestCanvasShowsTheLines(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f := &frames{w: rapid.IntRange(1, 40).Draw(rt, "w"), h: rapid.IntRange(1, 16).Draw(rt, "h")}
		e := newEmulator(t, f.w, f.h)
		c := NewCanvas(e, CanvasOptions{Width: f.w, Height: f.h, Margins: rapid.Bool().Draw(rt, "margins"),
			NoEraseColor: rapid.Bool().Draw(rt, "no erase color"), Unsynced: rapid.Bool().Draw(rt, "unsynced")})
		f.fill(rt)
		for range rapid.IntRange(1, 12).Draw(rt, "frames") {
			p := f.picture(rt)
			e.writes = 0
			if err := c.Draw(p); err != nil || e.writes > 1 {
				rt.Fatalf("%d writes, %v", e.writes, err)
			}
			f.compare(rt, e, p)
			e.bytes = 0
			if _ = c.Draw(p); e.bytes != 0 {
				rt.Fatalf("the same picture again wrote %d bytes", e.bytes)
			}
			f.next(rt, c, e)
		}
	})
}

func (f *frames) compare(t *rapid.T, e *emulator, p Picture) {
	for y := range f.h {
		var line []piece
		if y < len(f.rows) {
			line = f.rows[y]
		}
		for x, want := range grid(line, f.w) {
			if got := e.at(x, y); got != want {
				t.Fatalf("row %d column %d:\n got %+v\nwant %+v\nrow  %q\nwant %q", y, x, got, want, e.row(y), text(line))
			}
		}
	}
	if e.visible != p.CursorShown {
		t.Fatalf("cursor shown: %v", e.visible)
	}
	if at := e.CursorPosition(); p.CursorShown && (at.X != p.CursorX || at.Y != p.CursorY) {
		t.Fatalf("cursor at %d,%d, want %d,%d", at.X, at.Y, p.CursorX, p.CursorY)
	}
	if p.Title != "" && e.title != p.Title {
		t.Fatalf("title %q, want %q", e.title, p.Title)
	}
}

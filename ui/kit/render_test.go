package kit

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
)

func TestCanvasKeepsOnlyColoursOfALine(t *testing.T) {
	e := newEmulator(t, 20, 2)
	c := NewCanvas(e, CanvasOptions{Width: 20, Height: 2})
	_ = c.Draw(Picture{Lines: []string{"a\x1b[2Jb\x1b]0;title\x07c\rd\be\u009b2Jf\x1b[5;5Hg\xffh\ti\njk", "second"}})
	if got := e.row(0); got != "abcde2Jfg\ufffdhijk      " {
		t.Errorf("row %q", got)
	}
	if e.row(1) != "second              " || e.title != "" {
		t.Errorf("second row %q, title %q", e.row(1), e.title)
	}
}

func TestCanvasJoinsOverAChangeOfStyle(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"e\x1b[1m\u0301x", "e\u0301x"},                              // an accent in another style
		{"👩\x1b[1m\u200d\x1b[m👧x", "👩\u200d👧x"},                      // a family painted in parts
		{"🇩\x1b[1m🇪x", "🇩🇪x"},                                        // half a flag
		{"a\x1b[1m\u200bb", "ab"},                                    // nothing to join
		{"\u0301a", "a"},                                             // nothing to stand on
		{"世\x1b[1m\u0301界", "世\u0301界"},                              // a wide one
		{strings.Repeat("x", 6) + "e\x1b[1m\u0301", "xxxxxxe\u0301"}, // in the last column
	} {
		e := newEmulator(t, 8, 1)
		canvas := NewCanvas(e, CanvasOptions{Width: 8, Height: 1})
		_ = canvas.Draw(Picture{Lines: []string{c.line}})
		if got := strings.TrimRight(e.row(0), " "); got != c.want {
			t.Errorf("%q: %q, want %q", c.line, got, c.want)
		}
	}
}

func TestCanvasSendsOnlyASCII(t *testing.T) {
	var b strings.Builder
	c := NewCanvas(&b, CanvasOptions{Width: 30, Height: 2, ASCII: true})
	_ = c.Draw(Picture{Lines: []string{"café 世界… · – 👩‍👩‍👧e\x1b[1m\u0301│"}, Title: "caf"})
	if !isASCII(b.String()) || !strings.Contains(b.String(), "caf? ????~ . - ??e") {
		t.Errorf("%q", b.String())
	}
}

func TestCanvasDrawsAnewAfterAnError(t *testing.T) {
	w := &failing{}
	c := NewCanvas(w, CanvasOptions{Width: 10, Height: 2})
	if err := c.Draw(Picture{Lines: []string{"one"}}); err == nil {
		t.Fatal("the error is lost")
	}
	w.ok = true
	_ = c.Draw(Picture{Lines: []string{"one"}})
	if !strings.Contains(w.String(), "one") {
		t.Errorf("%q", w.String())
	}
}

type failing struct {
	strings.Builder
	ok bool
}

func (f *failing) Write(b []byte) (int, error) {
	if !f.ok {
		return 0, errors.New("broken")
	}
	return f.Builder.Write(b)
}

// TestSGRRoundTrip takes every style to every other and reads it back.
func TestSGRRoundTrip(t *testing.T) {
	pens := []pen{{}}
	for _, fg := range []uint32{0, colorIndex | 3, colorIndex | 12, colorIndex | 200, colorRGB | 0x0a0b0c} {
		for _, bg := range []uint32{0, colorIndex | 7, colorIndex | 9, colorRGB | 0xffffff} {
			for _, attr := range []uint16{0, attrBold, attrBold | attrFaint, attrItalic | attrBlink, attrReverse | attrConceal, attrStrike | attrOverline, 1 << underlineShift, 3<<underlineShift | attrFaint} {
				pens = append(pens, pen{fg, bg, attr})
			}
		}
	}
	for _, from := range pens {
		for _, to := range pens {
			seq := string(appendPen(nil, from, to))
			got := from
			if seq != "" {
				got = from.sgr(seq[2 : len(seq)-1])
			}
			if got != to {
				t.Fatalf("%+v to %+v: %q gives %+v", from, to, seq, got)
			}
		}
	}
}

// listFrame is a list of 146x36 as the drawings have it: a head, columns, a
// selected row, a footer. With a menu, the list stands beside one.
func listFrame(th Theme, top, cursor int, menu bool) []string {
	const w, h = 146, 36
	lines := []string{
		th.Paint(Accent, " AE Connect") + "   " + th.Bold(Strong, "Lumen Audio") + th.Paint(Muted, "  seller · senior"),
		th.Paint(Faint, strings.Repeat("─", w)),
		"", "  " + th.Bold(Strong, "Catalogue") + th.Paint(Muted, fmt.Sprintf("   %d of 1,204", cursor+1)), "",
		"  " + th.Paint(Muted, Fit("TASK", 48)+Fit("TYPE", 12)+FitRight("REWARD", 12)+"   "+Fit("CLOSES", 8)),
	}
	list := w
	if menu {
		list -= 28
	}
	for i := top; len(lines) < h-2; i++ {
		lines = append(lines, listRow(th, i, i == cursor, list))
	}
	lines = append(lines, th.Paint(Faint, strings.Repeat("─", w)), " "+th.Bold(Strong, "enter")+th.Paint(Muted, " open"))
	if menu {
		withMenu(th, lines)
	}
	return lines
}

func listRow(th Theme, i int, selected bool, w int) string {
	kinds := []string{"Fixed", "AE CPS", "Soc CPS", "Promo"}
	words := strings.Fields("Wireless Open-ear Sleep earbuds runners teardown long video promo hand-painted cases translator kids volume limit review launch")
	title := ""
	for n, seed := 0, uint32(i)*2654435761+17; n < 5; n++ {
		seed = seed*1664525 + 1013904223
		title += words[seed>>20%uint32(len(words))] + " "
	}
	bar, due := " ", Text
	if selected {
		bar = th.Paint(Accent, th.Glyph(Bar))
	}
	if i%5 == 0 {
		due = Warn
	}
	line := bar + " " + th.Paint(Text, Fit(title, 46)) + "  " + th.Paint(Muted, Fit(kinds[i*7%4], 12)) +
		th.Paint(Text, FitRight(fmt.Sprintf("%d.00 USD", 20+i*7%400), 12)) + "   " + th.Paint(due, Fit(fmt.Sprintf("%d d", 1+i%30), 8))
	return th.Row(line, w, selected)
}

func withMenu(th Theme, lines []string) {
	for y := 2; y < len(lines)-2; y++ {
		entry := ""
		if y%2 == 0 || y < 12 {
			entry = th.Paint(Muted, fmt.Sprintf(" %d ", y)) + th.Paint(Text, "Task to be reviewed")
		}
		lines[y] = Fit(entry, 27) + th.Paint(Faint, "│") + Fit(lines[y], 118)
	}
}

// counter counts what is written.
type counter struct{ bytes, writes int }

func (c *counter) Write(b []byte) (int, error) {
	c.bytes, c.writes = c.bytes+len(b), c.writes+1
	return len(b), nil
}

// change returns how many bytes it takes from one frame to the next.
func change(o CanvasOptions, from, to []string) int {
	o.Width, o.Height = 146, 36
	var n counter
	c := NewCanvas(&n, o)
	_ = c.Draw(Picture{Lines: from})
	n.bytes = 0
	_ = c.Draw(Picture{Lines: to})
	return n.bytes
}

// TestBytes holds the renderer to its budgets, in bytes, on a list of 146x36. A
// painted row is written whole twice with every move, once with its background
// and once without: that is what the larger budgets are for.
func TestBytes(t *testing.T) {
	full, unpainted, ansi256 := ThemeOptions{Dark: true, Profile: colorprofile.TrueColor}, ThemeOptions{Dark: true, Profile: colorprofile.TrueColor, Unpainted: true}, ThemeOptions{Dark: true, Profile: colorprofile.ANSI256}
	for _, c := range []struct {
		name               string
		options            ThemeOptions
		menu, margins      bool
		move, scroll, page int
	}{
		{"the bar alone", unpainted, false, false, 160, 400, 2700},
		{"the bar alone, beside a menu", unpainted, true, false, 160, 2600, 3200},
		{"the bar alone, beside a menu, with margins", unpainted, true, true, 160, 400, 3200},
		{"painted", full, false, false, 420, 400, 2700},
		{"painted, beside a menu", full, true, false, 420, 2600, 3200},
		{"painted, beside a menu, with margins", full, true, true, 420, 400, 3200},
		{"painted in 256 colours", ansi256, false, false, 350, 350, 2500},
	} {
		th := NewTheme(c.options)
		o := CanvasOptions{Margins: c.margins}
		frame := func(top, cursor int) []string { return listFrame(th, top, cursor, c.menu) }
		for _, way := range []struct {
			name     string
			bytes    int
			budget   int
			from, to []string
		}{
			{"cursor move", 0, c.move, frame(0, 4), frame(0, 5)},
			{"cursor back", 0, c.move, frame(0, 5), frame(0, 4)},
			{"scroll by one", 0, c.scroll, frame(0, 27), frame(1, 28)},
			{"scroll back by one", 0, c.scroll, frame(1, 1), frame(0, 0)},
			{"page", 0, c.page, frame(0, 27), frame(28, 55)},
			{"nothing", 0, 0, frame(0, 4), frame(0, 4)},
		} {
			n := change(o, way.from, way.to)
			t.Logf("%s: %s %d B", c.name, way.name, n)
			if n > way.budget {
				t.Errorf("%s: %s takes %d bytes, more than %d", c.name, way.name, n, way.budget)
			}
		}
	}
}

// The benchmarks draw what TestBytes counts.
func BenchmarkCanvas(b *testing.B) {
	th := NewTheme(ThemeOptions{Dark: true, Profile: colorprofile.TrueColor})
	for _, c := range []struct {
		name     string
		from, to []string
	}{
		{"move", listFrame(th, 0, 4, true), listFrame(th, 0, 5, true)},
		{"scroll", listFrame(th, 0, 27, true), listFrame(th, 1, 28, true)},
		{"page", listFrame(th, 0, 27, true), listFrame(th, 28, 55, true)},
		{"same", listFrame(th, 0, 4, true), listFrame(th, 0, 4, true)},
	} {
		b.Run(c.name, func(b *testing.B) {
			var n counter
			canvas := NewCanvas(&n, CanvasOptions{Width: 146, Height: 36})
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if i%2 == 0 {
					_ = canvas.Draw(Picture{Lines: c.from})
				} else {
					_ = canvas.Draw(Picture{Lines: c.to})
				}
			}
			b.ReportMetric(float64(n.bytes)/float64(b.N), "B/frame")
		})
	}
	b.Run("whole", func(b *testing.B) {
		canvas := NewCanvas(&counter{}, CanvasOptions{Width: 146, Height: 36})
		lines := listFrame(th, 0, 4, true)
		b.ReportAllocs()
		for b.Loop() {
			canvas.Invalidate()
			_ = canvas.Draw(Picture{Lines: lines})
		}
	})
}

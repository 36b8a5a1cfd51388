package kit

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// luminance and contrast are those of WCAG 2.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		x := float64(v) / 0xffff
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// read are the roles in which text is written that has to be read.
func read() []Role { return []Role{Text, Strong, Muted, Accent, Good, Warn, Bad} }

func TestContrast(t *testing.T) {
	for _, c := range []struct {
		dark    bool
		grounds []string
	}{
		{true, []string{"#14161c", "#000000", "#1e1e1e"}},
		{false, []string{"#ffffff", "#fafafa"}},
	} {
		var grounds []color.Color
		for _, g := range c.grounds {
			grounds = append(grounds, lipgloss.Color(g))
		}
		for _, profile := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256} {
			th := NewTheme(ThemeOptions{Dark: c.dark, Profile: profile})
			for _, ground := range append(grounds, selected(c.dark).in(profile)) {
				for _, r := range read() {
					if got := contrast(th.Color(r), ground); got < 4.5 {
						t.Errorf("dark %v, %v, role %d on %v: %.2f", c.dark, profile, r, hex(ground), got)
					}
				}
			}
		}
	}
}

func TestPaletteIsTheDrawings(t *testing.T) {
	want := map[Role][2]string{Text: {"d9dce3", "1f2430"}, Strong: {"ffffff", "10131a"}, Muted: {"8b92a3", "5f6675"}, Faint: {"454b59", "c6cbd6"},
		Accent: {"8fa0ff", "4050d0"}, Good: {"5ccb95", "147a4b"}, Warn: {"f2b84b", "9a5b00"}, Bad: {"ff7a80", "c62b36"}}
	for r, w := range want {
		for i, dark := range []bool{true, false} {
			if got := hex(palette(r, dark).in(colorprofile.TrueColor)); got != w[i] {
				t.Errorf("role %d, dark %v: %s, want %s", r, dark, got, w[i])
			}
		}
	}
}

func TestProfiles(t *testing.T) {
	for _, c := range []struct {
		profile                colorprofile.Profile
		text, bold, under, row string
	}{
		{colorprofile.TrueColor, "\x1b[38;2;143;160;255mx\x1b[m", "\x1b[1;38;2;143;160;255mx\x1b[m", "\x1b[4;38;2;143;160;255mx\x1b[m", "\x1b[48;2;36;42;64mx \x1b[m"},
		{colorprofile.ANSI256, "\x1b[38;5;111mx\x1b[m", "\x1b[1;38;5;111mx\x1b[m", "\x1b[4;38;5;111mx\x1b[m", "\x1b[48;5;236mx \x1b[m"},
		{colorprofile.Ascii, "x", "\x1b[1mx\x1b[m", "\x1b[4mx\x1b[m", "\x1b[1mx \x1b[m"},
		{colorprofile.NoTTY, "x", "x", "x", "x "},
		{colorprofile.Unknown, "x", "x", "x", "x "},
	} {
		th := NewTheme(ThemeOptions{Dark: true, Profile: c.profile})
		for _, pair := range [][2]string{{th.Paint(Accent, "x"), c.text}, {th.Bold(Accent, "x"), c.bold}, {th.Underline(Accent, "x"), c.under}, {th.Row("x", 2, true), c.row}} {
			if pair[0] != pair[1] {
				t.Errorf("%v: %q, want %q", c.profile, pair[0], pair[1])
			}
		}
	}
	sixteen := NewTheme(ThemeOptions{Dark: true, Profile: colorprofile.ANSI})
	for r := Text; int(r) < roles; r++ {
		if s := sixteen.Paint(r, "x"); strings.Contains(s, "38;") {
			t.Errorf("16 colours: %q", s)
		}
	}
	var zero Theme
	if zero.Paint(Bad, "x")+zero.Bold(Bad, "x")+zero.Underline(Bad, "x")+zero.Row("x", 1, true) != "xxxx" || zero.Glyph(Done) != "✓" {
		t.Error("the zero theme")
	}
}

func TestRowIsPaintedFromEndToEnd(t *testing.T) {
	th := NewTheme(ThemeOptions{Dark: true, Profile: colorprofile.TrueColor})
	line := th.Paint(Accent, "▌") + " " + th.Bold(Strong, "世界") + "\x1b[0m plain \x1b[0;4munder\x1b[m" + "\x1b[49mmore"
	e := newEmulator(t, 40, 2)
	c := NewCanvas(e, CanvasOptions{Width: 40, Height: 2})
	_ = c.Draw(Picture{Lines: []string{th.Row(line, 30, true), th.Row(line, 12, true)}})
	for y, width := range []int{30, 12} {
		for x := range 40 {
			s := e.at(x, y)
			if painted := s.bg == "242a40" || s == (shown{}); painted != (x < width) {
				t.Errorf("row %d column %d: %+v", y, x, s)
			}
		}
	}
	if got := e.row(1); !strings.HasPrefix(got, "▌ 世界 plai…") {
		t.Errorf("%q", got)
	}
	if Width(th.Row(line, 33, false)) != 33 || th.Row("", 0, true) != "" {
		t.Error("the width of a row")
	}
}

func TestGlyphsAreOneCell(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		th := NewTheme(ThemeOptions{Profile: colorprofile.TrueColor, ASCII: ascii})
		var all []string
		for g := range Glyph(glyphs) {
			all = append(all, th.Glyph(g))
		}
		for i := range 12 {
			all = append(all, th.Block(i-1), th.Spinner(i))
		}
		for _, s := range all {
			if Width(s) != 1 || ascii && !isASCII(s) || strings.ContainsRune(s, '\ufe0f') {
				t.Errorf("ASCII %v: %q has %d cells", ascii, s, Width(s))
			}
		}
	}
	for g, want := range map[Glyph]string{Bar: ">", Chosen: "*", Unchosen: "-", Done: "x", Warning: "!", HeavyBar: "#", HLine: "-", VLine: "|", Ellipsis: "~", Removed: "-", Added: "+"} {
		if got := g.ascii(); got != want {
			t.Errorf("glyph %d: %q, want %q", g, got, want)
		}
	}
}

func TestDetectTheme(t *testing.T) {
	for _, c := range []struct {
		env  string
		want ThemeOptions
	}{
		{"TERM=xterm-256color", ThemeOptions{Dark: true, Profile: colorprofile.ANSI256}},
		{"TERM=xterm-256color COLORTERM=truecolor LANG=en_US.UTF-8", ThemeOptions{Dark: true, Profile: colorprofile.TrueColor}},
		{"TERM=xterm-256color COLORTERM=truecolor NO_COLOR=yes", ThemeOptions{Dark: true, Profile: colorprofile.Ascii}},
		{"TERM=xterm COLORFGBG=0;15", ThemeOptions{Profile: colorprofile.ANSI}},
		{"TERM=xterm COLORFGBG=15;default;0", ThemeOptions{Dark: true, Profile: colorprofile.ANSI}},
		{"TERM=linux LANG=ru_RU.KOI8-R", ThemeOptions{Dark: true, Profile: colorprofile.ANSI, ASCII: true}},
		{"TERM=xterm LC_ALL=C LANG=en_US.UTF-8", ThemeOptions{Dark: true, Profile: colorprofile.ANSI, ASCII: true}},
		{"TERM=xterm LC_ALL=C.UTF-8", ThemeOptions{Dark: true, Profile: colorprofile.ANSI}},
		{"TERM=vt100", ThemeOptions{Dark: true, Profile: colorprofile.ASCII, ASCII: true}},
		{"TERM=xterm LANG=C", ThemeOptions{Dark: true, Profile: colorprofile.ANSI}},
		{"TERM=dumb NO_COLOR=1", ThemeOptions{Dark: true, Profile: colorprofile.NoTTY}},
	} {
		if got := DetectTheme(strings.Fields(c.env)); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.env, got, c.want)
		}
	}
}

func BenchmarkPaint(b *testing.B) {
	th := NewTheme(ThemeOptions{Dark: true, Profile: colorprofile.TrueColor})
	b.ReportAllocs()
	for b.Loop() {
		_ = th.Paint(Muted, "Wireless earbuds launch")
	}
}

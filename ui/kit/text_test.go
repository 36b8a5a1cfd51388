package kit

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestWidth(t *testing.T) {
	for _, c := range []struct {
		s    string
		want int
	}{
		{"", 0}, {"abc", 3}, {"\x1b[1;38;2;1;2;3mabc\x1b[m", 3}, {"世界", 4}, {"e\u0301", 1}, {"👩‍👩‍👧", 2}, {"🇩🇪", 2}, {"한글", 4},
		{"\x1b]8;;http://x\x07link\x1b]8;;\x1b\\", 4}, {"a\x00\x07\tb", 2}, {"\xff\xfe", 2}, {"\x1b", 0}, {"\x1b[12", 3}, {"नमस्ते", 3},
	} {
		if got := Width(c.s); got != c.want {
			t.Errorf("Width(%q) = %d, want %d", c.s, got, c.want)
		}
	}
}

// TestWidthIsTheSumOfItsPieces: the quick way that Width takes and the thorough
// one that cuts and draws agree.
func TestWidthIsTheSumOfItsPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := someText().Draw(t, "text") + rapid.String().Draw(t, "more")
		sum := 0
		for i := 0; i < len(s); {
			end, w, _ := next(s, i)
			sum, i = sum+w, end
		}
		if Width(s) != sum {
			t.Fatalf("Width(%q) = %d, its pieces have %d", s, Width(s), sum)
		}
	})
}

func TestCutAndFit(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want string
	}{
		{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"abcd", 1, "…"}, {"abcd", 0, ""}, {"abcd", -1, ""},
		{"世界世", 5, "世界…"}, {"世界世", 4, "世…"}, {"世", 1, "…"}, {"世界", 4, "世界"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…"}, {"👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"},
		{"\x1b[1mabcd\x1b[m", 3, "\x1b[1mab…\x1b[m"}, {"\x1b[1mab\x1b[mcd", 3, "\x1b[1mab\x1b[m…"}, {"\x1b[1mabc\x1b[m", 3, "\x1b[1mabc\x1b[m"},
	} {
		if got := Cut(c.s, c.w); got != c.want {
			t.Errorf("Cut(%q, %d) = %q, want %q", c.s, c.w, got, c.want)
		}
	}
	if Fit("世", 3) != "世 " || FitRight("12", 4) != "  12" || Fit("世界", 3) != "世…" || Spaces(-1) != "" || len(Spaces(200)) != 200 {
		t.Error("Fit")
	}
}

// someText is text as it may come: words of several scripts, styles, garbage.
func someText() *rapid.Generator[string] {
	parts := []string{"word", "a", " ", "  ", "\n", "世界", "、", "（", "e\u0301", "👩‍👩‍👧", "🇩🇪", "\x1b[1m", "\x1b[38;2;1;2;3m", "\x1b[m", "longer-word-than-any-line-here",
		"\x1b]0;t\x07", "\u200b", "\u202e", "\u200d", "\t", "\r", "\x00", "\xff", "\x1b[2J", "\u009b31m", "नमस्ते", "\U000e0041", "\ufe0f", "م\u200cن", "·"}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 20).Draw(t, "parts"), "")
	})
}

func TestCutAndFitHoldTheirWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := someText().Draw(t, "text"), rapid.IntRange(0, 30).Draw(t, "w")
		cut := Cut(s, w)
		if Width(cut) > w || Width(s) <= w && cut != s && w > 0 {
			t.Fatalf("Cut(%q, %d) = %q of %d cells", s, w, cut, Width(cut))
		}
		if openAt(cut) != "" && openAt(s) == "" {
			t.Fatalf("Cut(%q, %d) = %q leaves a style open", s, w, cut)
		}
		clean := Clean(s) // a mark at the beginning would join the padding
		if w > 0 && (Width(Fit(s, w)) != w || Width(FitRight(clean, w)) != w) {
			t.Fatalf("Fit(%q, %d)", s, w)
		}
	})
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want string
	}{
		{"", 5, ""}, {"one two three", 7, "one two|three"}, {"one two", 3, "one|two"}, {"a  b", 5, "a  b"}, {"abcdefgh", 3, "abc|def|gh"},
		{"one\n\ntwo", 10, "one||two"}, {"ab abcdef", 4, "ab|abcd|ef"}, {"展示打开的盒子。好", 6, "展示打|开的盒|子。好"}, {"看（耳机）好", 4, "看|（耳|机）|好"},
		{"用 USB-C 充电", 6, "用|USB-C|充电"}, {"世界abc", 5, "世界|abc"},
		{"\x1b[1mone two\x1b[m x", 3, "\x1b[1mone\x1b[m|\x1b[1mtwo\x1b[m|x"}, {"  in", 6, "  in"}, {"trailing   ", 20, "trailing"},
	} {
		if got := strings.Join(Wrap(c.s, c.w), "|"); got != c.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.s, c.w, got, c.want)
		}
	}
}

func TestWrapKeepsEveryLetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := someText().Draw(t, "text"), rapid.IntRange(2, 30).Draw(t, "w")
		s = strings.NewReplacer("\u200d", "", "\ufe0f", "", "\U000e0041", "").Replace(s) // they join what stands before
		lines := Wrap(s, w)
		for _, l := range lines {
			if Width(l) > w || openAt(l) != "" {
				t.Fatalf("Wrap(%q, %d): line %q", s, w, l)
			}
		}
		if got, want := letters(strings.Join(lines, "")), letters(s); got != want {
			t.Fatalf("Wrap(%q, %d) holds %q, want %q", s, w, got, want)
		}
	})
}

// letters returns what is neither space, nor control, nor style.
func letters(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		end, _, k := next(s, i)
		if k == printed && s[i:end] != " " {
			b.WriteString(s[i:end])
		}
		i = end
	}
	return b.String()
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, s, want string }{
		{"plain", "Wireless earbuds, 30 h", "Wireless earbuds, 30 h"},
		{"colours", "\x1b[31mred\x1b[0m", "red"},
		{"cursor and erase", "a\x1b[2J\x1b[1;1Hb", "ab"},
		{"title", "a\x1b]0;pwned\x07b\x1b]52;c;Zm9v\x1b\\c", "abc"},
		{"device string", "a\x1bPq#0\x1b\\b", "ab"},
		{"C1", "a\u009b31mb\u009d0;t\u009cc\u0085d", "abc d"},
		{"raw C1 byte", "a\x9b31mb", "a\ufffd31mb"},
		{"unfinished", "a\x1b]0;never ends", "a]0;never ends"},
		{"overprinting", "evil\rgood\b\b\x7f", "evil good"},
		{"tabs and lines", "a\tb\r\nc\u2028d", "a b c d"},
		{"bidi", "user\u202etxt.exe\u202c\u2066x\u2069\u200f", "usertxt.exex"},
		{"zero width", "ad\u200bmin\u2060\ufeff\u00ad", "admin"},
		{"joiner in a Latin word", "ad\u200dmin ad\u200cmin", "admin admin"},
		{"joiner in Persian", "می\u200cخواهم", "می\u200cخواهم"},
		{"joiner in Hindi", "क्\u200dष", "क्\u200dष"},
		{"family", "👩\u200d👩\u200d👧 👩🏽\u200d🚀", "👩\u200d👩\u200d👧 👩🏽\u200d🚀"},
		{"heart on fire", "❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"},
		{"stray joiners", "👩\u200d \u200d\u200d👩", "👩 👩"},
		{"tags", "a\U000e0041\U000e0042\U000e007fb", "ab"},
		{"smuggled selectors", "a\U000e0101\U000e0102b", "ab"},
		{"selectors", "a\ufe0f1\ufe0f \ufe0f❤\ufe0f1\ufe0f\u20e3葛\U000e0100", "a1 ❤\ufe0f1\ufe0f\u20e3葛\U000e0100"},
		{"fillers", "a\u3164\u115f\uffa0\u2800b", "ab"},
		{"odd spaces", "a\u00a0b\u2003c\u3000d", "a b c\u3000d"},
		{"accents", "e\u0301 Việt", "e\u0301 Việt"},
		{"tower", "a" + strings.Repeat("\u0301", 40) + "b", "a" + strings.Repeat("\u0301", marksMax) + "b"},
		{"mark first", "\u0301a", "a"},
		{"private", "a\ue0b0b", "a\ufffdb"},
		{"broken", "a\xff\xc3b", "a\ufffd\ufffdb"},
	} {
		if got := Clean(c.s); got != c.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", c.name, c.s, got, c.want)
		}
	}
	if got := CleanLines("a\r\nb\rc\td\x1b[1m"); got != "a\nb\nc d" {
		t.Errorf("CleanLines: %q", got)
	}
}

// TestCleanIsHarmless: what is left has no control character, no escape, nothing
// that the terminal would measure as another text, and cleaning it again changes
// nothing.
func TestCleanIsHarmless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := someText().Draw(t, "text")
		if rapid.Bool().Draw(t, "bytes") {
			s += string(rapid.SliceOf(rapid.Byte()).Draw(t, "raw"))
		}
		got := Clean(s)
		if !utf8.ValidString(got) || Clean(got) != got || ansi.Strip(got) != got {
			t.Fatalf("Clean(%q) = %q, again %q", s, got, Clean(got))
		}
		for _, r := range got {
			if r < 0x20 || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200b {
				t.Fatalf("Clean(%q) = %q holds %U", s, got, r)
			}
		}
	})
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b[31mb\u202e\u200d👩")
	f.Fuzz(func(t *testing.T, s string) {
		if got := Clean(s); Clean(got) != got || Width(got) < 0 || Width(Cut(got, 7)) > 7 {
			t.Fatalf("%q: %q", s, got)
		}
	})
}

func BenchmarkWidth(b *testing.B) {
	line := "\x1b[38;2;217;220;227mWireless earbuds launch\x1b[m  \x1b[38;2;139;146;163mFixed\x1b[m  世界 ━━━━"
	b.ReportAllocs()
	for b.Loop() {
		_ = Width(line)
	}
}

package kit

import (
	"math"
	"strings"
)

// ShareBar draws a share of 0..1 as a heavy line of exactly w cells, in Accent on
// a Faint track. A share above nothing shows at least one cell, one below all
// leaves at least one. Where there are neither colours nor weight, the track is
// dots.
func ShareBar(t Theme, w int, share float64) string { return shareBar(t, w, share, Accent) }

func shareBar(t Theme, w int, share float64, r Role) string {
	if w <= 0 {
		return ""
	}
	if math.IsNaN(share) {
		share = 0
	}
	full := int(math.Round(min(max(share, 0), 1) * float64(w)))
	if share > 0 && full == 0 {
		full = 1
	}
	if share < 1 && full == w {
		full--
	}
	track := HLine
	if t.look == nil || t.look.plain[Faint] == "" {
		track = Nothing
	}
	return t.Paint(r, times(t.Glyph(HeavyBar), full)) + t.Paint(Faint, times(t.Glyph(track), w-full))
}

// times repeats a glyph, without a new string for the lengths that bars have.
func times(glyph string, n int) string {
	const heavy, light = "━━━━━━━━━━━━━━━━━━━━━━━━", "────────────────────────"
	size := n * len("━")
	switch {
	case glyph == "━" && size <= len(heavy):
		return heavy[:size]
	case glyph == "─" && size <= len(light):
		return light[:size]
	}
	return strings.Repeat(glyph, n)
}

// Sparkline draws the last w values as blocks, one cell each, between zero and
// the largest of them. Negative values count as zero.
func Sparkline(t Theme, w int, values []float64) string {
	if w <= 0 || len(values) == 0 {
		return ""
	}
	values = values[max(0, len(values)-w):]
	top := 0.0
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			top = max(top, v)
		}
	}
	var b strings.Builder
	for _, v := range values {
		eighth := 0
		if top > 0 && v > 0 {
			eighth = max(int(math.Round(min(v/top, 1)*8)), 1)
		}
		b.WriteString(t.Block(eighth))
	}
	return t.Paint(Accent, b.String())
}

package kit

// Glyph is a sign with a fixed meaning. All are one cell wide, in every
// terminal and in the ASCII fallback; none has an emoji form that a terminal
// could draw two cells wide.
type Glyph uint8

// The glyphs and what they say.
const (
	Bar      Glyph = iota // before the current row or menu entry
	Chosen                // chosen
	Unchosen              // not chosen
	Done                  // done
	Now                   // now, or connected
	Todo                  // to come
	Refused               // refused
	Warning               // a warning
	Nothing               // nothing, and the dot between two facts
	Star                  // a mark of standing
	Up                    // queued, going up; also ascending order
	Down                  // coming down; also descending order
	Left                  // there is more to the left
	Right                 // there is more to the right
	Mail                  // messages
	HLine                 // a rule
	VLine                 // a rule between columns
	TeeDown               // a rule from which a column rule goes down
	TeeUp                 // a rule at which a column rule ends
	Cross                 // where two rules cross
	HeavyBar              // a bar or a share
	Arrow                 // from one thing to the next
	Dash                  // none of it
	Ellipsis              // something was cut here
	Prompt                // before what is typed
	Removed               // a line that is no longer there
	Added                 // a line that is new
	CornerNW              // the corners of a panel
	CornerNE
	CornerSW
	CornerSE
	glyphs = int(CornerSE) + 1
)

// Glyph returns the sign, or what stands for it in ASCII. The result is not
// painted.
func (t Theme) Glyph(g Glyph) string {
	if t.ASCII() {
		return g.ascii()
	}
	return g.unicode()
}

// Block returns a bar of eighths, eighth in 0..8, as sparklines are made of;
// 0 is a space.
func (t Theme) Block(eighth int) string {
	eighth = min(max(eighth, 0), 8)
	if t.ASCII() {
		return " ..::||##"[eighth : eighth+1]
	}
	if eighth == 0 {
		return " "
	}
	return "▁▂▃▄▅▆▇█"[3*(eighth-1) : 3*eighth]
}

// Spinner returns the sign of something at work; step may be any count, and
// the next step is the next picture.
func (t Theme) Spinner(step int) string {
	if step < 0 {
		step = -step
	}
	if t.look != nil && t.look.options.Still {
		step = 0
	}
	if t.ASCII() {
		return `|/-\`[step%4 : step%4+1]
	}
	step %= 10
	return "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"[3*step : 3*step+3]
}

func (g Glyph) unicode() string {
	switch g {
	case Bar:
		return "▌"
	case Chosen:
		return "◆"
	case Unchosen:
		return "◇"
	case Done:
		return "✓"
	case Now:
		return "●"
	case Todo:
		return "○"
	case Refused:
		return "✗"
	case Warning:
		return "▲" // not U+26A0: many terminals draw that as a two-cell emoji
	case Star:
		return "★"
	case Up:
		return "↑"
	case Down:
		return "↓"
	case Left:
		return "‹"
	case Right:
		return "›"
	case Mail:
		return "✉"
	default:
		return g.line()
	}
}

// line returns the glyphs that are lines or punctuation.
func (g Glyph) line() string {
	switch g {
	case HLine:
		return "─"
	case VLine:
		return "│"
	case TeeDown:
		return "┬"
	case TeeUp:
		return "┴"
	case Cross:
		return "┼"
	case HeavyBar:
		return "━"
	case Arrow:
		return "→"
	case Dash:
		return "–"
	case Ellipsis:
		return "…"
	case Prompt:
		return "/"
	case Removed:
		return "-"
	case Added:
		return "+"
	case CornerNW:
		return "╭"
	case CornerNE:
		return "╮"
	case CornerSW:
		return "╰"
	case CornerSE:
		return "╯"
	default:
		return "·"
	}
}

func (g Glyph) ascii() string {
	const table = ">*-x*o!!.*^v<>@-|+++#>-~/-+++++"
	if int(g) < len(table) {
		return table[g : g+1]
	}
	return "."
}

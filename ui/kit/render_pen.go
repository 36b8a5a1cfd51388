package kit

// pen is how a cell is written. The zero pen is the terminal's own style.
// Colours are packed: 0 for the terminal's own, else a kind in the top byte.
type pen struct {
	fg, bg uint32
	attr   uint16
}

const (
	colorIndex = 1 << 24 // one of 256, in the lowest byte
	colorRGB   = 2 << 24 // red, green and blue, in the lower three bytes
)

// Attributes of a pen. The underline's style takes the three bits from
// underlineShift on.
const (
	attrBold uint16 = 1 << iota
	attrFaint
	attrItalic
	attrBlink
	attrReverse
	attrConceal
	attrStrike
	attrOverline
	underlineShift        = iota
	attrUnderline  uint16 = 7 << underlineShift
	// attrSeen are the attributes that show on a blank.
	attrSeen = attrReverse | attrStrike | attrOverline | attrUnderline
)

// blank returns the pen as far as it shows on a space.
func (p pen) blank() pen {
	if p.attr&attrSeen != 0 {
		return p
	}
	return pen{bg: p.bg}
}

// sgr returns the pen after the parameters of one sequence, the text between
// "\x1b[" and "m". Unknown parameters are passed over.
func (p pen) sgr(params string) pen {
	for i := 0; i <= len(params); {
		code, sub, end := param(params, i)
		i = end
		switch {
		case code == 38 || code == 48 || code == 58:
			var c uint32
			c, i = extended(params, sub, i)
			if code == 38 {
				p.fg = c
			} else if code == 48 {
				p.bg = c
			}
		case code == 4 && sub >= 0:
			style, _, _ := param(params, sub)
			p.attr = p.attr&^attrUnderline | uint16(min(style, 7))<<underlineShift
		default:
			p = p.code(code)
		}
	}
	return p
}

// param reads the number at i. sub is where its first subparameter begins, -1
// if there is none; end is where the next parameter begins.
func param(s string, i int) (value, sub, end int) {
	sub = -1
	for ; i < len(s) && s[i] != ';'; i++ {
		switch c := s[i]; {
		case c == ':' && sub < 0:
			sub = i + 1
		case c >= '0' && c <= '9' && sub < 0 && value < 1<<16:
			value = value*10 + int(c-'0')
		}
	}
	return value, sub, i + 1
}

// extended reads a colour of 256 or of 16 million, whose parts are
// subparameters from sub on, or parameters from next on. It returns where the
// next parameter begins.
func extended(s string, sub, next int) (color uint32, end int) {
	var parts [8]int
	n := 0
	if sub >= 0 {
		for i := sub; i < next-1 && n < len(parts); n++ {
			start := i
			for i < next-1 && s[i] != ':' {
				i++
			}
			parts[n], _, _ = param(s[start:i], 0)
			i++
		}
		if n >= 5 && parts[0] == 2 { // with a colour space before the parts
			copy(parts[1:], parts[2:5])
		}
		return pack(parts[0], parts[1], parts[2], parts[3]), next
	}
	kind, _, at := param(s, next)
	want := 1
	if kind == 2 {
		want = 3
	}
	for ; n < want && at <= len(s); n++ {
		parts[n], _, at = param(s, at)
	}
	return pack(kind, parts[0], parts[1], parts[2]), at
}

func pack(kind, a, b, c int) uint32 {
	switch kind {
	case 5:
		return colorIndex | uint32(a&0xff)
	case 2:
		return colorRGB | uint32(a&0xff)<<16 | uint32(b&0xff)<<8 | uint32(c&0xff)
	}
	return 0
}

// code returns the pen after one simple parameter.
func (p pen) code(c int) pen {
	switch {
	case c == 0:
		return pen{}
	case c >= 30 && c <= 37:
		p.fg = colorIndex | uint32(c-30)
	case c >= 90 && c <= 97:
		p.fg = colorIndex | uint32(c-90+8)
	case c >= 40 && c <= 47:
		p.bg = colorIndex | uint32(c-40)
	case c >= 100 && c <= 107:
		p.bg = colorIndex | uint32(c-100+8)
	case c == 39:
		p.fg = 0
	case c == 49:
		p.bg = 0
	default:
		set, clear := attribute(c)
		p.attr = p.attr&^clear | set
	}
	return p
}

// attribute returns what a parameter sets and clears.
func attribute(c int) (set, clear uint16) {
	switch c {
	case 1:
		return attrBold, 0
	case 2:
		return attrFaint, 0
	case 3:
		return attrItalic, 0
	case 4:
		return 1 << underlineShift, attrUnderline
	case 5, 6:
		return attrBlink, 0
	case 7:
		return attrReverse, 0
	case 8:
		return attrConceal, 0
	case 9:
		return attrStrike, 0
	case 21:
		return 2 << underlineShift, attrUnderline
	case 22:
		return 0, attrBold | attrFaint
	case 23:
		return 0, attrItalic
	case 24:
		return 0, attrUnderline
	case 25:
		return 0, attrBlink
	case 27:
		return 0, attrReverse
	case 28:
		return 0, attrConceal
	case 29:
		return 0, attrStrike
	case 53:
		return attrOverline, 0
	case 55:
		return 0, attrOverline
	}
	return 0, 0
}

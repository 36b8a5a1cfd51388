package kit

import "strconv"

// appendPen appends the shorter of two ways from one pen to another: changing
// what differs, or resetting and setting everything.
func appendPen(b []byte, from, to pen) []byte {
	if from == to {
		return b
	}
	if to == (pen{}) {
		return append(b, reset...)
	}
	start := len(b)
	b = append(b, "\x1b["...)
	b = appendDifference(b, from, to)
	b[len(b)-1] = 'm' // for the last semicolon
	middle := len(b)
	b = append(b, "\x1b[0;"...)
	b = appendDifference(b, pen{}, to)
	b[len(b)-1] = 'm'
	if len(b)-middle < middle-start {
		return append(b[:start], b[middle:]...)
	}
	return b[:middle]
}

// appendDifference appends parameters, each followed by a semicolon.
func appendDifference(b []byte, from, to pen) []byte {
	gone, come := from.attr&^to.attr, to.attr&^from.attr
	if gone&(attrBold|attrFaint) != 0 {
		b = append(b, "22;"...)
		come |= to.attr & (attrBold | attrFaint)
	}
	for c := 23; c <= 29; c++ {
		if _, clear := attribute(c); c != 24 && clear&gone != 0 {
			b = append(strconv.AppendInt(b, int64(c), 10), ';')
		}
	}
	if gone&attrOverline != 0 {
		b = append(b, "55;"...)
	}
	for c := 1; c <= 9; c++ {
		if set, _ := attribute(c); c != 4 && c != 6 && set&come != 0 {
			b = append(b, byte('0'+c), ';')
		}
	}
	if come&attrOverline != 0 {
		b = append(b, "53;"...)
	}
	b = appendUnderline(b, from.attr&attrUnderline>>underlineShift, to.attr&attrUnderline>>underlineShift)
	b = appendColor(b, from.fg, to.fg, 30)
	return appendColor(b, from.bg, to.bg, 40)
}

func appendUnderline(b []byte, from, to uint16) []byte {
	switch {
	case from == to:
		return b
	case to == 0:
		return append(b, "24;"...)
	case to == 1:
		return append(b, "4;"...)
	}
	return append(b, '4', ':', byte('0'+to), ';')
}

// appendColor appends the parameters of a colour; base is 30 for text and 40
// for the background.
func appendColor(b []byte, from, to uint32, base int64) []byte {
	if from == to {
		return b
	}
	switch n := int64(to & 0xffffff); {
	case to == 0:
		b = strconv.AppendInt(b, base+9, 10)
	case to&colorRGB != 0:
		b = append(strconv.AppendInt(b, base+8, 10), ";2;"...)
		b = append(strconv.AppendInt(b, n>>16, 10), ';')
		b = append(strconv.AppendInt(b, n>>8&0xff, 10), ';')
		b = strconv.AppendInt(b, n&0xff, 10)
	case n < 8:
		b = strconv.AppendInt(b, base+n, 10)
	case n < 16:
		b = strconv.AppendInt(b, base+60+n-8, 10)
	default:
		b = append(strconv.AppendInt(b, base+8, 10), ";5;"...)
		b = strconv.AppendInt(b, n, 10)
	}
	return append(b, ';')
}

package kit

import "strconv"

// Count writes a number with its thousands apart, as people read it.
func (w *Words) Count(n int) string {
	s := strconv.Itoa(n)
	if n > -1000 && n < 1000 {
		return s
	}
	sign := ""
	if n < 0 {
		sign, s = s[:1], s[1:]
	}
	head := (len(s)-1)%3 + 1
	out := sign + s[:head]
	for s = s[head:]; s != ""; s = s[3:] {
		out += w.Thousands + s[:3]
	}
	return out
}

package kit

// KeyValue is one labelled fact of a block. The value may be of any length; it
// is wrapped beside its label. Value is plain text in Role unless Painted.
type KeyValue struct {
	Label   string
	Value   string
	Role    Role
	Painted bool // Value carries its own styles
	Right   bool // aligned right, as numbers below each other are
}

// KeyValues is a block of labels in Muted and their values, aligned.
type KeyValues []KeyValue

// labelWidth is the column of the labels, the gap included: wide enough for
// all labels, and never more than two fifths of the block, unless no value needs
// the rest.
func (kv KeyValues) labelWidth(w int) int {
	widest := 0
	for _, pair := range kv {
		widest = max(widest, Width(oneLine(pair.Label)))
	}
	return min(widest+2, max(2*w/5, w-kv.longest(), 6))
}

// longest is the width of the longest value, which leaves labels the room that values do not need.
func (kv KeyValues) longest() int {
	longest := 0
	for _, pair := range kv {
		longest = max(longest, Width(pair.Value))
	}
	return longest
}

// valueWidth is the column in which right-aligned values end.
func (kv KeyValues) valueWidth(room int) int {
	widest := 0
	for _, pair := range kv {
		if pair.Right {
			widest = max(widest, Width(pair.Value))
		}
	}
	return min(widest, room)
}

// View draws the block in lines of at most w cells.
func (kv KeyValues) View(t Theme, w int) []string {
	if w <= 0 {
		return nil
	}
	label := kv.labelWidth(w)
	room := max(w-label, 1)
	right := kv.valueWidth(room)
	var lines []string
	for _, pair := range kv {
		for i, value := range pair.lines(t, room) {
			l := NewLine(t, w)
			if i == 0 {
				l.Put(Muted, Cut(oneLine(pair.Label), label-1))
			}
			l.To(label)
			if pair.Right {
				l.Gap(right - Width(value))
			}
			lines = append(lines, l.Painted(value).String())
		}
	}
	return lines
}

// lines returns the painted value in lines of at most room cells.
func (p KeyValue) lines(t Theme, room int) []string {
	if p.Painted {
		return Wrap(oneLinePainted(p.Value), room)
	}
	wrapped := Wrap(CleanLines(p.Value), room)
	for i, s := range wrapped {
		wrapped[i] = t.Paint(p.Role, s)
	}
	return wrapped
}

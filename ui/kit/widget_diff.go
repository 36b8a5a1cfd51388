package kit

// Change says what became of a line between two versions.
type Change uint8

// The changes of a line.
const (
	Same Change = iota
	LineRemoved
	LineAdded
)

// DiffLine is one line of the difference of two texts.
type DiffLine struct {
	Change Change
	Text   string
}

// diffCells bounds the table that a difference is computed with; two texts that
// differ over more lines than that are shown as one taken out and one put in.
const diffCells = 1 << 20

// Diff returns how the lines of old become those of new, with as few changes as
// possible; removed lines stand before the added ones that replace them.
func Diff(old, new []string) []DiffLine {
	head := 0
	for head < len(old) && head < len(new) && old[head] == new[head] {
		head++
	}
	tail := 0
	for tail < len(old)-head && tail < len(new)-head && old[len(old)-1-tail] == new[len(new)-1-tail] {
		tail++
	}
	var out []DiffLine
	out = appendLines(out, Same, old[:head])
	a, b := old[head:len(old)-tail], new[head:len(new)-tail]
	if len(a)*len(b) > diffCells {
		out = appendLines(out, LineRemoved, a)
		out = appendLines(out, LineAdded, b)
	} else {
		out = diffMiddle(out, a, b)
	}
	return appendLines(out, Same, old[len(old)-tail:])
}

func appendLines(out []DiffLine, c Change, lines []string) []DiffLine {
	for _, s := range lines {
		out = append(out, DiffLine{c, s})
	}
	return out
}

// diffMiddle is the longest common subsequence, by the textbook's table.
func diffMiddle(out []DiffLine, a, b []string) []DiffLine {
	stride := len(b) + 1
	common := make([]int32, (len(a)+1)*stride) // of a[i:] and b[j:]
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i*stride+j] = common[(i+1)*stride+j+1] + 1
			} else {
				common[i*stride+j] = max(common[(i+1)*stride+j], common[i*stride+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, DiffLine{Same, a[i]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[(i+1)*stride+j] >= common[i*stride+j+1]:
			out = append(out, DiffLine{LineRemoved, a[i]})
			i++
		default:
			out = append(out, DiffLine{LineAdded, b[j]})
			j++
		}
	}
	return out
}

// DiffView draws a difference in lines of at most w cells, long ones wrapped:
// "-" in Bad before what is gone, "+" in Good before what is new.
func DiffView(t Theme, w int, diff []DiffLine) []string {
	if w <= 0 {
		return nil
	}
	var lines []string
	for _, d := range diff {
		sign, role := " ", Muted
		switch d.Change {
		case LineRemoved:
			sign, role = t.Glyph(Removed), Bad
		case LineAdded:
			sign, role = t.Glyph(Added), Good
		}
		for i, part := range Wrap(oneLine(d.Text), max(w-2, 1)) {
			l := NewLine(t, w)
			if i == 0 {
				l.Put(role, sign)
			}
			lines = append(lines, l.To(2).Put(role, part).String())
		}
	}
	return lines
}

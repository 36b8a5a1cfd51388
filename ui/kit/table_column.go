package kit

// Order says how a column orders the table.
type Order uint8

// The orders of a column.
const (
	Unordered Order = iota
	Ascending
	Descending
)

// Column describes one column of a table. Its width is fixed, or it shares what
// is left.
type Column struct {
	Head     string
	Width    int // cells of a fixed column, the least of a flexible one
	Flex     int // share of the cells that are left; 0 for a fixed column
	Max      int // the most a flexible column takes; 0 for no limit
	Right    bool
	Priority int // as it gets narrow, the column with the highest leaves first; 0 stays, 1 stays in a narrow table
	Order    Order
}

// columnGap parts columns.
const columnGap = 2

// narrowTable is the width below which only columns of priority 0 and 1 are
// shown: a few that can be read rather than many that are cut.
const narrowTable = 64

// margin is the place left of the first column: the bar of the current row, and
// the sign of choice.
func (t Table) margin() int {
	if t.Multi {
		return 5
	}
	return 2
}

// layout returns the width of each column, 0 for those that found no room.
func (t Table) layout() []int {
	room := t.width - t.margin() - 1 // the last cell stays free, so that the row breathes
	widths := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		if c.Priority <= 1 || t.width >= narrowTable {
			widths[i] = max(c.Width, 1)
		}
	}
	for sum(widths) > room {
		i := t.leaving(widths)
		if i < 0 {
			break
		}
		widths[i] = 0
	}
	t.shrink(widths, room)
	t.grow(widths, room-sum(widths))
	return widths
}

// sum adds widths and the gaps between those that are shown.
func sum(widths []int) int {
	total, shown := 0, 0
	for _, w := range widths {
		if w > 0 {
			total, shown = total+w, shown+1
		}
	}
	return total + columnGap*max(shown-1, 0)
}

// leaving returns the column to leave out next, -1 when only those with
// priority 0 are left.
func (t Table) leaving(widths []int) int {
	worst := -1
	for i, c := range t.Columns {
		if widths[i] > 0 && c.Priority > 0 && (worst < 0 || c.Priority >= t.Columns[worst].Priority) {
			worst = i
		}
	}
	return worst
}

// shrink takes cells from the columns that must stay, the widest first, when
// even they do not fit; in the end whole columns give way.
func (t Table) shrink(widths []int, room int) {
	for sum(widths) > room {
		widest := -1
		for i, w := range widths {
			if w > 0 && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

// grow gives what is left to the flexible columns, by their shares.
func (t Table) grow(widths []int, left int) {
	for left > 0 {
		shares := 0
		for i, c := range t.Columns {
			if growing(c, widths[i]) {
				shares += c.Flex
			}
		}
		if shares == 0 {
			return
		}
		given := 0
		for i, c := range t.Columns {
			if !growing(c, widths[i]) {
				continue
			}
			more := max(left*c.Flex/shares, 1)
			if c.Max > 0 {
				more = min(more, c.Max-widths[i])
			}
			more = min(more, left-given)
			widths[i] += more
			given += more
		}
		left -= given
	}
}

func growing(c Column, w int) bool {
	return w > 0 && c.Flex > 0 && (c.Max == 0 || w < c.Max)
}

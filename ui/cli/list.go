package cli

import (
	"fmt"
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/sahilm/fuzzy"
)

// listRows is the number of the policy that says how many rows a list shows if nobody says otherwise; 0 shows all.
// defaultLimit is what help says, and what counts where the policy knows no such number.
const (
	listRows     model.Number = "list.rows"
	defaultLimit              = 50
)

// listing prints rows as they come, or collects them first where they are to be matched or sorted.
type listing[T any] struct {
	*printer[T]
	key    *column[T]
	down   bool
	match  string
	hay    func(s *scene, row T) string
	hays   []string
	keys   [][]byte
	total  int
	pushed int // rows printed so far

	id      *column[T] // of what has one, where a person reads and something waits to be sent
	waiting int        // rows about which something waits
}

// newListing makes a listing; hay returns what --match searches.
func newListing[T any](r *run, n noun[T], match string, hay func(s *scene, row T) string) (*listing[T], error) {
	if r.flags.limit < 0 {
		return nil, byRule(model.RuleNegative, "limit", assets.Num("value", int64(r.flags.limit)))
	}
	p, err := newPrinter(r, n, inList)
	if err != nil {
		return nil, err
	}
	l := &listing[T]{printer: p, match: strings.TrimSpace(match), hay: hay}
	if at := slices.IndexFunc(n.columns, func(c column[T]) bool { return c.name == "id" }); at >= 0 && p.table != nil {
		l.id = &n.columns[at]
	}
	if r.flags.sort != "" {
		name, down := strings.CutPrefix(r.flags.sort, "-")
		key, err := n.column("sort", name)
		if err != nil {
			return nil, err
		}
		l.key, l.down = &key, down
	}
	return l, nil
}

// collecting tells that the order of rows is known only when all were seen.
func (l *listing[T]) collecting() bool { return l.key != nil || l.match != "" }

// push takes a row and tells whether more are wanted. Beyond the limit rows are only noticed, not printed.
func (l *listing[T]) push(s *scene, row T) bool {
	l.total++
	if limit := l.run.flags.limit; !l.collecting() && limit > 0 && l.pushed >= limit {
		return false
	}
	l.pushed++
	l.add(s, row)
	if l.id != nil && l.run.unsent(strings.Trim(string(l.id.value(s, nil, row)), `"`)) {
		l.waiting++
	}
	if l.match != "" {
		l.hays = append(l.hays, l.hay(s, row))
	}
	if l.key != nil {
		l.keys = append(l.keys, l.key.value(s, nil, row))
	}
	return true
}

// pause writes what waits between two views.
func (l *listing[T]) pause() error {
	if l.collecting() {
		return nil
	}
	return l.flush()
}

// finish writes the rest, in its order, and tells people how many rows the limit left out.
func (l *listing[T]) finish() error {
	rows := l.rows()
	if l.collecting() {
		order := l.order()
		rows = len(order)
		if limit := l.run.flags.limit; limit > 0 && rows > limit {
			order = order[:limit]
		}
		l.arrange(order)
	}
	if err := l.close(); err != nil {
		return err
	}
	return l.tell(rows)
}

func (l *listing[T]) tell(rows int) error {
	if l.waiting > 0 {
		l.run.tellUnsent(l.waiting)
	}
	if !l.run.person() {
		return nil
	}
	limit := l.run.flags.limit
	switch {
	case rows == 0:
		l.run.say("cli.none")
	case limit > 0 && (l.collecting() && rows > limit || l.total > limit):
		fmt.Fprintln(l.run.out, l.run.theme().Paint(roleHint, l.run.words().Say("cli.more", assets.Num("limit", int64(limit)))))
	}
	return nil
}

// order returns the rows to print, best or first first.
func (l *listing[T]) order() []int {
	order := make([]int, l.rows())
	for i := range order {
		order[i] = i
	}
	if l.match != "" {
		order = matching(l.match, l.hays)
	}
	if l.key != nil {
		slices.SortStableFunc(order, func(a, b int) int {
			if l.down {
				a, b = b, a
			}
			return compareValues(l.keys[a], l.keys[b])
		})
	}
	return order
}

// matching returns the rows that match: those that contain what was typed as it stands, then the rest as sahilm ranks
// them.
func matching(typed string, hays []string) []int {
	var exact, other []int
	lower := strings.ToLower(typed)
	for _, m := range fuzzy.Find(typed, hays) {
		if strings.Contains(strings.ToLower(hays[m.Index]), lower) {
			exact = append(exact, m.Index)
		} else {
			other = append(other, m.Index)
		}
	}
	return append(exact, other...)
}

// arrange puts the rows that wait into an order.
func (l *listing[T]) arrange(order []int) {
	if l.table != nil {
		rows := make([][]styled, len(order))
		for i, at := range order {
			rows[i] = l.table.rows[at]
		}
		l.table.rows = rows
		return
	}
	buf, ends := make([]byte, 0, len(l.buf)), make([]int, 0, len(order))
	for _, at := range order {
		buf = append(buf, l.line(at)...)
		ends = append(ends, len(buf))
	}
	l.buf, l.ends = buf, ends
}

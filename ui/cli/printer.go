package cli

import (
	"slices"
	"strings"

	"aeconnect/ui/kit"

	"github.com/itchyny/gojq"
)

// printer prints rows of a noun in the mode that was asked for. Lines are collected and written by flush, which is
// called between views, so that nobody waits for a pipe while a view is open.
type printer[T any] struct {
	run    *run
	noun   noun[T]
	chosen []column[T]
	query  *gojq.Code
	bare   *column[T] // of a jq expression that only names a column, as most do
	buf    []byte
	ends   []int // where each line of buf ends
	value  []byte
	table  *table
	headed bool
}

// newPrinter makes a printer; what was typed wrongly is told before the marketplace is opened.
func newPrinter[T any](r *run, n noun[T], where place) (*printer[T], error) {
	p := &printer[T]{run: r, noun: n}
	if r.machine() && r.flags.csv {
		return nil, together("csv", "json")
	}
	if r.flags.csv {
		where = inSheet
	}
	var err error
	if p.chosen, err = n.choose(r.flags.fields, where); err != nil {
		return nil, err
	}
	if p.bare = p.named(r.flags.jq); p.bare == nil && r.flags.jq != "" {
		if p.query, err = compileJQ(r.flags.jq, r.app.Caller != nil); err != nil {
			return nil, err
		}
	}
	if r.human() {
		p.table = p.newTable()
	}
	return p, nil
}

// named returns the column that a jq expression such as ".id" names, if it is one of those that are printed. Its value is
// then written without making an object and reading it again, which costs twenty times as much.
func (p *printer[T]) named(expression string) *column[T] {
	name, ok := strings.CutPrefix(expression, ".")
	if !ok {
		return nil
	}
	i := slices.IndexFunc(p.chosen, func(c column[T]) bool { return c.name == name })
	if i < 0 {
		return nil
	}
	return &p.chosen[i]
}

// newTable makes the table of people: the noun's own cells, or the fields that they chose.
func (p *printer[T]) newTable() *table {
	t := &table{grow: -1}
	if p.run.flags.fields != "" {
		for _, c := range p.chosen {
			t.heads, t.right, t.spare = append(t.heads, c.name), append(t.right, false), append(t.spare, false)
		}
		return t
	}
	for i, c := range p.noun.cells {
		t.heads, t.right = append(t.heads, p.run.words().Say("head."+c.head)), append(t.right, c.right)
		t.spare = append(t.spare, c.spare)
		if c.grow {
			t.grow = i
		}
	}
	return t
}

// add renders a row.
func (p *printer[T]) add(s *scene, row T) {
	switch {
	case p.table != nil:
		p.table.rows = append(p.table.rows, p.cells(s, row))
	case p.run.flags.csv:
		p.sheet(s, row)
	case p.bare != nil:
		p.value = p.bare.value(s, p.value[:0], row)
		p.buf = append(p.buf, bareText(p.value)...)
		p.end()
	default:
		p.object(s, row)
		p.end()
	}
}

func (p *printer[T]) object(s *scene, row T) {
	if p.noun.object != nil && p.run.flags.fields == "" {
		p.buf = p.noun.object(s, p.buf, row)
		return
	}
	p.buf = object(s, p.buf, p.chosen, row)
}

// addResult is add with members behind the object that say what became of a change.
func (p *printer[T]) addResult(s *scene, row T, extra []byte) {
	p.add(s, row)
	if p.table != nil || p.run.flags.csv || p.run.flags.fields != "" || p.bare != nil {
		return
	}
	end := len(p.buf) - len("}\n")
	p.buf = append(append(p.buf[:end], extra...), "}\n"...)
	p.ends[len(p.ends)-1] = len(p.buf)
}

// end closes the line in the buffer.
func (p *printer[T]) end() {
	p.buf = append(p.buf, '\n')
	p.ends = append(p.ends, len(p.buf))
}

func (p *printer[T]) cells(s *scene, row T) []styled {
	if p.run.flags.fields == "" {
		line := make([]styled, len(p.noun.cells))
		for i, c := range p.noun.cells {
			line[i] = c.show(s, row)
			line[i].text = kit.Clean(line[i].text)
		}
		return line
	}
	line := make([]styled, len(p.chosen))
	for i, c := range p.chosen {
		p.value = c.value(s, p.value[:0], row)
		line[i] = plain(kit.Clean(cellText(p.value)))
	}
	return line
}

func (p *printer[T]) sheet(s *scene, row T) {
	for i, c := range p.chosen {
		if i > 0 {
			p.buf = append(p.buf, ',')
		}
		p.value = c.value(s, p.value[:0], row)
		p.buf = appendSheet(p.buf, sheetText(p.value))
	}
	p.end()
}

// rows returns how many rows wait to be written.
func (p *printer[T]) rows() int {
	if p.table != nil {
		return len(p.table.rows)
	}
	return len(p.ends)
}

// line returns the i-th line that waits.
func (p *printer[T]) line(i int) []byte {
	from := 0
	if i > 0 {
		from = p.ends[i-1]
	}
	return p.buf[from:p.ends[i]]
}

// flush writes what waits. A table waits for close, because its columns are as wide as its widest row.
func (p *printer[T]) flush() error {
	if p.table != nil {
		return nil
	}
	if err := p.head(); err != nil {
		return err
	}
	if p.query == nil {
		if _, err := p.run.out.Write(p.buf); err != nil {
			return err
		}
	}
	for i := 0; p.query != nil && i < len(p.ends); i++ {
		if err := runJQ(p.run.ctx, p.run.out, p.query, p.line(i)); err != nil {
			return err
		}
	}
	p.buf, p.ends = p.buf[:0], p.ends[:0]
	return nil
}

// head writes the head of a CSV once.
func (p *printer[T]) head() error {
	if !p.run.flags.csv || p.headed {
		return nil
	}
	p.headed = true
	var b []byte
	for i, c := range p.chosen {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendSheet(b, c.name)
	}
	_, err := p.run.out.Write(append(b, '\n'))
	return err
}

// close writes the rest.
func (p *printer[T]) close() error {
	if p.table != nil {
		return p.table.print(p.run.out, p.run.theme(), p.run.width())
	}
	return p.flush()
}

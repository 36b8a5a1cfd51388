package cli

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// place says where a column stands if nobody chose columns.
type place uint8

// The places.
const (
	inList  place = 1 << iota // JSON objects of lists and of what a change made
	inShow                    // JSON object of one thing
	inSheet                   // CSV

	inJSON = inList | inShow
	inAll  = inJSON | inSheet
	byName = place(0) // only where it is asked for
)

// column is one field of a noun: its name in every mode, and its value as JSON.
type column[T any] struct {
	name  string
	where place
	value func(s *scene, b []byte, row T) []byte
}

// cell is one column that people see in a list.
type cell[T any] struct {
	head  string // the word of its head, below "head."
	right bool   // numbers
	grow  bool   // takes the room that is left, and is cut where there is none
	spare bool   // left out first where a line is short
	show  func(s *scene, row T) styled
}

// styled is a text with what it is for.
type styled struct {
	text string
	role kit.Role
}

func plain(s string) styled { return styled{s, kit.Text} }
func muted(s string) styled { return styled{s, kit.Muted} }

// noun is a sort of thing that is printed.
type noun[T any] struct {
	columns []column[T]
	cells   []cell[T]
	// object appends the JSON object of a row where nobody chose fields; nil: one member for each column.
	object func(s *scene, b []byte, row T) []byte
}

// choose returns the columns that --fields names, or those of a place; an unknown one is a usage error that lists the
// valid ones.
func (n noun[T]) choose(fields string, where place) ([]column[T], error) {
	if fields == "" {
		var all []column[T]
		for _, c := range n.columns {
			if c.where&where != 0 {
				all = append(all, c)
			}
		}
		return all, nil
	}
	var chosen []column[T]
	for _, name := range strings.Split(fields, ",") {
		c, err := n.column("fields", strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, c)
	}
	return chosen, nil
}

// column finds a column by name; flag is who asks.
func (n noun[T]) column(flag, name string) (column[T], error) {
	i := slices.IndexFunc(n.columns, func(c column[T]) bool { return c.name == name })
	if i < 0 {
		var known []string
		for _, c := range n.columns {
			known = append(known, c.name)
		}
		return column[T]{}, usage(ruleFields, flag, assets.Text("value", model.Safe(name)), assets.Text("known", strings.Join(known, ", ")))
	}
	return n.columns[i], nil
}

// object appends a JSON object of the columns.
func object[T any](s *scene, b []byte, columns []column[T], row T) []byte {
	b = append(b, '{')
	for i := range columns {
		b = columns[i].value(s, appendKey(b, columns[i].name), row)
	}
	return append(b, '}')
}

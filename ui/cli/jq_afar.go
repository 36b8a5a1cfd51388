package cli

import (
	"slices"

	"github.com/itchyny/gojq"
)

// Through a hub a jq expression works on the hub's memory and time, which belong to everybody, and the engine can be
// bounded in neither. So only what is in proportion to its input is carried out there: no loops, no definitions, no
// variables, nothing that multiplies. How much it may make is estimated from the expression alone: a weight is the most
// that comes out for each byte that goes in. Whoever wants more takes --json and a jq of their own.

// weightMost is how many bytes may come out for one.
const weightMost = 512

// Weights of what makes more of a text or a value than it was.
const (
	weightQuoted  = 2  // quotes and backslashes are doubled
	weightEscaped = 6  // one character becomes &#39;
	weightEntry   = 16 // a field becomes an object, a character a value of its own
)

// proportionate tells whether an expression makes no more than weightMost of its input.
func proportionate(q *gojq.Query) bool {
	s := scale{}
	return s.query(q) <= weightMost && !s.refused
}

// scale weighs an expression. What it does not know it refuses.
type scale struct{ refused bool }

func (s *scale) refuse() int {
	s.refused = true
	return 1
}

func (s *scale) query(q *gojq.Query) int {
	switch {
	case q == nil:
		return 0
	case s.refused, len(q.Imports) > 0, len(q.FuncDefs) > 0, len(q.Patterns) > 0, q.Meta != nil:
		return s.refuse()
	case q.Term != nil:
		return s.term(q.Term)
	}
	left, right := s.query(q.Left), s.query(q.Right)
	switch q.Op {
	case gojq.OpPipe:
		return s.times(left, right)
	case gojq.OpComma:
		return left + right
	}
	if s.branches(q.Left) && s.branches(q.Right) { // each of these with each of those
		return s.refuse()
	}
	switch q.Op {
	case gojq.OpAdd, gojq.OpAlt, gojq.OpSub:
		return left + right
	case gojq.OpDiv:
		return s.times(left, weightEntry)
	case gojq.OpEq, gojq.OpNe, gojq.OpGt, gojq.OpLt, gojq.OpGe, gojq.OpLe, gojq.OpAnd, gojq.OpOr, gojq.OpMod:
		return max(left, right)
	}
	return s.refuse()
}

// times multiplies, and gives up where the product is more than may be.
func (s *scale) times(a, b int) int {
	if a = max(a, 1) * max(b, 1); a > weightMost {
		return s.refuse()
	}
	return a
}

func (s *scale) term(t *gojq.Term) (weight int) {
	switch t.Type {
	case gojq.TermTypeIdentity, gojq.TermTypeNull, gojq.TermTypeTrue, gojq.TermTypeFalse:
		weight = 1
	case gojq.TermTypeNumber:
		weight = 1 + len(t.Number)
	case gojq.TermTypeIndex:
		weight = s.index(t.Index)
	case gojq.TermTypeFunc:
		weight = s.function(t.Func)
	case gojq.TermTypeObject:
		weight = s.object(t.Object)
	case gojq.TermTypeArray:
		weight = 1 + s.query(t.Array.Query)
	case gojq.TermTypeUnary:
		weight = s.term(t.Unary.Term)
	case gojq.TermTypeFormat:
		weight = s.times(weightEscaped, s.text(t.Str))
	case gojq.TermTypeString:
		weight = s.text(t.Str)
	case gojq.TermTypeIf:
		weight = s.choice(t.If)
	case gojq.TermTypeTry:
		weight = s.query(t.Try.Body) + s.query(t.Try.Catch)
	case gojq.TermTypeQuery:
		weight = s.query(t.Query)
	default:
		return s.refuse()
	}
	for _, suffix := range t.SuffixList {
		if suffix.Index != nil {
			weight = s.times(weight, s.index(suffix.Index))
		}
	}
	return weight
}

// index weighs what stands between brackets, which itself is not to branch.
func (s *scale) index(i *gojq.Index) int {
	for _, q := range []*gojq.Query{i.Start, i.End} {
		if s.query(q); q != nil && s.branches(q) {
			return s.refuse()
		}
	}
	if i.Str != nil {
		s.text(i.Str)
	}
	return 1
}

// text weighs a string with what is put into it.
func (s *scale) text(t *gojq.String) int {
	if t == nil {
		return 1
	}
	weight := 1 + len(t.Str)
	for _, q := range t.Queries {
		weight += s.query(q)
	}
	return s.apart(weight, t.Queries...)
}

func (s *scale) object(o *gojq.Object) int {
	weight, values := 1, []*gojq.Query(nil)
	for _, kv := range o.KeyVals {
		weight += 1 + len(kv.Key) + s.query(kv.KeyQuery) + max(1, s.query(kv.Val))
		if kv.KeyString != nil {
			weight += s.text(kv.KeyString)
			values = append(values, kv.KeyString.Queries...)
		}
		values = append(values, kv.KeyQuery, kv.Val)
	}
	return s.apart(weight, values...)
}

// apart refuses parts of one value of which several have several results: each would be put together with each.
func (s *scale) apart(weight int, parts ...*gojq.Query) int {
	several := 0
	for _, q := range parts {
		if q != nil && s.branches(q) {
			several++
		}
	}
	if several > 1 {
		return s.refuse()
	}
	return weight
}

func (s *scale) choice(i *gojq.If) int {
	weight := s.query(i.Cond) + s.query(i.Then) + s.query(i.Else)
	several := s.branches(i.Cond)
	for _, e := range i.Elif {
		weight += s.query(e.Cond) + s.query(e.Then)
		several = several || s.branches(e.Cond)
	}
	if several {
		return s.refuse()
	}
	return weight
}

// functionWeight is how much a function makes of its input; false for one that a hub does not carry out.
func functionWeight(name string) (weight int, known bool) {
	switch name {
	case "length", "keys", "type", "not", "tonumber", "first", "last", "ascii_downcase", "ascii_upcase", "add", "any", "all", "min", "max",
		"sort", "unique", "reverse", "empty", "null", "true", "false", "floor", "ceil", "round", "abs", "flatten", "values", "has", "select",
		"contains", "inside", "startswith", "endswith", "ltrimstr", "rtrimstr", "sort_by", "group_by", "unique_by", "min_by", "max_by", "index",
		"trim", "del", "map", "join":
		return 1, true
	case "tostring", "tojson":
		return weightQuoted, true
	case "to_entries", "from_entries", "with_entries", "split":
		return weightEntry, true
	}
	return 0, false
}

func (s *scale) function(f *gojq.Func) int {
	weight := 1
	for _, arg := range f.Args {
		weight = s.times(weight, s.query(arg))
	}
	switch {
	case f.Name == "map" || f.Name == "with_entries":
	case f.Name == "join": // the separator stands between all
		if len(f.Args) != 1 || f.Args[0].Term == nil || f.Args[0].Term.Type != gojq.TermTypeString || len(f.Args[0].Term.Str.Queries) > 0 {
			return s.refuse()
		}
	case slices.ContainsFunc(f.Args, s.branches):
		return s.refuse()
	default:
		weight = 1
	}
	makes, known := functionWeight(f.Name)
	if !known {
		return s.refuse()
	}
	return s.times(weight, makes)
}

// branches tells whether an expression may have several results.
func (s *scale) branches(q *gojq.Query) bool {
	switch {
	case q == nil:
		return false
	case q.Op == gojq.OpComma:
		return true
	case q.Term == nil:
		return s.branches(q.Left) || s.branches(q.Right)
	}
	t := q.Term
	if slices.ContainsFunc(t.SuffixList, func(suffix *gojq.Suffix) bool { return suffix.Iter }) {
		return true
	}
	switch t.Type {
	case gojq.TermTypeQuery:
		return s.branches(t.Query)
	case gojq.TermTypeIf:
		return s.branches(t.If.Then) || s.branches(t.If.Else) || slices.ContainsFunc(t.If.Elif, func(e *gojq.IfElif) bool { return s.branches(e.Then) })
	case gojq.TermTypeTry:
		return s.branches(t.Try.Body) || s.branches(t.Try.Catch)
	case gojq.TermTypeObject:
		return slices.ContainsFunc(t.Object.KeyVals, func(kv *gojq.ObjectKeyVal) bool { return s.branches(kv.Val) || s.branches(kv.KeyQuery) })
	case gojq.TermTypeString, gojq.TermTypeFormat:
		return t.Str != nil && slices.ContainsFunc(t.Str.Queries, s.branches)
	case gojq.TermTypeUnary:
		return s.branches(&gojq.Query{Term: t.Unary.Term})
	}
	return false
}

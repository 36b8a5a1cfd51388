package lobby

import (
	"strings"
	"testing"

	"aeconnect/ui/canary"
)

// questioner tries a verb in every form for one reader.
type questioner struct {
	t      *testing.T
	hall   *hall
	story  *canary.Story
	reader string
	said   map[string]bool
	none   map[string]spoken // what lines about nothing were answered
	tried  map[string]bool   // verbs with a kind of things
	lines  int
}

// line runs a command line and looks for what its reader may not know. What the reader typed itself may come back.
func (q *questioner) line(args ...string) spoken {
	a := q.hall.says(q.reader, args...)
	q.lines++
	typed := strings.Join(args, " ")
	for _, name := range q.story.Escaped(q.reader, a.out+a.errs, typed) {
		if !q.said[name] {
			q.said[name] = true
			q.t.Errorf("%s reads %s by %q:\n%s%s", q.reader, name, typed, a.out, a.errs)
		}
	}
	return a
}

// same demands that a line about something hidden is answered as one about something that there is none of.
func (q *questioner) same(hidden, none string, args ...string) {
	put := func(word string) []string {
		line := make([]string, len(args))
		for i, a := range args {
			line[i] = strings.ReplaceAll(a, "%", word)
		}
		return line
	}
	asked := strings.Join(put(none), " ")
	was, known := q.none[asked]
	if !known {
		was = q.line(put(none)...)
		q.none[asked] = was
	}
	is := q.line(put(hidden)...)
	for _, word := range []string{hidden, strings.ToUpper(hidden)} {
		is.out, is.errs = strings.ReplaceAll(is.out, word, none), strings.ReplaceAll(is.errs, word, none)
	}
	if key := strings.Join(args, " "); was != is && !q.said[key] {
		q.said[key] = true
		q.t.Errorf("%s tells %q (%s) from what there is none of, by %q:\n%d %s%s\n%d %s%s", q.reader, hidden, q.name(hidden), key,
			is.exit, is.out, is.errs, was.exit, was.out, was.errs)
	}
}

func (q *questioner) name(word string) string {
	for _, b := range q.story.Birds {
		if strings.EqualFold(b.Word, word) {
			return b.Name
		}
	}
	return ""
}

// ask tries a verb with everything that it takes.
func (q *questioner) ask(v verb) {
	switch {
	case len(v.args) == 0, strings.HasPrefix(v.args[0], "["):
		q.plain(v)
	default:
		for _, first := range q.firsts(v) {
			q.line(v.with(first, "--json")...)
		}
	}
	for _, b := range q.story.Birds {
		if b.ID && len(v.args) > 0 {
			q.thing(v, b)
		}
	}
	q.complete(v)
}

// firsts are first arguments that are no ID.
func (q *questioner) firsts(v verb) []string {
	switch {
	case *long:
		return append(canary.Readers(), "nobody-here", "x")
	case v.args[0] == "HANDLE":
		return []string{canary.Lumen, canary.Mia, "nobody-here"}
	}
	return []string{"x"}
}

// reads tells whether a verb is there to look: it is asked about everything, others about one thing of each kind.
func (v verb) reads() bool {
	name := v.path[len(v.path)-1]
	return name == "show" || name == "why" || name == "diff" || name == "statement"
}

// thing tries a verb with an ID, and with its beginning.
func (q *questioner) thing(v verb, b *canary.Bird) {
	id := strings.ToUpper(b.Word)
	if !v.takes(id[0]) {
		return
	}
	once := strings.Join(v.path, " ") + id[:1]
	if b.May(q.reader) {
		once += " seen"
	}
	if q.tried[once] && !v.reads() && !*long {
		return
	}
	q.tried[once] = true
	if !b.May(q.reader) {
		q.same(id, id[:2]+"ZZZZ-ZZZZ", v.with("%", "--json")...)
		if *long {
			q.same(id, id[:2]+"ZZZZ-ZZZZ", v.with("%")...)
			q.same(id[:7], id[:2]+"ZZZZ-", v.with("%")...)
		}
		return
	}
	q.line(v.with(id)...)
	q.line(v.with(id, "--json")...)
	if *long {
		q.line(v.with(id[:2], "--json")...)
		q.line(v.with(id, "--csv")...)
	}
}

// plain tries a verb without arguments: lists, in every form and order, and narrowed by what the reader may not know.
func (q *questioner) plain(v verb) {
	q.line(v.path...)
	fields := keys(q.line(append(v.path, "--json")...).out)
	if !v.has("limit") {
		return
	}
	all := append(v.path[:len(v.path):len(v.path)], "--limit", "0")
	q.line(append(all, "--csv")...)
	q.line(append(all, "--json", "--jq", ".")...)
	q.line(append(all, "--fields", strings.Join(fields, ","), "--csv")...)
	for _, field := range fields {
		if v.has("sort") && (*long || len(field)%9 == 0) {
			q.line(append(all, "--json", "--sort", "-"+field)...)
		}
	}
	q.narrowed(v, all)
}

// narrowed asks a list for what carries a hidden word or belongs to a hidden thing: the answer is that of a word that
// stands nowhere.
func (q *questioner) narrowed(v verb, all []string) {
	for i, b := range q.story.Birds {
		if b.May(q.reader) || !*long && i%12 != len(v.path[0])%12 {
			continue
		}
		for _, flag := range []string{"where", "match"} {
			if v.has(flag) && !b.ID {
				q.same(b.Word, canary.Nowhere, append(all, "--json", "--"+flag, "%")...)
			}
		}
		for _, flag := range []string{"task", "order"} {
			if id := strings.ToUpper(b.Word); v.has(flag) && b.ID && strings.EqualFold(flag[:1], id[:1]) {
				q.same(id, id[:2]+"ZZZZ-ZZZZ", append(all, "--json", "--"+flag, "%")...)
			}
		}
	}
}

// complete asks for the words that a shell would offer.
func (q *questioner) complete(v verb) {
	line := append([]string{"__complete"}, v.path...)
	for _, typed := range []string{"", "O-", "T-", "B-", "J-", "P-", "zq"} {
		q.line(append(line, typed)...)
		if !*long {
			break
		}
	}
	for _, flag := range v.flags {
		if *long || strings.Contains("task order creator seller where batch", flag) {
			q.line(append(line, "--"+flag, "")...)
		}
	}
}

// log demands that whoever has no part in any order hears of none: not even that somebody applied.
func (q *questioner) log() {
	if q.reader == canary.Lumen || q.reader == canary.Mia || q.reader == canary.Nils || q.reader == canary.Sam {
		return
	}
	for line := range strings.Lines(q.line("log", "--limit", "0", "--json").out) {
		for _, about := range []string{"order.", "application.", "sample.", "content.", "payment.", "ledger.", "batch.", "extension.", "offer.", "stop."} {
			if strings.Contains(line, `"event":"`+about) {
				q.t.Errorf("%s hears of others: %s", q.reader, line)
			}
		}
	}
}

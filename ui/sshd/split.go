package sshd

import (
	"errors"
	"strings"
)

var errQuote = errors.New("a quotation mark has no other")

// split takes a command line apart as a shell does: quotes and backslashes count, and nothing is expanded. The
// program's own name may stand before it, as it does in lines that were copied. It is written here because the usual
// libraries lose empty arguments.
func split(line string) ([]string, error) {
	var s splitter
	for _, r := range line {
		s.take(r)
	}
	if s.quote != 0 || s.escaped {
		return nil, errQuote
	}
	s.finish()
	if len(s.args) > 0 && s.args[0] == "aeconnect" {
		return s.args[1:], nil
	}
	return s.args, nil
}

// splitter is a command line that was taken apart up to some sign.
type splitter struct {
	args    []string
	word    strings.Builder
	within  bool // a word has begun, which may be empty
	quote   rune // the mark that ends the quotation, 0 outside
	escaped bool // a backslash stands before
}

func (s *splitter) take(r rune) {
	switch {
	case s.escaped:
		s.escaped = false
		if s.quote == '"' && !strings.ContainsRune("\"\\$`", r) {
			s.word.WriteByte('\\') // within double quotes it stands for itself before other signs
		}
		s.add(r)
	case r == '\\' && s.quote != '\'':
		s.escaped = true
	case r == s.quote:
		s.quote = 0
	case s.quote != 0:
		s.add(r)
	case r == '"' || r == '\'':
		s.quote, s.within = r, true
	case r == ' ' || r == '\t' || r == '\n':
		s.finish()
	default:
		s.add(r)
	}
}

func (s *splitter) add(r rune) {
	s.within = true
	s.word.WriteRune(r)
}

// finish ends a word, if one has begun.
func (s *splitter) finish() {
	if s.within {
		s.args = append(s.args, s.word.String())
	}
	s.within = false
	s.word.Reset()
}

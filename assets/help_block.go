package assets

import "strings"

// BlockKind says what a block of a page is.
type BlockKind uint8

// The kinds of blocks.
const (
	Paragraph   BlockKind = iota
	Heading               // of a part of the page
	Step                  // one of numbered steps
	Point                 // one of a list
	CommandLine           // to be typed into a shell, without the prompt
)

// Block is one block of a page: a paragraph, a heading, an item of a list, a command line.
type Block struct {
	Kind   BlockKind
	Number string // of a step, "1"
	Spans  []Span
}

// Plain returns the text of a block without its styles.
func (b Block) Plain() string {
	var s strings.Builder
	for _, span := range b.Spans {
		s.WriteString(span.Text)
	}
	return s.String()
}

// SpanKind says what a piece of a block is.
type SpanKind uint8

// The kinds of spans.
const (
	PlainSpan  SpanKind = iota
	StrongSpan          // what stands out
	CodeSpan            // a key or a command
	LinkSpan            // the title of another page
)

// Span is a piece of a block in one style.
type Span struct {
	Kind SpanKind
	Text string
	Page string // that a link leads to
}

// blocks cuts the text of a page into blocks; title says what a link is called.
func blocks(body string, title func(id string) string) []Block {
	var all []Block
	for line := range strings.Lines(body) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, newBlock(line, title))
		}
	}
	return all
}

func newBlock(line string, title func(string) string) Block {
	number, rest, _ := strings.Cut(line, ". ")
	switch {
	case isHeading(line):
		return Block{Kind: Heading, Spans: []Span{{Text: strings.Trim(line, "*")}}}
	case isCommand(line):
		return Block{Kind: CommandLine, Spans: []Span{{Text: line[2:]}}}
	case strings.HasPrefix(line, "- "):
		return Block{Kind: Point, Spans: spans(line[2:], title)}
	case isItem(line):
		return Block{Kind: Step, Number: number, Spans: spans(rest, title)}
	}
	return Block{Spans: spans(line, title)}
}

// isHeading tells whether a line is a heading: strong from end to end.
func isHeading(line string) bool {
	return len(line) > 4 && strings.HasPrefix(line, "**") && strings.HasSuffix(line, "**") && !strings.Contains(line[2:len(line)-2], "**")
}

func isCommand(line string) bool { return strings.HasPrefix(line, "$ ") }

// spans cuts a line at **strong**, `code` and [[links]]. A sign that is not closed stays as it stands.
func spans(line string, title func(string) string) []Span {
	var all []Span
	put := func(kind SpanKind, text, page string) {
		if text != "" {
			all = append(all, Span{kind, text, page})
		}
	}
	signs := []struct {
		open, close string
		kind        SpanKind
	}{{"**", "**", StrongSpan}, {"`", "`", CodeSpan}, {"[[", "]]", LinkSpan}}
	for line != "" {
		first, at := -1, len(line)
		for i, sign := range signs {
			if j := strings.Index(line, sign.open); j >= 0 && j < at && strings.Contains(line[j+len(sign.open):], sign.close) {
				first, at = i, j
			}
		}
		put(PlainSpan, line[:at], "")
		if first < 0 {
			break
		}
		inner, rest, _ := strings.Cut(line[at+len(signs[first].open):], signs[first].close)
		if signs[first].kind == LinkSpan {
			put(LinkSpan, title(inner), inner)
		} else {
			put(signs[first].kind, inner, "")
		}
		line = rest
	}
	return all
}

// Plain returns the text of a page without its styles, a line for each block.
func (p Page) Plain() string {
	var s strings.Builder
	for _, b := range p.Blocks {
		s.WriteString(b.Plain())
		s.WriteByte('\n')
	}
	return s.String()
}

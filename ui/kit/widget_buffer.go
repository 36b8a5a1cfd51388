package kit

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// buffer is text under a cursor, the editing that one line and many lines have
// in common. It moves and deletes by clusters, so that no key leaves half an
// emoji behind; it holds at most max runes, so that no paste makes a frame
// slow. The fields of bubbles do neither: they count runes, so that a backspace
// after a family of three leaves two people and a loose joiner, and keep what
// turns writing around. Their ctrl+v reads the clipboard of the machine that
// runs the program, which over SSH is not the reader's.
type buffer struct {
	text  string
	pos   int // byte offset of the cursor, at the start of a cluster
	max   int // runes; 0 means defaultRunes
	multi bool
	cut   bool // the last insertion did not fit whole
}

// defaultRunes bounds a text that says nothing about its length.
const defaultRunes = 1000

func (b *buffer) limit() int {
	if b.max > 0 {
		return b.max
	}
	return defaultRunes
}

// set replaces the text and puts the cursor at its end.
func (b *buffer) set(s string) {
	b.text, b.pos = "", 0
	b.insert(s)
	b.cut = false
}

// insert puts s at the cursor, cleaned and cut to what there is room for. Its
// cost is bounded by the room, not by the length of s.
func (b *buffer) insert(s string) {
	room := b.limit() - utf8.RuneCountInString(b.text)
	head := firstRunes(s, 2*b.limit()+64)
	clean := Clean
	if b.multi {
		clean = CleanLines
	}
	text := clean(head)
	kept := firstRunes(text, room)
	b.cut = len(kept) < len(text) || len(head) < len(s)
	b.text = b.text[:b.pos] + kept + b.text[b.pos:]
	b.pos += len(kept)
	b.tidy(b.pos-len(kept), b.pos)
}

// tidy keeps the text clean where it was just changed: an edit may have brought
// together what each was harmless alone, such as two joiners. It looks no
// further than the plain characters around.
func (b *buffer) tidy(from, to int) {
	for from > 0 && b.text[from-1] >= utf8.RuneSelf {
		from--
	}
	from = max(from-1, 0) // the plain character that a mark may sit on
	for to < len(b.text) && b.text[to] >= utf8.RuneSelf {
		to++
	}
	to = min(to+1, len(b.text))
	if part := b.text[from:to]; !printableASCII(part) {
		head := CleanLines(b.text[from:b.pos])
		if cleaned := CleanLines(part); cleaned != part {
			b.text = b.text[:from] + cleaned + b.text[to:]
			b.pos = from + min(len(head), len(cleaned))
		}
	}
	b.pos = b.snap(b.pos)
}

// snap returns the nearest cluster boundary at or after pos: what was typed may
// have joined what stood behind the cursor.
func (b *buffer) snap(pos int) int {
	at := b.safeStart(pos)
	for at < pos {
		at, _, _ = next(b.text, at)
	}
	return at
}

// firstRunes returns at most n runes of s.
func firstRunes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n <= 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// safeStart returns a place at or before pos, not far away, at which a cluster
// certainly starts.
func (b *buffer) safeStart(pos int) int {
	i := pos
	for i > 0 && pos-i < 512 {
		i--
		if b.text[i] < utf8.RuneSelf {
			return i
		}
	}
	for i > 0 && !utf8.RuneStart(b.text[i]) {
		i--
	}
	return i
}

func (b *buffer) before(pos int) int {
	at := b.safeStart(pos)
	for at < pos {
		end, _, _ := next(b.text, at)
		if end >= pos {
			return at
		}
		at = end
	}
	return at
}

func (b *buffer) after(pos int) int {
	if pos >= len(b.text) {
		return len(b.text)
	}
	end, _, _ := next(b.text, pos)
	return end
}

// wordBefore returns where the word before pos starts.
func (b *buffer) wordBefore(pos int) int {
	for inWord := false; pos > 0; {
		at := b.before(pos)
		letter := isWord(b.text[at:pos])
		if inWord && !letter {
			return pos
		}
		inWord, pos = letter, at
	}
	return 0
}

// wordAfter returns where the word at or after pos ends.
func (b *buffer) wordAfter(pos int) int {
	for inWord := false; pos < len(b.text); {
		end := b.after(pos)
		letter := isWord(b.text[pos:end])
		if inWord && !letter {
			return pos
		}
		inWord, pos = letter, end
	}
	return pos
}

func isWord(cluster string) bool {
	r, _ := utf8.DecodeRuneInString(cluster)
	return unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_'
}

func (b *buffer) remove(from, to int) {
	b.text = b.text[:from] + b.text[to:]
	b.pos = from
	b.tidy(from, from)
}

// lineStart and lineEnd return the bounds of the line that has pos.
func (b *buffer) lineStart(pos int) int { return strings.LastIndexByte(b.text[:pos], '\n') + 1 }

func (b *buffer) lineEnd(pos int) int {
	if i := strings.IndexByte(b.text[pos:], '\n'); i >= 0 {
		return pos + i
	}
	return len(b.text)
}

// goTo puts the cursor at a byte offset, given as a number; what is none leaves it where it is.
func (b *buffer) goTo(at string) {
	if n, err := strconv.Atoi(at); err == nil && n >= 0 && n <= len(b.text) {
		b.pos = b.snap(n)
	}
}

package kit

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"testing"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// framework returns what the framework's own reader makes of an input.
func framework(input string) (events []uv.Event) {
	in, out := io.Pipe()
	go func() { _, _ = io.WriteString(out, input); _ = out.Close() }()
	all, done := make(chan uv.Event), make(chan struct{})
	go func() {
		defer close(done)
		for e := range all {
			events = append(events, e)
		}
	}()
	_ = uv.NewTerminalReader(in, "xterm-256color").StreamEvents(context.Background(), all)
	close(all)
	<-done
	return events
}

// pressed returns what a keyboard makes of an input that comes in pieces.
func pressed(pieces ...string) (events []uv.Event) {
	k := &keyboard{send: func(e uv.Event) { events = append(events, e) }, wait: time.Hour}
	for _, piece := range pieces {
		k.feed([]byte(piece))
	}
	k.expire()
	k.stop()
	return events
}

// told writes events down, so that they can be compared.
func told(events []uv.Event) string {
	return fmt.Sprintf("%d %#v", len(events), append([]uv.Event{}, events...))
}

// keySequences is what terminals send, and what they do not.
func keySequences() []string {
	all := []string{
		"äöü", "日本", "👩‍👩‍👧x", "\x1b[<0;10;5M\x1b[<0;10;5m", "\x1b]11;rgb:1111/2222/3333\x1b\\", "\x1b[?69;2$y\x1b[?62;4c", "\x1b[?997;1n",
		"abc\x1b", "\x1b[I\x1b[O", "\x1bOAj\x1b[Bk", "\x1b[97;5u\x1b[57399;2u",
	}
	for _, c := range "ABCDEFHPQRSZabcdMXjklmnopqrstuvwxy" {
		all = append(all, "\x1b["+string(c), "\x1bO"+string(c), "\x1b\x1b["+string(c), "\x1b\x1bO"+string(c), "\x1bO5"+string(c))
		for m := 2; m <= 16; m++ {
			all = append(all, fmt.Sprintf("\x1b[1;%d%c", m, c))
		}
	}
	for n := 1; n <= 34; n++ {
		for _, end := range []string{"~", "$", "^", "@", ";2~", ";5~", ";3~"} {
			all = append(all, fmt.Sprintf("\x1b[%d%s", n, end), fmt.Sprintf("\x1b\x1b[%d%s", n, end))
		}
	}
	for b := range 256 {
		all = append(all, string([]byte{byte(b)}), string([]byte{27, byte(b)}), fmt.Sprintf("\x1b[27;5;%d~", b))
	}
	return all
}

// TestKeyboardReadsAsTheFramework holds the keyboard to what the framework's own reader makes of the same; only what
// neither knows is not passed on.
func TestKeyboardReadsAsTheFramework(t *testing.T) {
	for _, s := range keySequences() {
		want := slices.DeleteFunc(framework(s), func(e uv.Event) bool {
			switch e.(type) {
			case uv.UnknownEvent, uv.CursorPositionEvent:
				return true
			}
			return false
		})
		if got := pressed(s); told(got) != told(want) {
			t.Errorf("%q: %#v, want %#v", s, got, want)
		}
	}
}

// TestKeyboardWaitsForTheRest cuts inputs at every place.
func TestKeyboardWaitsForTheRest(t *testing.T) {
	for _, s := range []string{"\x1b[1;5Aj", "a\x1b[200~x\x1b[Ay\nz\x1b[201~b", "ä日", "\x1b]11;rgb:1111/2222/3333\x1b\\q", "\x1b[<0;10;5M"} {
		whole := told(pressed(s))
		for i := range len(s) {
			if got := told(pressed(s[:i], s[i:])); got != whole {
				t.Errorf("%q cut at %d: %s, want %s", s, i, got, whole)
			}
		}
	}
}

func TestKeyboardPastesWhatWasPasted(t *testing.T) {
	got := pressed("\x1b[200~two\nlines \x1b[A\xff ü", "\x1b[20", "1~x")
	want := []uv.Event{uv.PasteEvent{Content: "two\nlines \x1b[A ü"}, uv.KeyPressEvent{Code: 'x', Text: "x"}}
	if told(got) != told(want) {
		t.Errorf("%#v, want %#v", got, want)
	}
}

// TestKeyboardIsBounded: neither a sequence nor a paste without an end is kept for ever.
func TestKeyboardIsBounded(t *testing.T) {
	var sent int
	k := &keyboard{send: func(uv.Event) { sent++ }, wait: time.Hour}
	defer k.stop()
	junk := bytes.Repeat([]byte("x"), 4096)
	k.feed([]byte("\x1b]52;"))
	for range 64 {
		k.feed(junk)
		if len(k.pending) > pendingMost {
			t.Fatalf("%d bytes are kept of a sequence", len(k.pending))
		}
	}
	k.expire()
	k.feed([]byte("\x1b[200~"))
	for range 1024 {
		k.feed(junk)
	}
	if len(k.paste) > pasteMost || len(k.pending) > pendingMost {
		t.Errorf("%d bytes are kept of a paste, %d besides", len(k.paste), len(k.pending))
	}
}

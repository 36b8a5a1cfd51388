package kit

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// TestFloodRests: of keys that come in masses none is lost, the screen is held still for each part and drawn after it,
// and others have their turn between two parts; what hands press, and a paste, does not wait.
func TestFloodRests(t *testing.T) {
	full := strings.Repeat("x", keysAtOnce)
	for _, c := range []struct {
		name, input string
		keys, rests int
	}{
		{"a key", "x", 1, 0},
		{"a line at once", full[1:], keysAtOnce - 1, 0},
		{"a flood", strings.Repeat(full, 3) + "xy", 3*keysAtOnce + 2, 3},
		{"a paste", "\x1b[200~" + strings.Repeat(full, 3) + "\x1b[201~", 1, 0},
	} {
		var keys, rests, drawn int
		still := false
		k := &keyboard{wait: time.Hour, flood: func(on bool) { still = on }}
		k.send = func(msg uv.Event) {
			switch _, is := any(msg).(drained); {
			case is && still:
				t.Errorf("%s: drawn while nothing is", c.name)
			case is:
				drawn++
			default:
				keys++
			}
		}
		k.rest = func(time.Duration) { rests++ }
		k.read(strings.NewReader(c.input))
		if keys != c.keys || rests != c.rests || drawn != rests || still {
			t.Errorf("%s: %d keys, %d rests, %d times drawn, still: %v", c.name, keys, rests, drawn, still)
		}
	}
}

// counting is a model that shows how many keys were pressed.
type counting struct{ keys int }

func (counting) Init() tea.Cmd { return nil }

func (c counting) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, is := msg.(tea.KeyPressMsg); is {
		if key.String() == "q" {
			return c, tea.Quit
		}
		c.keys++
	}
	return c, nil
}

func (c counting) View() tea.View {
	return tea.NewView(strings.Repeat(fmt.Sprintln(c.keys, "keys, says a line of a screen that is as wide as many are"), 30))
}

// TestFloodIsShown: after a flood the screen shows all of it, also where its last part fills what is read at once.
func TestFloodIsShown(t *testing.T) {
	r := newRemote(t, 40, 8)
	ended := r.start(t.Context(), nil, counting{})
	r.sees(t, "0 keys")
	_, _ = io.WriteString(r.keys, strings.Repeat("x", 2*keysAtOnce))
	r.sees(t, fmt.Sprint(2*keysAtOnce, " keys"))
	_, _ = io.WriteString(r.keys, "q")
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// BenchmarkFlood sends a quarter of a megabyte of keys and reports what each costs, the rests taken off: "alone" as hands
// press them, one by one, "flood" all at once. Together with its rests a flood must take a small part of a core.
func BenchmarkFlood(b *testing.B) {
	for _, c := range []struct {
		name string
		at   int
		rest time.Duration
	}{{"alone", 1, 0}, {"flood", keysAtOnce, floodRest}} {
		b.Run(c.name, func(b *testing.B) {
			text := bytes.Repeat([]byte("x"), 256<<10)
			for b.Loop() {
				in, out := io.Pipe()
				go func() {
					for part := text; len(part) > 0; part = part[c.at:] {
						_, _ = out.Write(part[:c.at])
					}
					_, _ = out.Write([]byte("q"))
				}()
				if _, err := Run(context.Background(), counting{}, Options{In: in, Out: io.Discard, Env: []string{"TERM=xterm-256color"}, Width: 146, Height: 36, Scratch: &Scratch{}}); err != nil {
					b.Fatal(err)
				}
			}
			each := b.Elapsed()/time.Duration(b.N) - c.rest*time.Duration(len(text)/c.at)
			b.ReportMetric(float64(each.Microseconds())/float64(len(text)), "µs/key")
		})
	}
}

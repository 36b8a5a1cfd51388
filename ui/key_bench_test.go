package ui

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/market"
	"aeconnect/store/sample"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

var (
	benchOrders = flag.Int("orders", 100_000, "how many orders of one seller BenchmarkKeys has")
	benchWorld  = flag.String("world", "", "directory in which BenchmarkKeys keeps its marketplace from run to run; none: it is made anew")
)

// BenchmarkKeys presses keys as the seller whose orders are many, and as a creator, and reports for each key how long
// it takes at the 99th percentile and at worst: "loop" is Update and View, what the event loop does; "answer" is until the
// frame shows the answer, with all commands run one after the other.
//
//	go test ./ui -run '^$' -bench Keys -benchtime 1x -v
func BenchmarkKeys(b *testing.B) {
	m := manyOrders(b)
	for _, walk := range []struct {
		handle, menu string
		keys         []string
	}{
		{"lumen", "", []string{"down", "pgdown", "end", "home", "2", "1"}},
		{"lumen", "orders", listKeys()},
		{"lumen", "tasks", listKeys()},
		{"lumen", "review", listKeys()},
		{"lumen", "payments", listKeys()},
		{"lumen", "square", listKeys()},
		{"mia", "", []string{"down", "pgdown", "end", "home", "2", "1"}},
		{"mia", "orders", listKeys()},
	} {
		b.Run(walk.handle+"/"+walk.menu, func(b *testing.B) {
			h := newHand(b, m, walk.handle)
			if !h.open(walk.menu) {
				b.Skip("the menu has no such entry")
			}
			for b.Loop() {
				for _, key := range walk.keys {
					h.repeat(key)
				}
			}
			h.report()
		})
	}
}

// listKeys are pressed on every list; what is typed into the filter is a step of its own.
func listKeys() []string {
	return []string{"down", "up", "pgdown", "pgup", "end", "home", "space", "s", "right", "left", "tab", "/", "e", "a", "r", "backspace", "esc", "esc", "enter", "esc", "ctrl+p", "o", "esc"}
}

// held are the keys that people hold down.
func held(key string) int {
	switch key {
	case "down", "up", "pgdown", "pgup":
		return 60
	case "right":
		return 5
	case "/", "e", "a", "r", "esc", "ctrl+p", "enter":
		return 1
	}
	return 8
}

// hand presses keys and takes the time.
type hand struct {
	b            *testing.B
	app          *App
	queue        []tea.Cmd
	loop, answer map[string][]time.Duration
	order        []string
}

func newHand(b *testing.B, m *market.Market, handle string) *hand {
	o := Options{Market: searching{m}, Handle: handle, Anyone: true, Words: assets.NewWords("en"), Drafts: screen.NewDrafts(nil, nil), Now: time.Now}
	h := &hand{b: b, app: New(o), loop: map[string][]time.Duration{}, answer: map[string][]time.Duration{}}
	h.app.tick = func(time.Duration, func(time.Time) tea.Msg) tea.Cmd { return nil }
	h.push(h.app.Init())
	for _, msg := range []tea.Msg{tea.ColorProfileMsg{Profile: colorprofile.TrueColor}, tea.WindowSizeMsg{Width: 146, Height: 36}} {
		h.send(msg)
	}
	return h
}

// open goes to an entry of the menu by its number.
func (h *hand) open(entry string) bool {
	if entry == "" {
		return true
	}
	at := slices.IndexFunc(h.app.menu(h.app.read(h.app.me.handle)), func(e kit.MenuEntry) bool { return e.Key == entry })
	if at >= 0 {
		h.send(screentest.Key(fmt.Sprint(at + 1)))
	}
	return at >= 0
}

func (h *hand) push(cmd tea.Cmd) {
	if cmd != nil {
		h.queue = append(h.queue, cmd)
	}
}

func (h *hand) repeat(key string) {
	if _, known := h.loop[key]; !known {
		h.order = append(h.order, key)
	}
	for range held(key) {
		loop, answer := h.send(screentest.Key(key))
		h.loop[key], h.answer[key] = append(h.loop[key], loop), append(h.answer[key], answer)
	}
}

// send plays a message to rest. loop is the longest that the event loop was busy with one message and its frame.
func (h *hand) send(msg tea.Msg) (loop, answer time.Duration) {
	began := time.Now()
	for steps := 0; ; steps++ {
		if steps > 20_000 {
			h.b.Fatal("the program does not come to rest")
		}
		if msg != nil {
			at := time.Now()
			_, cmd := h.app.Update(msg)
			h.app.View()
			loop = max(loop, time.Since(at))
			h.push(cmd)
		}
		if len(h.queue) == 0 {
			return loop, time.Since(began)
		}
		next := h.queue[0]
		h.queue = h.queue[1:]
		msg = next()
		if v := reflect.ValueOf(msg); v.IsValid() && v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range v.Len() {
				h.push(v.Index(i).Interface().(tea.Cmd))
			}
			msg = nil
		}
	}
}

// report logs each key and reports all of them together.
func (h *hand) report() {
	var table strings.Builder
	for _, key := range h.order {
		loop, answer := percentiles(h.loop[key]), percentiles(h.answer[key])
		fmt.Fprintf(&table, "\n%-10s loop p50 %6.2f p99 %6.2f max %6.2f ms   answer p50 %6.2f p99 %6.2f max %6.2f ms", key, loop[0], loop[1], loop[2], answer[0], answer[1], answer[2])
	}
	h.b.Log(table.String())
	all := func(of map[string][]time.Duration) (durations []time.Duration) {
		for _, d := range of {
			durations = append(durations, d...)
		}
		return durations
	}
	loop, answer := percentiles(all(h.loop)), percentiles(all(h.answer))
	h.b.ReportMetric(loop[1], "loop-p99-ms")
	h.b.ReportMetric(loop[2], "loop-max-ms")
	h.b.ReportMetric(answer[0], "answer-p50-ms")
	h.b.ReportMetric(answer[1], "answer-p99-ms")
	h.b.ReportMetric(answer[2], "answer-max-ms")
}

// percentiles returns the 50th, the 99th and the 100th, in milliseconds.
func percentiles(of []time.Duration) [3]float64 {
	of = slices.Sorted(slices.Values(of))
	at := func(percent int) float64 { return float64(of[(len(of)-1)*percent/100].Microseconds()) / 1000 }
	return [3]float64{at(50), at(99), at(100)}
}

// searching is a marketplace as screens see it.
type searching struct{ *market.Market }

// Search implements screen.Market.
func (s searching) Search() screen.Search { return box{s.Market.Search()} }

type box struct{ *market.Searcher }

// Find implements screen.Search.
func (b box) Find(ctx context.Context, query string, of model.TaskType, limit int) (screen.Found, error) {
	r, err := b.Searcher.Find(ctx, query, of, limit)
	f := screen.Found{Total: r.Total, Took: r.Took, Partial: r.Partial}
	for _, hit := range r.Hits {
		f.Hits = append(f.Hits, screen.Hit{Task: model.Key(hit.Key), Match: hit.Positions})
	}
	return f, err
}

// manyOrders opens a sample marketplace in which lumen has a great many orders in several states, and mia many.
func manyOrders(b *testing.B) *market.Market {
	dir := *benchWorld
	if dir == "" {
		dir = filepath.Join(b.TempDir(), "market")
	}
	_, err := os.Stat(filepath.Join(dir, "whole"))
	made := err == nil
	m, err := sample.Open(context.Background(), dir, sample.World{Options: sample.Options{Seed: 1, Tasks: 2000}, Fresh: !made})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := m.Close(); err != nil {
			b.Error(err)
		}
	})
	if made {
		return m
	}
	began := time.Now()
	err = errors.Join(sample.Morning(context.Background(), sample.Over(m.Hub()), sample.Options{Seed: 1, Tasks: 2000}), crowd(m.Hub(), *benchOrders))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "whole"), nil, 0o600)
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("made in %v", time.Since(began).Round(time.Second))
	return m
}

// crowdTasks is how many tasks the orders are of.
const crowdTasks = 100

// crowd makes orders of lumen's, a thousand of each of a hundred tasks: six tenths wait, three are approved, two of these
// submitted, one confirmed.
func crowd(h *hub.Hub, orders int) error {
	ids := uint64(1) << 40
	mint := func(letter byte) model.ID {
		ids++
		return model.MintID(letter, ids*0x9E3779B97F4A7C15)
	}
	return h.Bulk(context.Background(), func(bulk *hub.Bulk) (wrong error) {
		do := func(who model.Key, c model.Command) {
			o, err := bulk.Do(hub.Submission{Actor: model.Actor{Account: who, Operator: who == 0}, Command: c})
			if err == nil && o.Refusal != nil {
				err = o.Refusal
			}
			if err != nil && wrong == nil {
				wrong = fmt.Errorf("%s: %w", c.Wire(), err)
			}
		}
		key := func(handle string) model.Key { return model.AccountByHandle(bulk.State(), handle).Key }
		lumen, creators := key(sample.Seller), []model.Key{key(sample.Creator)}
		for i := range orders/crowdTasks - 1 {
			handle := fmt.Sprintf("crowd%d", i)
			do(0, &model.AddAccount{
				Handle: handle, Name: "Crowd " + fmt.Sprint(i), Role: model.Creator, Kind: model.External, Languages: []string{"en"}, Country: "DE",
				Channels: []model.Channel{{Platform: "instagram", Followers: int64(20000 + i*37), Posts: 210}},
			})
			creators = append(creators, key(handle))
		}
		now := model.MarketOf(bulk.State()).Now
		for t := range crowdTasks {
			task := mint(model.TaskLetter)
			do(lumen, &model.CreateTask{ID: task, Publish: true, Fields: model.TaskFields{
				Type: model.FixedPrice, Title: fmt.Sprintf("Wireless earbuds, wave %d", t), Links: []string{"https://www.aliexpress.com/item/1005006123456789.html"},
				Content: []model.ContentType{"video", "article"}, Languages: []string{"en"}, Description: "30 h battery, fits small ears",
				Brief: []string{"Show the case open", "Say the battery life"}, Fee: &model.Money{Minor: 12000, Currency: "USD"},
				ApplyBy: now.Add(10 * 24 * time.Hour), SubmitBy: now.Add(60 * 24 * time.Hour),
			}})
			for i, creator := range creators {
				order := mint(model.OrderLetter)
				do(creator, &model.ApplyToTask{ID: order, Task: task, Note: "I compare earbuds every month."})
				if i%10 < 4 {
					do(lumen, &model.ApproveApplications{Orders: []model.Picked{{ID: order}}})
				}
				if i%10 < 3 {
					do(creator, &model.SubmitContent{Order: order, Type: "video", Links: []string{"https://www.instagram.com/reel/abc123/"}})
				}
				if i%10 < 1 {
					do(lumen, &model.ConfirmContent{Order: order})
				}
				if wrong != nil {
					return wrong
				}
			}
		}
		return wrong
	})
}

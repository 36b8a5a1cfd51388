package lobby

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strings"
	"testing"
	"time"

	"aeconnect/model"
	journal "aeconnect/store/hub"
	"aeconnect/store/market"
	"aeconnect/store/sample"
	"aeconnect/ui/screen"
	"aeconnect/ui/sshd"

	gossh "golang.org/x/crypto/ssh"
)

// searched is a marketplace as screens see it.
type searched struct{ *market.Market }

// Search implements screen.Market.
func (s searched) Search() screen.Search { return crowdBox{s.Market.Search()} }

type crowdBox struct{ *market.Searcher }

// Find implements screen.Search.
func (b crowdBox) Find(ctx context.Context, query string, of model.TaskType, limit int) (screen.Found, error) {
	r, err := b.Searcher.Find(ctx, query, of, limit)
	f := screen.Found{Total: r.Total, Took: r.Took, Partial: r.Partial}
	for _, h := range r.Hits {
		f.Hits = append(f.Hits, screen.Hit{Task: model.Key(h.Key), Match: h.Positions})
	}
	return f, err
}

// changesOf waits for the commits of a hub, as the program does.
func changesOf(m *market.Market) func(context.Context) func() ([]model.Ref, bool, bool) {
	return func(ctx context.Context) func() ([]model.Ref, bool, bool) {
		news := m.Hub().Subscribe()
		context.AfterFunc(ctx, news.Close)
		return func() ([]model.Ref, bool, bool) {
			select {
			case _, open := <-news.Ready():
				n := news.Take()
				return n.Rows, n.All, open
			case <-ctx.Done():
				return nil, false, false
			}
		}
	}
}

// crowdHub is what the process of the hub is told in its environment.
type crowdHub struct {
	Dir    string
	People int
}

// crowdEnv holds it.
const crowdEnv = "AECONNECT_TEST_CROWD"

// TestCrowdHub is the hub of BenchmarkCrowd, in a process of its own. It takes orders, a line each, and answers each
// with a line.
func TestCrowdHub(t *testing.T) {
	var c crowdHub
	if json.Unmarshal([]byte(os.Getenv(crowdEnv)), &c) != nil {
		t.Skip("BenchmarkCrowd starts it")
	}
	m := c.market(t)
	debug.SetGCPercent(50) // as main has it
	words := sshd.Words()
	house := New(Options{Market: searched{m}, Notebook: market.OpenNotebook(t.TempDir()), Dir: c.Dir, Version: "1.2.3", Words: words, Changes: changesOf(m)})
	key, err := sshd.HostKey(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	host, err := sshd.New(sshd.Options{House: house, HostKey: key, Limits: house.Limits, Words: words})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = host.Serve(l) }()
	answer(l.Addr().String())
	orders := bufio.NewScanner(os.Stdin)
	for orders.Scan() {
		answer(c.obey(m, strings.Fields(orders.Text())))
	}
	os.Exit(0) // nobody asks how it ends
}

// answer writes a line that the one who asks tells from other lines.
func answer(what any) {
	line, err := json.Marshal(what)
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(os.Stdout, "\nhub %s\n", line)
}

// weight is what the hub's process is made of, in bytes.
type weight struct {
	Live, Heap, Stacks, Sys uint64
	Goroutines, Collections int
}

func (c crowdHub) obey(m *market.Market, order []string) any {
	switch order[0] {
	case "collect": // what is garbage goes, and its memory back to the system
		debug.FreeOSMemory()
	case "commit":
		return c.commit(m, order[1])
	case "profile":
		f, err := os.Create(order[1])
		if err == nil {
			err = errors.Join(pprof.Lookup(order[2]).WriteTo(f, 0), f.Close())
		}
		return fmt.Sprint(err)
	case "cpu":
		f, err := os.Create(order[1])
		if err == nil {
			err = pprof.StartCPUProfile(f)
		}
		return fmt.Sprint(err)
	case "stop":
		pprof.StopCPUProfile()
	}
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return weight{s.HeapAlloc, s.HeapInuse, s.StackInuse, s.Sys, runtime.NumGoroutine(), int(s.NumGC)}
}

// commit makes one change by the seller of the story: a task for everybody to see, or a draft.
func (c crowdHub) commit(m *market.Market, what string) any {
	var seller model.Key
	_ = m.View(model.Actor{Operator: true}, func(v model.View) { seller = model.AccountByHandle(v.Reader, sample.Seller).Key })
	d, err := m.Do(context.Background(), model.Actor{Account: seller}, &model.CreateTask{ID: m.Mint(model.TaskLetter), Publish: what == "task", Fields: model.TaskFields{
		Type: model.FixedPrice, Title: "Wireless earbuds for runners", Links: []string{"https://www.aliexpress.com/item/1005006123456789.html"},
		Content: []model.ContentType{"video"}, Languages: []string{"en"}, Description: "30 h battery, fits small ears",
		Brief: []string{"Show the case open"}, Fee: &model.Money{Minor: 12000, Currency: "USD"},
		ApplyBy: m.Now().Add(10 * 24 * time.Hour), SubmitBy: m.Now().Add(60 * 24 * time.Hour),
	}})
	if err == nil && d.Refusal != nil {
		err = d.Refusal
	}
	return fmt.Sprint(err)
}

// market opens the sample marketplace with 10,000 tasks, and gives everybody of the crowd a key.
func (c crowdHub) market(t *testing.T) *market.Market {
	whole := c.Dir + "/whole"
	_, err := os.Stat(whole)
	w := sample.World{Options: sample.Options{Seed: 1, Tasks: 10_000}, Fresh: err != nil}
	if err != nil {
		if err = errors.Join(sample.Fill(t.Context(), c.Dir, w), os.WriteFile(whole, nil, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	w.Fresh = false
	m, err := sample.Open(t.Context(), c.Dir, w)
	if err != nil {
		t.Fatal(err)
	}
	if err := m.Hub().Bulk(t.Context(), c.admit); err != nil {
		t.Fatal(err)
	}
	return m
}

// admit gives the first of the crowd a seller's key each, the next a creator's, and so on, and lets so many in.
func (c crowdHub) admit(b *journal.Bulk) (wrong error) {
	do := func(cmd model.Command) {
		o, err := b.Do(journal.Submission{Actor: model.Actor{Operator: true}, Command: cmd})
		if err == nil && o.Refusal != nil {
			err = o.Refusal
		}
		wrong = errors.Join(wrong, err)
	}
	do(&model.SetPolicy{Name: addressMax, Value: int64(c.People) + 20})
	handles := crowdHandles(b.State())
	for n := range c.People {
		if model.FindKey(b.State(), gossh.FingerprintSHA256(personKey(n).PublicKey())) == nil {
			do(&model.AddKey{Handle: handles[n%len(handles)], Kind: model.KeyFull, Text: personText(n)})
		}
	}
	return wrong
}

// crowdHandles are the accounts that a crowd is at work as: those of the story first.
func crowdHandles(r model.Reader) []string {
	handles := []string{sample.Seller, sample.Creator}
	for _, role := range []model.Role{model.Seller, model.Creator, model.Agency} {
		n := 0
		q := model.People(role)
		for p := range r.Scan(q.List, q.Group, model.Place{}, false) {
			handles = append(handles, model.AccountOf(r, p.Ref.Key).Handle)
			if n++; n == 100 {
				break
			}
		}
	}
	return handles
}

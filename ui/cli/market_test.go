package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
)

// memory is a marketplace in maps, with a clock that the test moves.
type memory struct {
	s       *model.Overlay
	now     model.Moment
	log     []model.Happening
	seq     uint64
	ids     uint64
	taken   int // so many of the next minted IDs are the last one again
	written int // commands that were kept
	closed  int
	broken  error // what Do and View return
}

func (m *memory) moment() model.Moment {
	if market := model.MarketOf(m.s); market != nil && market.Virtual {
		return market.Now
	}
	return m.now
}

func (m *memory) View(actor model.Actor, read func(model.View)) error {
	if m.broken != nil {
		return m.broken
	}
	m.strike(m.moment())
	read(model.NewView(m.s, actor, m.moment()))
	return nil
}

func (m *memory) Do(_ context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	if m.broken != nil {
		return model.Decision{}, m.broken
	}
	m.strike(m.moment())
	d := m.decide(actor, m.moment(), c, private)
	if d.Refusal == nil {
		for _, o := range private {
			m.s.Keep(o)
		}
		m.written++
		m.keep(actor, m.moment(), d)
	}
	return d, nil
}

func (m *memory) Plan(actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	return m.decide(actor, m.moment(), c, private), m.broken
}

func (m *memory) decide(actor model.Actor, now model.Moment, c model.Command, private []model.Opened) model.Decision {
	over := model.NewOverlay(m.s)
	for _, o := range private {
		over.Keep(o)
	}
	return model.Decide(over, actor, now, c)
}

func (m *memory) keep(actor model.Actor, now model.Moment, d model.Decision) {
	m.seq++
	meta := model.Meta{At: now, Actor: actor}
	for _, e := range d.Events {
		model.Apply(m.s, meta, e)
		m.log = append(m.log, model.Happening{Seq: m.seq, Meta: meta, Event: e})
	}
}

// strike lets every clock strike that is due until a moment.
func (m *memory) strike(to model.Moment) {
	for {
		fire, due, ok := model.NextDue(m.s)
		if !ok || due > to {
			return
		}
		system := model.Actor{System: true}
		m.keep(system, due, model.Decide(m.s, system, due, fire))
	}
}

func (m *memory) History(actor model.Actor, ref model.Ref, limit int) ([]model.Happening, error) {
	var all []model.Happening
	for _, h := range m.log {
		for _, about := range h.Event.About() {
			if about == ref && m.visible(actor, ref) && model.Hears(m.s, model.ViewerOf(m.s, actor), h.Event) {
				all = append(all, h)
				break
			}
		}
	}
	if limit > 0 && len(all) > limit {
		all = all[len(all)-limit:]
	}
	return all, nil
}

func (m *memory) visible(actor model.Actor, ref model.Ref) bool {
	row, presence := m.s.Get(ref)
	return presence == model.Known && model.CanSee(m.s, model.ViewerOf(m.s, actor), row)
}

func (m *memory) Events(ctx context.Context, actor model.Actor, from uint64, follow bool, fn func(model.Happening) error) error {
	for _, h := range m.log {
		if h.Seq < from {
			continue
		}
		if model.Hears(m.s, model.ViewerOf(m.s, actor), h.Event) {
			if err := fn(h); err != nil {
				return err
			}
		}
	}
	if follow {
		<-ctx.Done()
	}
	return nil
}

func (m *memory) Head() uint64 { return m.seq }

func (m *memory) Mint(letter byte) model.ID {
	if m.taken > 0 {
		m.taken--
	} else {
		m.ids++
	}
	return model.MintID(letter, m.ids*0x9E3779B97F4A7C15)
}

func (m *memory) Seal(text string) model.Opened {
	m.ids++
	return model.Opened{Salt: [16]byte{byte(m.ids), byte(m.ids >> 8)}, Value: text}
}

func (m *memory) Advance(_ context.Context, to model.Moment) error {
	m.strike(to)
	d := m.decide(operator(), max(m.moment(), to), &model.AdvanceTime{To: to}, nil)
	if d.Refusal != nil {
		return d.Refusal
	}
	m.keep(operator(), to, d)
	return nil
}

func (m *memory) Close() error {
	m.closed++
	return nil
}

// town runs command lines against marketplaces in memory.
type town struct {
	t      testing.TB
	app    *App
	dirs   map[string]*memory
	env    map[string]string
	out    bytes.Buffer
	errs   bytes.Buffer
	opened []string // what the screens were opened on
	person bool
	now    model.Moment
}

// start is Saturday 21 November 2026, 10:00 UTC.
func start() model.Moment { return model.At(time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)) }

func newTown(t testing.TB) *town {
	w := &town{t: t, dirs: map[string]*memory{}, env: map[string]string{"AECONNECT_DATA": "/data"}, now: start()}
	w.app = &App{
		Version: "1.2.3", Stdin: strings.NewReader(""), Stdout: &w.out, Stderr: &w.errs,
		Speak: assets.Speaker(), Env: func(name string) string { return w.env[name] }, Terminal: func() bool { return w.person },
		DataDir: func() string { return "/home" }, DemoDir: func() string { return "/demo" },
		Open: w.open,
		OpenTUI: func(_ context.Context, dir, handle string) error {
			w.opened = append(w.opened, dir+" "+handle)
			return nil
		},
		Demo: func(_ context.Context, dir string, o DemoOptions, progress func(int, int)) error {
			m := &memory{s: model.NewMemory(), now: w.now}
			_, err := m.Do(context.Background(), operator(), &model.OpenMarket{Virtual: true, Start: w.now, Zone: "UTC", Values: policyValues()})
			w.dirs[dir] = m
			progress(o.Tasks, o.Tasks)
			return err
		},
		OpenDemo: func(_ context.Context, dir string, _ DemoOptions, handle string) error {
			w.opened = append(w.opened, dir+" "+handle)
			return nil
		},
		Backup: func(_ context.Context, dir string, to io.Writer) error {
			if w.dirs[dir] == nil {
				return ErrNoMarket
			}
			_, err := io.WriteString(to, "copy of "+dir)
			return err
		},
		Restore: func(_ context.Context, dir string, from io.Reader) error {
			text, err := io.ReadAll(from)
			w.dirs[dir] = &memory{s: model.NewMemory(), now: w.now}
			return errors.Join(err, mustHold(text, "copy of"))
		},
		Doctor: func(_ context.Context, dir string) (Checkup, error) {
			if w.dirs[dir] == nil {
				return Checkup{}, ErrNoMarket
			}
			return Checkup{Entries: w.dirs[dir].seq, Rows: 12}, nil
		},
	}
	return w
}

func mustHold(text []byte, want string) error {
	if !strings.Contains(string(text), want) {
		return errors.New("no backup")
	}
	return nil
}

func (w *town) open(_ context.Context, dir string, create bool) (Market, error) {
	m := w.dirs[dir]
	if m == nil && !create {
		return nil, ErrNoMarket
	}
	if m == nil {
		m = &memory{s: model.NewMemory()}
		w.dirs[dir] = m
	}
	m.now = w.now
	return m, nil
}

// run runs a command line and returns standard output, standard error and the exit code.
func (w *town) run(args ...string) (stdout, stderr string, code int) {
	w.t.Helper()
	w.out.Reset()
	w.errs.Reset()
	code = w.app.Run(context.Background(), args)
	for dir, m := range w.dirs {
		if m.closed == 0 && len(m.log) > 0 {
			w.t.Errorf("%v left %s open", args, dir)
		}
	}
	return w.out.String(), w.errs.String(), code
}

// do runs a command line that must succeed.
func (w *town) do(args ...string) string {
	w.t.Helper()
	out, errs, code := w.run(args...)
	if code != ExitDone {
		w.t.Fatalf("%s: exit %d\n%s%s", strings.Join(args, " "), code, out, errs)
	}
	return out
}

// json runs a command line with --json and returns the object that it prints.
func (w *town) json(args ...string) map[string]any {
	w.t.Helper()
	out := w.do(append(args, "--json")...)
	var v map[string]any
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		w.t.Fatalf("%s printed %q: %v", strings.Join(args, " "), out, err)
	}
	return v
}

// fails runs a command line that must fail and returns the error as JSON tells it.
func (w *town) fails(code int, args ...string) problemJSON {
	w.t.Helper()
	before := w.written()
	out, errs, got := w.run(append(args, "--json")...)
	var e struct{ Error problemJSON }
	if err := json.Unmarshal([]byte(errs), &e); err != nil {
		w.t.Fatalf("%s: exit %d, no error on standard error: %q %q", strings.Join(args, " "), got, out, errs)
	}
	if got != code {
		w.t.Errorf("%s: exit %d (%+v), want %d", strings.Join(args, " "), got, e.Error, code)
	}
	if w.written() != before {
		w.t.Errorf("%s: something was written", strings.Join(args, " "))
	}
	return e.Error
}

type problemJSON struct{ Code, Rule, Field, Message, Accepts string }

func (w *town) written() int {
	n := 0
	for _, m := range w.dirs {
		n += m.written
	}
	return n
}

// settle makes the people of the journey.
func (w *town) settle() *town {
	w.t.Helper()
	w.do("account", "add", "lumen", "--role", "seller", "--level", "senior", "--name", "Lumen Audio")
	w.do("account", "add", "mia", "--role", "creator", "--kind", "external", "--name", "Mia Makes", "--channel", "instagram", "--followers", "48000",
		"--posts", "210", "--language", "en", "--country", "DE")
	w.do("portals", "join", "--as", "lumen", "--rate", "5")
	w.do("account", "paypal", "mia", "mia@example.com", "--as", "mia")
	w.do("account", "address", "mia", "Mia M., Hauptstr. 1, 10115 Berlin, DE, +49 30 000000", "--as", "mia")
	return w
}

// earbuds are the flags of the journey's task.
func earbuds() []string {
	return []string{
		"--type", "fixed_price", "--title", "Wireless earbuds launch", "--link", "https://www.aliexpress.com/item/1005006123456789.html",
		"--content", "video", "--content", "article", "--language", "en", "--description", "30 h battery, fits small ears, show the case in daylight",
		"--require", "Show the case open in daylight", "--require", "Say the battery life", "--fee", "120.00", "--currency", "USD", "--samples", "1",
		"--apply-by", "+10d", "--submit-by", "+60d",
	}
}

// post publishes the journey's task and returns its ID; more flags may be added.
func (w *town) post(more ...string) string {
	w.t.Helper()
	args := append([]string{"task", "create", "--as", "lumen", "--publish"}, earbuds()...)
	return w.json(append(args, more...)...)["id"].(string)
}

// apply applies to a task as a creator and returns the order's ID.
func (w *town) apply(task, creator string) string {
	w.t.Helper()
	return w.json("order", "apply", task, "--as", creator, "--note", "I compare earbuds every month.")["id"].(string)
}

// reach brings a new order of mia's to a state.
func (w *town) reach(state string) string {
	w.t.Helper()
	o := w.apply(w.post(), "mia")
	steps := []struct {
		state string
		args  []string
	}{
		{"applied", nil},
		{"awaiting_sample", []string{"order", "approve", o, "--as", "lumen"}},
		{"sample_sent", []string{"ship", "send", o, "--as", "lumen", "--carrier", "DHL", "--tracking", "00340434161094042557", "--sender", "Lumen, Shenzhen"}},
		{"awaiting_submission", []string{"ship", "received", o, "--as", "mia"}},
		{"in_review", []string{"content", "submit", o, "--as", "mia", "--type", "video", "https://www.instagram.com/reel/" + o + "/"}},
		{"confirmed", []string{"content", "confirm", o, "--as", "lumen"}},
		{"paid", []string{"payment", "record", o, "--as", "lumen", "--method", "paypal", "--amount", "120.00", "--reference", "ref-" + o}},
		{"completed", []string{"payment", "acknowledge", o, "--as", "mia"}},
	}
	for _, s := range steps {
		if s.args != nil {
			w.do(s.args...)
		}
		if s.state == state {
			return o
		}
	}
	w.t.Fatalf("no way to %s", state)
	return ""
}

func policyValues() []model.PolicyValue { return assets.Policy().Values() }

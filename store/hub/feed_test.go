package hub_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/hub/hubtest"
	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
	"aeconnect/store/remote"
)

// pupil knows nothing but the pages that it pulled.
type pupil struct {
	handle  string
	actor   model.Actor
	cursor  remote.Cursor
	rows    map[model.Ref]string
	secrets map[model.Commitment]string
	heard   map[string]bool
	pages   int
}

func (w *world) pupil(handle string) *pupil {
	return &pupil{handle: handle, actor: w.actorOf(handle), rows: map[model.Ref]string{}, secrets: map[model.Commitment]string{}, heard: map[string]bool{}}
}

// actorOf is the actor behind a handle as a host would stamp it.
func (w *world) actorOf(handle string) (a model.Actor) {
	a = w.actor(handle)
	_ = w.hub.View(func(r model.Reader) error {
		a.Operator = model.AccountOf(r, a.Account).Role == model.Operator
		return nil
	})
	return a
}

// pull brings the pupil up to date; it returns false after a reset.
func (p *pupil) pull(t testing.TB, h *hub.Hub, limit int) bool {
	t.Helper()
	for {
		page, err := h.Pull(p.actor, p.cursor, limit)
		if errors.Is(err, remote.ErrReset) {
			return false
		}
		if err != nil {
			t.Fatal(err)
		}
		if page.Bytes() > remote.MaxPageBytes {
			t.Fatalf("a page of %d bytes", page.Bytes())
		}
		for _, ref := range page.Forget {
			delete(p.rows, ref)
		}
		for _, put := range page.Put {
			p.rows[put.Ref] = string(put.Row)
		}
		for _, o := range page.Secrets {
			p.secrets[o.Commit()] = o.Value
		}
		for _, e := range page.Happened {
			p.heard[fmt.Sprintf("%d/%d", e.Seq, e.Index)] = true
		}
		p.cursor, p.pages = page.Next, p.pages+1
		if !page.More {
			return true
		}
	}
}

// expected is what an account sees in the hub's state, found by looking at every row.
func (w *world) expected(actor model.Actor) (rows map[model.Ref]string, open map[model.Commitment]string) {
	rows, open = map[model.Ref]string{}, map[model.Commitment]string{}
	codec := journal.NewCodec()
	err := w.hub.View(func(r model.Reader) error {
		who := model.ViewerOf(r, actor)
		for kind := model.KindMarket; kind <= model.KindMark; kind++ {
			for key := model.Key(1); key < r.Next(kind); key++ {
				row, presence := r.Get(model.Ref{Kind: kind, Key: key})
				if presence != model.Known {
					continue
				}
				shown, secrets := model.Carry(r, who, row)
				if shown == nil {
					continue
				}
				raw, _ := codec.Encode(shown)
				rows[row.Ref()] = string(raw)
				for _, o := range secrets {
					open[o.Commit()] = o.Value
				}
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return rows, open
}

func (w *world) compare(p *pupil) error {
	rows, open := w.expected(p.actor)
	for _, ref := range slices.SortedFunc(maps.Keys(rows), byRef) {
		if p.rows[ref] != rows[ref] {
			return fmt.Errorf("%s: row %v is %x, want %x", p.handle, ref, p.rows[ref], rows[ref])
		}
	}
	for ref := range p.rows {
		if _, known := rows[ref]; !known {
			return fmt.Errorf("%s: row %v is not to be seen", p.handle, ref)
		}
	}
	for c, value := range open {
		if p.secrets[c] != value {
			return fmt.Errorf("%s: the private text %q is missing", p.handle, value)
		}
	}
	return nil
}

func byRef(a, b model.Ref) int {
	if a.Kind != b.Kind {
		return int(a.Kind) - int(b.Kind)
	}
	return int(a.Key) - int(b.Key)
}

// rabble does something random with a marketplace.
type rabble struct {
	*world
	*hubtest.Rabble
}

func newRabble(t testing.TB, h *hub.Hub) *rabble {
	w := newWorld(t, h).found(true)
	r, more := hubtest.NewRabble(w.id)
	w.deeds(more)
	return &rabble{w, r}
}

func (r *rabble) step(rt *rapid.T) {
	now, _ := r.hub.Now()
	r.Step(rt, now, func(d hubtest.Deed) bool { return r.try(d.Handle, d.Command, d.Secrets...).Refusal == nil })
}

func memHub(t testing.TB) *hub.Hub {
	h, err := hub.New(mem.New(journal.Epoch{1}), hub.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// Whoever pulls, whenever and in pages of whatever size, ends with exactly what the projection of the hub's state is.
func TestFeedIsTheProjection(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := memHub(t)
		defer h.Close()
		r := newRabble(t, h)
		var pupils []*pupil
		for range rapid.IntRange(1, 40).Draw(rt, "rounds") {
			for range rapid.IntRange(1, 8).Draw(rt, "steps") {
				r.step(rt)
			}
			if rapid.IntRange(0, 3).Draw(rt, "joins") == 0 {
				pupils = append(pupils, r.pupil(rapid.SampledFrom(r.Everybody()).Draw(rt, "who")))
			}
			for _, p := range pupils {
				if rapid.Bool().Draw(rt, "pulls") {
					p.pull(t, h, rapid.SampledFrom([]int{0, 600, 5000}).Draw(rt, "limit"))
				}
			}
		}
		for _, handle := range r.Everybody() {
			pupils = append(pupils, r.pupil(handle))
		}
		for _, p := range pupils {
			if !p.pull(t, h, rapid.SampledFrom([]int{0, 900}).Draw(rt, "limit")) {
				rt.Fatalf("%s was reset", p.handle)
			}
			if err := r.compare(p); err != nil {
				rt.Fatal(err)
			}
			if err := r.compareHistory(p); err != nil {
				rt.Fatal(err)
			}
		}
	})
}

// compareHistory holds what was heard against the histories of the account's own orders.
func (r *rabble) compareHistory(p *pupil) error {
	for _, id := range r.Orders {
		o := r.order(id)
		if o.SideOf(p.actor.Account) == model.Nobody && p.handle != "sam" {
			continue
		}
		steps, err := r.hub.Trail(o.Ref(), 0, 0)
		if err != nil {
			return err
		}
		for _, s := range steps {
			for i, e := range s.Events {
				heard := false
				_ = r.hub.View(func(rd model.Reader) error { heard = model.Hears(rd, model.ViewerOf(rd, p.actor), e); return nil })
				if heard && slices.Contains(e.About(), o.Ref()) && !p.heard[fmt.Sprintf("%d/%d", s.Seq, i)] {
					return fmt.Errorf("%s did not hear of %s in %s", p.handle, e.Wire(), id)
				}
			}
		}
	}
	return nil
}

// A cursor of another account, of another hub, or of one that was restored and went another way, is of no use.
func TestFeedResets(t *testing.T) {
	h := memHub(t)
	defer h.Close()
	w := newWorld(t, h).found(true)
	mia, lumen := w.pupil("mia"), w.pupil("lumen")
	mia.pull(t, h, 0)
	lumen.pull(t, h, 0)
	for name, cursor := range map[string]remote.Cursor{
		"another account": lumen.cursor, "rubbish": {1, 2, 3}, "cut": mia.cursor[:len(mia.cursor)-1],
	} {
		if _, err := h.Pull(mia.actor, cursor, 0); !errors.Is(err, remote.ErrReset) {
			t.Errorf("%s: %v", name, err)
		}
	}
	other := memHub(t)
	defer other.Close()
	newWorld(t, other).found(true)
	if _, err := other.Pull(mia.actor, mia.cursor, 0); err != nil && !errors.Is(err, remote.ErrReset) {
		t.Errorf("the same history: %v", err)
	}
	w.publish("lumen")
	mia.pull(t, h, 0)
	elsewhere := newWorld(t, other)
	elsewhere.ids.Store(1000)
	elsewhere.publish("lumen")
	elsewhere.publish("lumen")
	if _, err := other.Pull(mia.actor, mia.cursor, 0); !errors.Is(err, remote.ErrReset) {
		t.Errorf("a hub that went another way: %v", err)
	}
}

// That a hub was put back is said also where the account may see something else than it could before, because of what was
// forgotten: the operator, who decides on access as long as there is no support.
func TestFeedForgetsSupport(t *testing.T) {
	marketplace := func(others ...*model.AddAccount) *world {
		h := memHub(t)
		t.Cleanup(func() { h.Close() })
		w := newWorld(t, h).found(true)
		w.do("", &model.AddAccount{Handle: "chief", Name: "The chief", Role: model.Operator})
		for _, c := range others {
			w.do("", c)
		}
		return w
	}
	sam := &model.AddAccount{Handle: "sam", Name: "Sam", Role: model.Support}
	before := marketplace(sam)
	chief := before.pupil("chief")
	chief.pull(t, before.hub, 0)
	for name, after := range map[string]*world{
		"shorter":     marketplace(),
		"another way": marketplace(&model.AddAccount{Handle: "ute", Name: "Ute", Role: model.Operator}),
	} {
		if _, err := after.hub.Pull(chief.actor, chief.cursor, 0); !errors.Is(err, remote.ErrForgot) {
			t.Errorf("%s: %v", name, err)
		}
	}
	early := marketplace()
	chief = early.pupil("chief")
	chief.pull(t, early.hub, 0)
	early.do("", sam)
	if _, err := early.hub.Pull(chief.actor, chief.cursor, 0); !errors.Is(err, remote.ErrReset) || errors.Is(err, remote.ErrForgot) {
		t.Errorf("nothing was forgotten: %v", err)
	}
}

// Watch wakes who has something to pull, and nobody else.
func TestFeedWatch(t *testing.T) {
	h := memHub(t)
	defer h.Close()
	w := newWorld(t, h).found(true)
	w.people("bazaar", "nils")
	task := w.publish("lumen")
	mia, nils := w.pupil("mia"), w.pupil("nils")
	mia.pull(t, h, 0)
	nils.pull(t, h, 0)
	quiet, cancel := context.WithCancel(context.Background())
	slept, woken := make(chan error, 1), make(chan error, 1)
	go func() { slept <- h.Watch(quiet, nils.actor, nils.cursor) }()
	go func() { woken <- h.Watch(context.Background(), mia.actor, mia.cursor) }()
	w.do("mia", &model.MarkSeen{Until: start()})
	if err := <-woken; err != nil {
		t.Error(err)
	}
	cancel()
	if err := <-slept; !errors.Is(err, context.Canceled) {
		t.Errorf("nils was woken by what mia alone sees: %v", err)
	}
	w.apply(task, "mia")
	for _, p := range []*pupil{mia, nils, w.pupil("lumen")} {
		if err := h.Watch(context.Background(), p.actor, p.cursor); err != nil {
			t.Error(p.handle, err)
		}
	}
	if err := h.Watch(context.Background(), model.Actor{}, nil); err == nil {
		t.Error("nobody in particular may watch")
	}
}

// A seller sees an address through the recipient's account until it stands in a parcel: when the recipient moves, or is
// paid elsewhere, the order is told anew, although it did not change itself.
func TestFeedTellsOfWhoMoved(t *testing.T) {
	h := memHub(t)
	defer h.Close()
	w := newWorld(t, h).found(true)
	order := w.apply(w.publish("lumen"), "mia")
	lumen := w.pupil("lumen")
	opened := func(value string) bool {
		t.Helper()
		clear(lumen.secrets)
		lumen.pull(t, h, 0)
		if err := w.compare(&pupil{handle: "lumen", actor: lumen.actor, rows: lumen.rows, secrets: everySecret(w, lumen)}); err != nil {
			t.Error(err)
		}
		return lumen.secrets[secret(value).Commit()] != ""
	}
	move := func(value string) {
		w.with("mia", &model.SetAddress{Handle: "mia", Address: secret(value).Commit()}, secret(value))
	}
	move("first")
	if opened("first") {
		t.Error("an address is told before approval")
	}
	w.do("lumen", &model.ApproveApplications{Orders: []model.Picked{{ID: order}}})
	if !opened("first") {
		t.Error("the address is not told with the approval")
	}
	move("second")
	if !opened("second") {
		t.Error("the seller does not hear where the recipient moved")
	}
	sender := secret("sender")
	w.with("lumen", &model.SendSamples{Orders: []model.Picked{{ID: order}}, Info: model.ShipmentInfo{Carrier: "DHL", Tracking: "1", Pieces: 1, Sender: sender.Commit()}}, sender)
	opened("second")
	move("third")
	if opened("third") {
		t.Error("the seller hears where the recipient moved after the parcel was sent")
	}
	w.do("mia", &model.ConfirmReceipt{Order: order})
	w.advance(16 * day)
	opened("")
}

// everySecret is what the account may open: the rows alone are compared.
func everySecret(w *world, p *pupil) map[model.Commitment]string {
	_, open := w.expected(p.actor)
	return open
}

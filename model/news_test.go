package model

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// unread returns the IDs of the rows with news for a handle, the newest first.
func (w *world) unread(handle string) (ids []ID) {
	NewView(w.s, w.actor(handle), w.now).Unread(func(row Newsworthy) bool {
		switch row := row.(type) {
		case *Order:
			ids = append(ids, row.ID)
		case *Request:
			ids = append(ids, row.ID)
		}
		return true
	})
	return ids
}

func TestNewsAreWhatOthersDid(t *testing.T) {
	w := newWorld(t)
	w.do("", &AddAccount{Handle: "nils", Role: Creator, Kind: External, Languages: []string{"en"}})
	task := w.publish(w.fixedPrice())
	o := w.apply(task, "mia")
	expect := func(stage, who string, want ...ID) {
		t.Helper()
		if got := w.unread(who); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %s has news of %v, want %v", stage, who, got, want)
		}
	}
	expect("applied", "lumen", o)
	expect("applied", "mia")
	expect("applied", "nils")
	w.do("lumen", &MarkSeen{Things: []ID{o}})
	expect("opened", "lumen")
	w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: o}}})
	expect("approved", "lumen")
	expect("approved", "mia", o)
	w.do("mia", &MarkSeen{})
	expect("all seen, at the moment of the news", "mia")
	w.ship(o)
	expect("sent at the same moment", "mia", o) // a virtual clock stands still: later by revision
	w.do("mia", &ConfirmReceipt{Order: o})
	w.submit(o, "https://vk.com/1")
	w.do("mia", &MarkSeen{})
	w.do("lumen", &MarkSeen{})
	expect("handed in and seen", "lumen")
	w.advance(6 * day) // confirmed by silence
	expect("by silence", "lumen", o)
	expect("by silence", "mia", o)
	second := w.apply(task, "nils")
	expect("newest first", "lumen", second, o)
	w.now = w.now.Add(time.Hour)
	w.do("lumen", &MarkSeen{Until: w.now.Add(-time.Minute)})
	third := w.apply(w.publish(w.fixedPrice()), "nils")
	expect("seen up to a minute ago", "lumen", third)
}

// What happens behind the scenes is no news, and what one has seen is nobody else's to see.
func TestNewsAreQuietAndPrivate(t *testing.T) {
	w := newWorld(t)
	w.do("", &AddAccount{Handle: "sam", Role: Support})
	o := w.apply(w.publish(w.fixedPrice()), "mia")
	w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: o}}})
	w.ship(o)
	w.do("mia", &ConfirmReceipt{Order: o})
	w.do("mia", &MarkSeen{})
	w.do("lumen", &MarkSeen{})
	w.advance(16 * day) // the address is hidden
	if !w.order(o).Hidden || len(w.unread("mia")) > 0 || len(w.unread("lumen")) > 0 {
		t.Errorf("hidden: %v, news for mia %v and lumen %v", w.order(o).Hidden, w.unread("mia"), w.unread("lumen"))
	}
	mark := MarkOf(w.s, w.actor("mia").Account)
	for handle, may := range map[string]bool{"": false, "lumen": false, "sam": false, "mia": true} {
		if CanSee(w.s, ViewerOf(w.s, w.actor(handle)), mark) != may {
			t.Errorf("%q sees what mia has seen: %v", handle, !may)
		}
	}
	if r := w.try("sam", &MarkSeen{Things: []ID{"O-0000-0000"}}); r == nil {
		t.Error("news of nothing were seen")
	}
}

func TestMarksStayBounded(t *testing.T) {
	m := &Mark{Key: 1}
	for i := range 3 * marksMost {
		m = m.add(0, []Seen{{Ref{KindOrder, Key(i + 1)}, Heard{Moment(i), 1}}})
	}
	last, first := Ref{KindOrder, 3 * marksMost}, Ref{KindOrder, 1}
	if len(m.Seen) != marksMost || m.Unread(last, Heard{3*marksMost - 1, 1}) || !m.Unread(first, Heard{5, 1}) {
		t.Errorf("%d are kept", len(m.Seen))
	}
	if m = m.add(10*marksMost, nil); len(m.Seen) != 0 || m.Unread(first, Heard{5, 1}) {
		t.Errorf("%d are kept although all is seen", len(m.Seen))
	}
}

func TestFittingTasks(t *testing.T) {
	w := newWorld(t)
	w.do("", &AddAccount{Handle: "deal", Role: Creator, Kind: Buyer, Languages: []string{"en"}, Channels: []Channel{{"instagram", 1, 1}}, Country: "DE"})
	w.do("", &AddAccount{Handle: "north", Role: Agency, Languages: []string{"en"}})
	task := func(change func(*TaskFields)) ID {
		f := w.fixedPrice()
		change(&f)
		w.now = w.now.Add(time.Minute)
		return w.publish(f)
	}
	fits := task(func(f *TaskFields) { f.Countries = []string{"DE"}; f.Channels = []Platform{"instagram", "vk"} })
	task(func(f *TaskFields) { f.Languages = []string{"ru"} })
	task(func(f *TaskFields) { f.Countries = []string{"FR"} })
	channel := task(func(f *TaskFields) { f.Channels = []Platform{"vk"} })
	anyone := task(func(f *TaskFields) { f.Languages = nil })
	applied := task(func(*TaskFields) {})
	w.apply(applied, "mia")
	for handle, want := range map[string][]ID{"mia": {anyone, fits}, "deal": nil, "lumen": nil, "north": {applied, anyone, channel}} {
		tasks, unread := NewView(w.s, w.actor(handle), w.now).Fitting(3)
		var got []ID
		for i, t := range tasks {
			if unread[i] {
				got = append(got, t.ID)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("for %s fit %v, want %v", handle, got, want)
		}
	}
	w.do("mia", &MarkSeen{Things: []ID{fits}})
	if _, unread := NewView(w.s, w.actor("mia"), w.now).Fitting(9); !unread[0] || unread[1] {
		t.Errorf("after one was opened unread are %v", unread)
	}
	w.do("mia", &MarkSeen{})
	if _, unread := NewView(w.s, w.actor("mia"), w.now).Fitting(9); unread[0] {
		t.Error("all were marked as seen")
	}
}

// However many orders there are, counting costs no more than what is counted.
func BenchmarkCountUnread(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w := newWorld(b)
			me := w.actor("lumen").Account
			for i := range n {
				w.s.Put(&Order{Key: Key(i + 1), Seller: me, State: Completed, News: News{Seller: Heard{Moment(i + 1), 1}}})
			}
			v := NewView(w.s, w.actor("lumen"), w.now)
			for b.Loop() {
				if v.CountUnread(100) != 100 {
					b.Fatal("miscounted")
				}
			}
		})
	}
}

// More than a batch has room for is refused by a rule, before it is too large for the journal.
func TestSeenTooManyAtOnce(t *testing.T) {
	w := newWorld(t)
	order := w.apply(w.publish(w.fixedPrice()), "mia")
	things := slices.Repeat([]ID{order}, 1000)
	if r := w.try("lumen", &MarkSeen{Things: things}); r != nil {
		t.Errorf("a thousand: %v", r)
	}
	if r := w.try("lumen", &MarkSeen{Things: append(things, order)}); r == nil || r.Rule != RuleTooMany {
		t.Errorf("one more: %v", r)
	}
}

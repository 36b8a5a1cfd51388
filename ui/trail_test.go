package ui

import (
	"strings"
	"testing"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/store/market"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// killed is a program that is dropped where it stands, and one that is begun in its place with what the notebook's
// file holds.
type killed struct {
	t    *testing.T
	cast *screentest.Cast
	dir  string
	book *market.Notebook
	size screentest.Size
}

func (k *killed) begin(handle string) *driver {
	k.t.Helper()
	if k.book != nil {
		if err := k.book.Flush(); err != nil { // its own timer would, a moment later
			k.t.Fatal(err)
		}
	}
	k.book = market.OpenNotebook(k.dir)
	o := options(k.cast.World, handle)
	o.Drafts, o.Places, o.Preferences, o.Zone = k.book, k.book, k.book, time.UTC
	return drive(k.t, k.cast.World, o, k.size)
}

func newKilled(t *testing.T) *killed {
	return &killed{t: t, cast: screentest.NewCast(t), dir: t.TempDir(), size: screentest.Size{Width: 146, Height: 36}}
}

// Whatever form one types into, the text is there after a crash, and one stands in the form.
func TestFormsSurviveTheProgram(t *testing.T) {
	for _, x := range []struct {
		name, who string
		open      func(*killed, *driver)
		typed     string
		stands    []string // what is seen of the form
		behind    string   // what esc comes back to
	}{
		{"a new task", "lumen", func(_ *killed, d *driver) { d.press("3", "tab") }, "Half a title", []string{"Create new task"}, "1 Today"},
		{"a task that is edited", "lumen", func(k *killed, d *driver) { push(k, d, model.KindTask, "earbuds"); d.press("e", "tab") }, "Half a word", []string{"Edit", "save"}, "T-"},
		{"changes", "lumen", func(k *killed, d *driver) { push(k, d, model.KindOrder, "in_review_v2"); d.press("c", "space", "tab") }, "Half a sent",
			[]string{"Ask for changes", "did not send"}, "Timeline"},
		{"samples", "lumen", func(k *killed, d *driver) { push(k, d, model.KindOrder, "awaiting_sample"); d.press("p", "tab") }, "EE12345", []string{"Tracking", "did not send"}, "Timeline"},
		{"an application", "hana", func(k *killed, d *driver) { push(k, d, model.KindTask, "earbuds"); d.press("a") }, "I have th", []string{"Apply"}, "T-"},
		{"an account", "lumen", func(_ *killed, d *driver) { d.press("ctrl+a"); d.write("add an"); d.press("enter", "tab") }, "half.a.na", []string{"Handle"}, "1 Today"},
	} {
		t.Run(x.name, func(t *testing.T) {
			k := newKilled(t)
			d := k.begin(x.who)
			x.open(k, d)
			d.write(x.typed)
			d.expect(x.typed)
			d = k.begin(x.who)
			d.expect(append(x.stands, x.typed)...)
			d.press("esc")
			if strings.Contains(d.frame(), "Leave without finishing") {
				d.press("left", "enter")
			}
			d.expect(x.behind)
			d.refuse(x.typed)
		})
	}
}

// push opens the page of a row of the cast.
func push(k *killed, d *driver, kind model.Kind, name string) {
	k.t.Helper()
	ref := model.Ref{Kind: kind}
	if kind == model.KindTask {
		ref.Key = k.cast.Task(k.cast.Tasks[name]).Key
	} else {
		ref.Key = k.cast.Order(k.cast.Orders[name]).Key
	}
	page, ok := d.app.desk().Page(ref)
	if !ok {
		k.t.Fatal("no page")
	}
	d.send(kit.Push{Screen: page})
}

// Each account comes back to its own place, page upon page; what is gone meanwhile is left out with what stood on it.
func TestPlacesAreComeBackTo(t *testing.T) {
	k := newKilled(t)
	d := k.begin("lumen")
	push(k, d, model.KindTask, "earbuds")
	push(k, d, model.KindOrder, "applied")
	d.press("ctrl+a")
	d.write("mia")
	d.press("enter")
	d.press("3", "right", "down", "enter")
	order := d.app.place()
	if !strings.HasPrefix(order, "orders\norder O-") {
		t.Fatalf("mia is at %q", order)
	}
	d.press("ctrl+a")
	d.write("lumen")
	d.press("enter")
	d.expect("Lumen Audio", string(k.cast.Orders["applied"]))
	if at := d.app.place(); at != "today\ntask "+string(k.cast.Tasks["earbuds"])+"\norder "+string(k.cast.Orders["applied"]) {
		t.Errorf("lumen is at %q", at)
	}
	d = k.begin("mia.makes")
	if at := d.app.place(); at != order {
		t.Errorf("mia comes back to %q, was at %q", at, order)
	}
	d = k.begin("")
	if at := d.app.place(); at != order {
		t.Errorf("whoever is not named comes back to %q, not to what mia did last: %q", at, order)
	}
	d.press("esc")
	d.expect("My orders")
	k.book.SetPlace("mia.makes", "orders\norder O-0000-0000\nact O-0000-0000 submit")
	d = k.begin("mia.makes")
	if at := d.app.place(); at != "orders" {
		t.Errorf("mia comes back to %q, whose order is gone", at)
	}
	k.book.SetPlace("mia.makes", "no such entry\n\x1b[31m")
	d = k.begin("mia.makes")
	if at := d.app.place(); at != "today" {
		t.Errorf("mia comes back to %q", at)
	}
}

// Another time zone counts at once, for every screen and for what is typed, and is there in the next run.
func TestPreferencesCount(t *testing.T) {
	k := newKilled(t)
	d := k.begin("lumen")
	d.expect("19 Nov 2026 09:12")
	d.app.Update(screen.Preferred{}) // of no name: nothing happens
	d.press("ctrl+p")
	d.write("settings")
	d.press("enter", "down", "enter")
	d.write("tokyo")
	d.press("enter")
	d.expect("Asia/Tokyo", "19 Nov 2026 18:12", "Settings", "Time zone: Asia/Tokyo")
	d.press("ctrl+g")
	d.write("to a moment")
	d.press("enter")
	d.write("2026-11-20 20:00")
	d.expect("Fri 20 Nov 20:00")
	d.press("esc", "left", "enter")
	d.press("ctrl+a")
	d.write("mia")
	d.press("enter")
	d.expect("19 Nov 2026 09:12")
	d = k.begin("lumen")
	d.expect("19 Nov 2026 18:12", "Settings")
	d.press("up")
	d.press("f2")
	d.expect("dark")
	if k.book.Preference("lumen", "theme") != "dark" {
		t.Error("f2 is not remembered")
	}
}

// A language that the catalogue has is spoken at once, everywhere.
func TestLanguageCountsAtOnce(t *testing.T) {
	k := newKilled(t)
	d := k.begin("lumen")
	asked := []string{}
	d.app.options.Languages = func() []string { return []string{"en", "xx"} }
	d.app.options.Speak = func(lang string) *assets.Words { asked = append(asked, lang); return assets.NewWords(lang) }
	before := d.app.options.Words
	k.book.SetPreference("lumen", "language", "xx")
	d.send(screen.Preferred{Name: "language"})
	if len(asked) == 0 || asked[len(asked)-1] != "xx" || d.app.options.Words == before || d.app.desk().Words != d.app.options.Words {
		t.Errorf("asked for %v", asked)
	}
}

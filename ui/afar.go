package ui

import (
	"reflect"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen"

	tea "charm.land/bubbletea/v2"
)

// afar is how a replica stands, as the frame shows it; nothing of a marketplace of one's own.
type afar struct {
	replica bool
	state   post.State
	refused []uint64 // items
	news    string   // what was refused last, and why
	waits   post.Waits
}

// readPost looks at what a replica has under way.
func (a *App) readPost() (f afar) {
	p := a.options.Post
	if p == nil {
		return f
	}
	f = afar{replica: true, state: p.State()}
	f.state.Again = time.Time{} // nobody sees it: it makes no difference
	f.state.Heard -= f.state.Heard % model.Moment(time.Minute.Milliseconds())
	items, err := p.Items()
	if err != nil {
		return f
	}
	t := post.Teller{Words: a.options.Words}
	f.waits = t.WaitsOf(items, a.strikes(items))
	for _, it := range items {
		if it.Standing == post.Refused {
			f.refused = append(f.refused, it.Key)
			f.news = a.say("app.refused", assets.Text("what", t.What(it)), assets.Text("why", t.Why(it)))
		}
	}
	return f
}

// strikes says when a clock may strike before an item arrives, as far as the hub has told.
func (a *App) strikes(items []post.Item) map[uint64]model.Moment {
	due := map[uint64]model.Moment{}
	_ = a.options.Post.Confirmed(a.me.actor, func(v model.View) { // what cannot be read warns of nothing
		for _, it := range items[max(len(items)-marksMost, 0):] {
			if c, ok := post.Clock(v, it); ok {
				due[it.Key] = c.Due
			}
		}
	})
	return due
}

// marksMost is how many commands are looked at for clocks that may strike first, each time that anything changes.
const marksMost = 500

// waiting is what screens mark as on its way to a hub; nil without one.
func (a *App) waiting() func() post.Waits {
	if a.options.Post == nil {
		return nil
	}
	return func() post.Waits {
		if w := a.waits.Load(); w != nil {
			return *w
		}
		return nil
	}
}

// marked lets screens read again where what waits is not what they have shown.
func (a *App) marked(r reading) tea.Cmd {
	if before := a.waits.Swap(&r.afar.waits); !r.afar.replica || before != nil && reflect.DeepEqual(*before, r.afar.waits) {
		return nil
	}
	return a.toShell(committed{all: true}.changed())
}

// outboxEntry is the menu entry of what waits and was refused.
func (a *App) outboxEntry(r reading) kit.MenuEntry {
	return kit.MenuEntry{
		Count: r.afar.state.Queued + r.afar.state.Refused, CountWarns: r.afar.state.Refused > 0,
		Open: func() kit.Screen { return screen.NewOutbox(a.desk()) },
	}
}

// link says how a replica is connected, at the right of the head line. What waits for a person takes the place of the
// line, with the key that opens its page.
func (a *App) link(s kit.Status, f afar) kit.Status {
	s.Where, s.Queued = post.Host(f.state.URL), f.state.Queued
	kind := f.state.Kind()
	switch f.state.Line {
	case post.Connected:
		s.Link = kit.LinkOn
	case post.Connecting:
		s.Link = kit.LinkConnecting
	default:
		if s.Link, s.Since = kit.LinkLost, a.since(f); f.state.Since.IsZero() {
			s.Link = kit.LinkConnecting
		}
	}
	alarms := f.state.Alarms
	switch {
	case post.Settles(kind):
		s.Trouble = a.say("app.line_"+kind, assets.Text("key", lineKey))
	case len(alarms) > 0 && s.Link == kit.LinkOn:
		s.Trouble = a.say("app.alarm_"+alarms[len(alarms)-1].Kind, assets.Text("key", lineKey))
	case len(alarms) > 0:
		s.Note = a.say("app.alarm_"+alarms[len(alarms)-1].Kind, assets.Text("key", lineKey))
	}
	switch {
	case !f.state.Loaded && f.state.Got > 0:
		s.Note = a.say("app.loading", assets.Num("percent", int64(100*f.state.Got/max(f.state.Got+f.state.Left, 1))))
	case f.state.Asking > 0:
		s.Note = a.say("app.asking", assets.Num("count", int64(f.state.Asking)))
	case s.Note == "" && f.state.Refused > 0:
		s.Note = a.say("app.refused_note", assets.Num("count", int64(f.state.Refused)))
	case s.Note == "" && s.Link == kit.LinkLost && s.Trouble == "":
		s.Note = a.say("app.try_now", assets.Text("key", lineKey))
	}
	return s
}

// lineKey opens the page of the line to the hub, wherever one is.
const lineKey = "f4"

// lineAction is that key.
func (a *App) lineAction() kit.Action {
	return kit.Action{Key: lineKey, Name: a.say("app.line"), Help: a.say("app.line_help"), Hidden: true, Do: func() tea.Cmd {
		return kit.Send(kit.Push{Screen: screen.NewConnection(a.desk(), a.loadingNow(a.shown))})
	}}
}

// afarActions are what a copy has everywhere, and why it has not what a marketplace of one's own has.
func (a *App) afarActions() []kit.Action {
	if a.options.Post == nil {
		return nil
	}
	none := func(key, name, help, why string) kit.Action {
		return kit.Action{Key: key, Name: a.say(name), Help: a.say(help), Hidden: true, Disabled: a.say(why)}
	}
	all := []kit.Action{
		a.lineAction(),
		{Name: a.say("app.connect"), Help: a.say("app.connect_help"), Hidden: true, Do: func() tea.Cmd {
			return func() tea.Msg {
				a.options.Post.Nudge()
				return nil // what comes of it, the frame says
			}
		}},
	}
	if !a.options.Anyone {
		all = append(all, none("ctrl+a", "app.switch", "app.switch_help", "app.no_switch"), none("ctrl+g", "app.move", "app.move_help", "app.no_move"))
	}
	return all
}

// since says since when the connection is lost.
func (a *App) since(f afar) string {
	now := f.state.Since
	if a.options.Now != nil {
		now = a.options.Now()
	}
	return post.Teller{Words: a.options.Words, Now: now.In(a.local)}.Clock(f.state.Since)
}

// told says what the hub has refused since the last reading.
func (a *App) told(r reading) tea.Cmd {
	before := map[uint64]bool{}
	for _, key := range a.shown.afar.refused {
		before[key] = true
	}
	fresh := 0
	for _, key := range r.afar.refused {
		if !before[key] {
			fresh++
		}
	}
	switch before, now := a.shown.afar.state.Alarms, r.afar.state.Alarms; {
	case !a.shown.afar.replica:
		return nil
	case len(now) > len(before):
		return kit.Send(kit.Toast{Role: kit.Warn, Text: a.say("app.alarm_"+now[len(now)-1].Kind, assets.Text("key", lineKey))})
	case fresh == 0:
		return nil
	case fresh == 1:
		return kit.Send(kit.Toast{Role: kit.Bad, Text: r.afar.news})
	}
	return kit.Send(kit.Toast{Role: kit.Bad, Text: a.say("app.refused_more", assets.Num("count", int64(fresh)))})
}

// loading tells the pages of the line and of a first load how it is.
func (a *App) loading(r reading) tea.Cmd {
	if !r.afar.replica {
		return nil
	}
	return a.toShell(a.loadingNow(r))
}

func (a *App) loadingNow(r reading) screen.Loading {
	l := screen.Loading{State: r.afar.state}
	if a.options.Now != nil {
		l.Now = a.options.Now().In(a.local)
	}
	return l
}

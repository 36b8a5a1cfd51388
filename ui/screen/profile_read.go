package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// How much of an account's orders one reading looks through, and shows.
const (
	profileLook = 3000
	profileRows = 200
)

// profileFile is all that a profile shows, as one account sees it at one moment.
type profileFile struct {
	now      model.Moment
	policy   *model.Policy
	who      *model.Account
	mine     bool // the reader's own
	support  bool // the reader sees all orders
	measures []model.Measure
	private  struct{ address, paypal string } // one's own
	asks     profileAsks
	reader   model.Role

	together []*model.Order // with the reader, what changed last first
	whole    bool           // no order was left unlooked at
	tasks    []*model.Task  // a seller's that are open, the newest first
	open     int            // how many of these there are
	names    map[model.Key]string
	behind   map[model.Figure][]*model.Order // of the orders that the reader sees, those behind each figure
}

// profileRead is the answer to a reading; file is nil where there is no such account.
type profileRead struct {
	request uint64
	file    *profileFile
	failed  error
}

func readProfile(s Session, key model.Key, request uint64) tea.Cmd {
	return func() tea.Msg {
		read := profileRead{request: request}
		read.failed = s.Market.View(s.Actor, func(v model.View) {
			if who := v.Account(key); who != nil {
				read.file = newProfileFile(v, newSpeech(s), who)
			}
		})
		return kit.Self{Msg: read}
	}
}

func newProfileFile(v model.View, s speech, who *model.Account) *profileFile {
	f := &profileFile{
		now: v.Now, policy: model.PolicyNow(v.Reader), who: who, mine: who.Key == v.Who.Account, support: v.Who.Role == model.Support,
		measures: model.StandingOf(v.Reader, who.Key).Measures(who.Role), names: map[model.Key]string{}, behind: map[model.Figure][]*model.Order{},
	}
	f.asks, f.reader = readAsks(v, who), v.Who.Role
	f.private.address, f.private.paypal, _, _ = model.OwnPrivate(v.Reader, v.Who, who)
	f.whole = v.OrdersShared(who.Key, profileLook, func(o *model.Order) bool {
		for _, m := range f.measures {
			if about, _ := m.Figure.Behind(o, who.Key); about {
				f.behind[m.Figure] = append(f.behind[m.Figure], o)
			}
		}
		f.together = append(f.together, o)
		f.name(v, s, o.Seller)
		f.name(v, s, o.Acting(model.CreatorSide))
		return true
	})
	q := model.TasksOf(who.Key, model.Published)
	f.open = v.Count(q)
	for _, row := range v.Rows(q, model.Place{}, true) {
		if len(f.tasks) == profileRows {
			break
		}
		f.tasks = append(f.tasks, row.(*model.Task))
	}
	return f
}

func (f *profileFile) name(v model.View, s speech, key model.Key) {
	if _, known := f.names[key]; !known {
		f.names[key] = s.named(v, key)
	}
}

// with names the other party of an order, as seen from the account of the profile.
func (f *profileFile) with(o *model.Order) string {
	if f.who.Key == o.Seller {
		return f.names[o.Acting(model.CreatorSide)]
	}
	return f.names[o.Seller]
}

// tabs are what there is to see: no list of what one did with oneself, no tasks of those who post none.
func (f *profileFile) tabs(s Session) []kit.Tab {
	say := newSpeech(s)
	tabs := []kit.Tab{{Key: tabFigures, Name: say.Say("profile.tab_figures")}}
	takesPart := f.who.Role != model.Support && f.who.Role != model.Operator
	if !f.mine && takesPart {
		name := "profile.tab_together"
		if f.support {
			name = "profile.tab_orders"
		}
		count := say.Digits(int64(len(f.together)))
		if !f.whole {
			count = say.Say("news.capped", textArg("count", model.ID(count)))
		}
		tabs = append(tabs, kit.Tab{Key: tabTogether, Name: say.Say(name), Count: count})
	}
	if f.who.Role == model.Seller || f.open > 0 {
		tabs = append(tabs, kit.Tab{Key: tabOpen, Name: say.Say("profile.tab_tasks"), Count: say.Digits(int64(f.open))})
	}
	return tabs
}

// measure returns one of the figures.
func (f *profileFile) measure(figure model.Figure) model.Measure {
	i := slices.IndexFunc(f.measures, func(m model.Measure) bool { return m.Figure == figure })
	if i < 0 {
		return model.Measure{Figure: figure}
	}
	return f.measures[i]
}

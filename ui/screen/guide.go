package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/guide"
	"aeconnect/ui/kit"
)

// guideScreen is Help: the contents of the guide, a search over all its pages, and the page that is read. On a wide
// body contents and page stand side by side, on a narrow one the page takes the place of the contents.
type guideScreen struct {
	desk  Desk
	say   speech
	frame kit.Frame
	book  guide.Book
	role  model.Role
	ready bool // the book was read

	filter kit.Filter
	hits   []guide.Hit // of what is looked for
	cursor int         // the item of the contents, or the hit, that is chosen
	top    int         // the first line of the contents that is seen

	page    string // what is read
	reading bool   // the page has the keys, not the contents
	over    bool   // opened at a page, over the screen that it belongs to
	link    int    // which link of the page is chosen, from 1; 0 for none
	drawn   guide.Drawn
	view    kit.Viewport
	back    []guidePlace // where one was before
}

// guidePlace is where somebody stood in the guide.
type guidePlace struct {
	page    string
	line    int
	link    int
	reading bool
}

// guideDraft is the name under which the page that was read last is kept.
const guideDraft = "guide"

// guideList is how many cells the contents have beside a page, and guideBeside from how many on they stand there.
const (
	guideList   = 36
	guideBeside = 96
)

// NewGuide returns Help at a page of the guide; "" opens the contents, at the page that was read last, and "/text" what
// is found for a text.
func NewGuide(d Desk, page string) kit.Screen {
	if text, ask := strings.CutPrefix(page, "/"); ask {
		g := guideScreen{desk: d, say: newSpeech(d.Session), over: true}
		g.filter = kit.NewFilter(d.Words.Say("guide.hint")).SetValue(text)
		return g
	}
	g := guideScreen{desk: d, say: newSpeech(d.Session), page: page, reading: page != "", over: page != ""}
	g.filter = kit.NewFilter(d.Words.Say("guide.hint"))
	return g
}

// guideRead brings the book, with the numbers of this marketplace, and whom it is read by.
type guideRead struct {
	book guide.Book
	role model.Role
}

// Init implements kit.Screen.
func (g guideScreen) Init() tea.Cmd {
	session := g.desk.Session
	return func() tea.Msg {
		words, role := session.Words, model.Role("")
		err := session.Market.View(session.Actor, func(v model.View) {
			words = words.Under(model.PolicyNow(v.Reader))
			if me := v.Me(); me != nil {
				role = me.Role
			}
		})
		if err != nil { // the guide is there even where the marketplace is not
			words = session.Words
		}
		return kit.Self{Msg: guideRead{guide.Open(words), role}}
	}
}

// Title implements kit.Screen.
func (g guideScreen) Title() string { return g.say.Say("guide.title") }

// Help implements kit.Helper.
func (g guideScreen) Help() string { return g.say.Say("guide.help") }

// Typing implements kit.Typing.
func (g guideScreen) Typing() bool { return g.filter.Typing() }

// Update implements kit.Screen.
func (g guideScreen) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		g.frame = msg
		return g.redrawn(), nil
	case guideRead:
		return g.opened(msg), nil
	case tea.PasteMsg:
		return g.typed(msg)
	case tea.KeyPressMsg:
		return g.key(msg)
	case kit.Click:
		return g.click(msg), nil
	case kit.Wheel:
		return g.wheel(msg), nil
	case guideAsk:
		return g.asked(msg), nil
	}
	return g, nil
}

// opened takes the book and goes to the page that was asked for, the one read last, or the role's first.
func (g guideScreen) opened(msg guideRead) guideScreen {
	g.book, g.role, g.ready = msg.book, msg.role, true
	if _, ok := g.book.Page(g.page); !ok {
		g.page, g.reading = "", false
		if g.desk.Drafts != nil {
			g.page = g.desk.Drafts.Draft(guideDraft)["page"]
		}
	}
	if _, ok := g.book.Page(g.page); !ok {
		g.page = guide.First(g.role)
	}
	if g.searching() {
		return g.found()
	}
	return g.pointed().redrawn()
}

// pointed puts the cursor of the contents on the page that is read.
func (g guideScreen) pointed() guideScreen {
	for i, it := range g.items() {
		if it.page.ID == g.page {
			g.cursor = i
		}
	}
	return g
}

// marks are the texts that are marked on the page: what was looked for, while it is.
func (g guideScreen) marks() []string {
	for _, h := range g.hits {
		if h.Page.ID == g.page {
			return h.Marks
		}
	}
	return nil
}

// redrawn draws the page for the place that it has now.
func (g guideScreen) redrawn() guideScreen {
	p := g.place()
	page, ok := g.book.Page(g.page)
	if !ok || p.page.Width <= 0 {
		return g.settled()
	}
	g.drawn = guide.Draw(page, guide.Look{Theme: g.frame.Theme, Width: p.page.Width, Marks: g.marks(), Link: g.link})
	g.view = g.view.SetHeight(p.page.Height).SetLines(g.drawn.Lines)
	return g.settled()
}

// show turns to a page, at its beginning or at the first match.
func (g guideScreen) show(page string) guideScreen {
	g.page, g.link = page, 0
	g.view = g.view.Scroll(-g.view.Offset())
	g = g.redrawn()
	if len(g.drawn.Matches) > 0 {
		g = g.scrolledTo(g.drawn.Matches[0])
	}
	return g
}

// turn is show that can be taken back with esc, and is remembered.
func (g guideScreen) turn(page string) guideScreen {
	g.back = append(g.back[:len(g.back):len(g.back)], guidePlace{g.page, g.view.Offset(), g.link, g.reading})
	g.reading = true
	if g.desk.Drafts != nil {
		g.desk.Drafts.Keep(guideDraft, map[string]string{"page": page})
	}
	return g.show(page).pointed().settled()
}

// scrolledTo shows a line with a little before it.
func (g guideScreen) scrolledTo(line int) guideScreen {
	height := g.place().page.Height
	if at := g.view.Offset(); line < at || line >= at+height-1 {
		g.view = g.view.Scroll(line - height/3 - at)
	}
	return g
}

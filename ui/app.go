package ui

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen"

	tea "charm.land/bubbletea/v2"
)

// Options are the surroundings of one session.
type Options struct {
	Market screen.Market
	Handle string         // whose screens open first; "" where there is no account yet
	Key    model.Key      // the SSH key that this session came by; 0 for none
	Anyone bool           // this person may be any account: a data directory of one's own
	Words  *assets.Words  // of the session's language
	Zone   *time.Location // moments are shown in it; nil: UTC
	Theme  kit.ThemeOptions
	Drafts screen.Drafts // nil: typed text lives as long as its form
	Places Places        // nil: every session begins at Today

	Preferences Preferences                // nil: they live as long as the session
	Speak       func(string) *assets.Words // the words of a language; nil: those of package assets
	Languages   func() []string            // that there are words for; goes with Speak

	Notice string // what is said at first at the foot of the screen, until a key is pressed; "": nothing

	// ByKey says that the session came through a hub, by a key: command lines that are copied name no account. Hub is what
	// the hub is called, "" where nobody knows, and ReadsOnly that the key changes nothing.
	ByKey     bool
	Hub       string
	ReadsOnly bool
	// DataFlag ends command lines that are copied, " --data '/path'" written for a shell; "" where the data directory
	// is the usual one.
	DataFlag string

	// Changes waits for commits and returns the rows that they touched; all says that they are too many to list. It
	// returns ok false when there will be no more. nil: nobody else works here.
	Changes func() (refs []model.Ref, all, ok bool)
	// News takes what changed, for a program that is sent [NewsCame] when there is something; it does not wait. It takes
	// the place of Changes, and of minutes that pass. nil: there is none.
	News func() News
	// Growing tells how far a sample marketplace is made behind the screens; nil when it is whole.
	Growing func() (done, total int, growing bool)
	// Sample opens the sample marketplace, making what its first screens need; the options that it returns take the
	// place of these. With [ErrLeave] this program ends, and whoever started it shows the sample. It is offered where there
	// is no account yet; nil: it is not.
	Sample func(context.Context) (Options, error)
	// Keeper is the hub as its operator sees it; nil: there is no screen of it.
	Keeper keep.Keeper
	// Post is what a replica has under way; nil: the data directory holds a marketplace of its own.
	Post post.Post
	// Join makes the data directory a replica of the hub at a URL and returns the options that take the place of these; with
	// [ErrLeave] this program ends, as with Sample. When its context ends everything is as it was. It is offered where there is
	// no account yet; nil: it is not.
	Join func(ctx context.Context, url string, a screen.JoinAsking) (Options, error)
	// NewKey makes an SSH key where there is none, and returns its file and its public line; nil: it cannot be done here.
	NewKey func() (file, public string, err error)
	// Doing is told the menu entry that is open, whenever it is another one; it must not wait. nil: nobody wants to know.
	Doing func(entry string)
	// Now tells the time of double clicks and of progress, and lets minutes pass; nil: no time passes.
	Now func() time.Time
}

// ErrLeave says that the screens end here because they go on in another program.
var ErrLeave = errors.New("the screens go on in another program")

// Places remembers where each account was: the menu entry and, a line each, the pages on top of it.
type Places interface {
	// Place returns where an account was, "" for nowhere. Under the handle "" whoever worked last is kept.
	Place(handle string) string
	// SetPlace keeps it; it must not wait.
	SetPlace(handle, place string)
}

// App is the program. It is a tea.Model around the kit's shell.
type App struct {
	options  Options
	shell    *kit.Shell
	me       who
	virtual  bool
	last     string                                               // who was kept as the one who worked last
	current  string                                               // where this account is, as it was kept last
	reported string                                               // menu entry that was told last
	arriving bool                                                 // on the way back to there
	language string                                               // that is spoken
	native   string                                               // the language that the terminal asks for
	local    *time.Location                                       // this computer's zone
	size     tea.WindowSizeMsg                                    // of the terminal
	tick     func(time.Duration, func(time.Time) tea.Msg) tea.Cmd // tea.Tick, but in tests, which never wait
	growth   screen.Growth                                        // of a sample marketplace in the making
	shown    reading                                              // what the frame shows
	waits    *atomic.Pointer[post.Waits]                          // what waits to be sent to a hub, for commands that read
	origins  *origins                                             // where commands are made, for a replica's
	quiet    bool                                                 // nothing looks different since the last message
}

// who is the account at work, as the head line needs it.
type who struct {
	actor  model.Actor
	handle string
	name   string
	roles  string
	role   model.Role
}

// New returns the program; it draws nothing before it knows its size.
func New(o Options) *App {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Preferences == nil {
		o.Preferences = &passing{}
	}
	o = o.catalogue()
	o.Words = o.Words.In(o.Zone)
	return &App{options: o, waits: &atomic.Pointer[post.Waits]{}, origins: &origins{}, tick: tea.Tick, local: o.Zone, language: o.Words.Language(), native: o.Words.Language()}
}

// Init reads who is at work and what the menu counts, then opens the first screen.
func (a *App) Init() tea.Cmd {
	first := a.arrive(a.whoFirst())
	a.me, a.virtual, a.arriving = first.me, first.virtual, true
	a.waits.Store(&first.afar.waits)
	a.speak(first.me.handle)
	a.shell = kit.NewShell(kit.ShellOptions{
		App: a.say("app.name"), Account: a.account(first), Status: a.status(first), Globals: a.globals(), Theme: a.options.Theme,
		Words: kitWords(a.options.Words), Now: a.options.Now, OpenGuide: func(page string) kit.Screen { return screen.NewGuide(a.desk(), page) },
	})
	cmds := []tea.Cmd{a.shell.Init(), a.look(first.me.handle), a.goBack(first), a.answered(first.answer, answer{}), a.listen(), a.grow(), a.minute()}
	a.arriving = false
	if a.options.Notice != "" {
		cmds = append(cmds, kit.Send(kit.Toast{Role: kit.Muted, Text: a.options.Notice}))
	}
	if first.empty {
		cmds = append(cmds, a.first())
	}
	return tea.Batch(cmds...)
}

func (a *App) say(id string, args ...model.Arg) string { return a.options.Words.Say(id, args...) }

// Update names the messages that are the program's own; all others are the shell's.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	a.quiet = false
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.size = msg
	case tea.KeyPressMsg:
		a.origins.waited() // what was done before it was told of, or by itself
	case tea.ColorProfileMsg:
		a.options.Theme.Profile = msg.Profile
	case tea.BackgroundColorMsg:
		a.options.Theme.Dark = msg.IsDark()
	case begun:
		return a, a.begin(msg.options)
	case committed:
		return a, tea.Batch(a.toShell(msg.changed()), a.reread(), a.listen())
	case NewsCame:
		return a, a.heard()
	case reread:
		return a, a.compared(msg.reading)
	case squareCount:
		return a, a.counted(msg)
	case reading:
		return a, a.show(msg)
	case switched:
		return a, a.enter(msg.reading)
	case screen.Preferred:
		return a, tea.Batch(a.prefer(msg.Name), a.toShell(msg))
	case growing:
		return a, tea.Batch(a.grown(msg), a.grow())
	case kit.Toast:
		return a, a.toShell(a.honest(msg))
	case screen.Editing:
		a.origins.edit(msg.Item)
		return a, nil
	case screen.ViewsChanged:
		return a, a.reread()
	case screen.Minute: // the clock was moved
		return a, tea.Batch(a.toShell(msg), a.reread())
	case minute:
		return a, tea.Batch(a.toShell(screen.Minute{}), a.minute())
	}
	return a, a.toShell(msg)
}

func (a *App) toShell(msg tea.Msg) tea.Cmd {
	_, cmd := a.shell.Update(msg)
	if a.options.Post != nil {
		a.origins.moved(front(a.place()))
	}
	a.remember()
	a.report()
	return cmd
}

// View implements tea.Model.
func (a *App) View() tea.View { return a.shell.View() }

// desk is what the screens of the account at work share.
func (a *App) desk() screen.Desk { return a.deskOf(a.me) }

// drafts keeps what one account typed apart from what another did.
type drafts struct {
	all    screen.Drafts
	handle string
	typed  *origins // told of what is typed; nil: nobody is
}

// Draft implements screen.Drafts.
func (d drafts) Draft(name string) map[string]string {
	if d.all == nil {
		return nil
	}
	return d.all.Draft(d.handle + "/" + name)
}

// Keep implements screen.Drafts.
func (d drafts) Keep(name string, values map[string]string) {
	if d.typed != nil {
		d.typed.typed(name, values)
	}
	if d.all != nil {
		d.all.Keep(d.handle+"/"+name, values)
	}
}

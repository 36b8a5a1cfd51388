// Package lobby is what the visitors of a hub get: the screens of package ui and the commands of package cli, over one
// marketplace that all of them share.
//
// It is the house that package sshd serves. Whose a key is, the marketplace says; what a visitor may do is decided with
// each command, by the key that was proven, whatever account a screen or a command line names.
package lobby

import (
	"context"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui"
	"aeconnect/ui/ask"
	"aeconnect/ui/cli"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/sshd"

	tea "charm.land/bubbletea/v2"
)

// Market is an open marketplace, for screens and for commands.
type Market interface {
	screen.Market
	Events(ctx context.Context, actor model.Actor, from uint64, follow bool, fn func(model.Happening) error) error
	Head() uint64
}

// Notebook keeps what belongs to people's screens. It is shared by all sessions.
type Notebook interface {
	screen.Drafts
	ui.Places
	cli.Preferences
}

// Options are a lobby's surroundings.
type Options struct {
	Market   Market
	Notebook Notebook
	Dir      string // the data directory, for sentences
	Version  string
	Words    func(language string) *assets.Words
	// Name returns the name by which people reach the hub and the line that they reach it by, "ssh -p 2222 hub.example"; both
	// are "" as long as it is not known. nil: it never is.
	Name func() (name, line string)
	// Changes waits for commits, as [ui.Options.Changes] does. It is called for each session, and what it returns ends
	// with the session's context.
	Changes func(ctx context.Context) func() (refs []model.Ref, all, ok bool)
	// Keeper is the hub as its operators see it; nil: they do not.
	Keeper keep.Keeper
}

// Lobby is a house of package sshd.
type Lobby struct {
	seeing  sync.Mutex // of what is noted about keys
	options Options
	table   *assets.PolicyTable
	board   *board
	speak   func(language string) *assets.Words
}

// New returns the lobby of a marketplace.
func New(o Options) *Lobby {
	l := &Lobby{options: o, table: assets.Policy()}
	l.options.Words = l.Words
	l.speak = o.Words
	l.board = newBoard(o.Market, o.Changes, func() time.Duration { return time.Duration(l.numbers()(refreshSeconds)) * time.Second })
	return l
}

// Words returns the words of a language with command lines as a visitor types them.
func (l *Lobby) Words(language string) *assets.Words {
	line := "ssh HUB"
	if _, known := l.name(); known != "" {
		line = known
	}
	return l.speak(language).Called(line)
}

// name returns what people call the hub and the line that they reach it by, both "" where nobody knows.
func (l *Lobby) name() (name, line string) {
	if l.options.Name == nil {
		return "", ""
	}
	return l.options.Name()
}

// FindKey implements sshd.House.
func (l *Lobby) FindKey(fingerprint string) (handle string, kind sshd.Kind, known bool, err error) {
	err = l.options.Market.View(model.Actor{Operator: true}, func(v model.View) {
		var key *model.AccountKey
		if _, key, known = model.ActorOf(v.Reader, fingerprint); known {
			handle, kind = model.AccountOf(v.Reader, key.Account).Handle, sshd.Kind(key.Kind)
		}
	})
	return handle, kind, known, err
}

// actor returns who acts with the key that a visitor has proven.
func (l *Lobby) actor(v sshd.Visitor) (actor model.Actor, err error) {
	err = l.options.Market.View(model.Actor{Operator: true}, func(view model.View) {
		actor, _, _ = model.ActorOf(view.Reader, v.Key)
	})
	return actor, err
}

// Language implements sshd.Linguist: what the account has set, else what the terminal asks for.
func (l *Lobby) Language(v sshd.Visitor, env []string) string {
	lang := l.options.Notebook.Preference(v.Handle, ask.SettingLanguage)
	if !slices.Contains(assets.Languages(), lang) {
		return sshd.Language(env)
	}
	return lang
}

// Open implements sshd.House.
func (l *Lobby) Open(ctx context.Context, v sshd.Visitor, t sshd.Terminal) (sshd.Screens, error) {
	actor, err := l.actor(v)
	if err != nil {
		return sshd.Screens{}, err
	}
	words := l.options.Words(l.Language(v, t.Env))
	news := l.news(v, words)
	l.see(v)
	theme, o, seat := kit.DetectTheme(t.Env), l.options, l.board.sit(ctx, actor)
	o.Notebook = l.notebook(v)
	name, _ := l.name()
	if v.Kind == sshd.Observer && news == "" {
		news = words.Say("app.reads_only_notice")
	}
	app := ui.New(ui.Options{
		Market: guest{o.Market, actor}, Handle: v.Handle, Key: actor.Key, Notice: news, Zone: zoneIn(t.Env), Words: o.Words(sshd.Language(t.Env)), Speak: o.Words, Languages: assets.Languages,
		Theme: theme, Drafts: o.Notebook, Places: o.Notebook, Preferences: o.Notebook, News: seat.take, Now: time.Now,
		Keeper: l.keeper(v, actor, t.Session), Doing: t.Doing, Hub: name, ByKey: true, ReadsOnly: v.Kind == sshd.Observer,
	})
	return sshd.Screens{Model: app, Theme: &theme, Messages: seat.wake, Close: o.Notebook.Flush}, nil
}

// Run implements sshd.House.
func (l *Lobby) Run(ctx context.Context, v sshd.Visitor, args []string, s sshd.Streams) int {
	actor, err := l.actor(v)
	if err != nil {
		return cli.ExitUnreachable
	}
	l.see(v)
	o := l.options
	dir := func() string { return o.Dir }
	app := &cli.App{
		Version: o.Version, Stdin: s.In, Stdout: s.Out, Stderr: s.Err, Env: variable(s.Env), Speak: o.Words,
		Zone: l.zone(v.Handle, s.Env), DataDir: dir, DemoDir: dir, Caller: &cli.Caller{Actor: actor, Handle: v.Handle, Key: v.Public, Line: args},
		Open:        func(context.Context, string, bool) (cli.Market, error) { return guest{o.Market, actor}, nil },
		Preferences: func(string) cli.Preferences { return l.notebook(v) }, Doing: s.Doing,
		Keeper: func(cli.Market, string) keep.Keeper { return l.keeper(v, actor, 0) },
	}
	if t := s.Terminal; t != nil {
		app.Terminal, app.Width = func() bool { return true }, func() int { return t.Width }
		app.Theme = func() kit.Theme { return kit.NewTheme(kit.DetectTheme(t.Env)) }
	}
	return app.Run(ctx, args)
}

// OpenPorch implements sshd.Porch: a stranger asks to be let in, reads what becomes of it, and goes in once an account has
// the key. Nothing that is typed there is kept.
func (l *Lobby) OpenPorch(ctx context.Context, v sshd.Visitor, t sshd.Terminal) (sshd.Screens, error) {
	theme, o := kit.DetectTheme(t.Env), l.options
	name, _ := l.name()
	actor := model.Actor{Proven: v.Key}
	porch := ui.NewPorch(ui.PorchOptions{
		Market: guest{o.Market, actor}, Words: o.Words(sshd.Language(t.Env)), Theme: theme, Changes: o.Changes(ctx), Now: time.Now, Hub: name,
		Who: screen.Stranger{Fingerprint: v.Key, Public: v.Public, Offered: v.Offered, Enter: func() tea.Cmd { return goIn }},
	})
	return sshd.Screens{Model: porch, Theme: &theme}, nil
}

// goIn asks the host to look again whose key it is.
func goIn() tea.Msg { return sshd.GoIn{} }

// RunPorch implements sshd.Porch: of the commands those count that somebody without an account has. Words are not
// completed for strangers: that would tell them who is here.
func (l *Lobby) RunPorch(ctx context.Context, v sshd.Visitor, args []string, s sshd.Streams) int {
	if len(args) == 0 {
		said := l.options.Words(sshd.Language(s.Env)).Say("ssh.stranger", assets.Text("key", v.Key), assets.Num("count", int64(len(v.Offered))))
		_, _ = io.WriteString(s.Err, said+"\n")
		return cli.ExitForbidden
	}
	if strings.HasPrefix(args[0], "__") {
		return cli.ExitForbidden
	}
	return l.Run(ctx, v, args, s)
}

// Looks implements [sshd.Options.Looks].
func Looks(args []string) bool {
	return slices.ContainsFunc(args, func(arg string) bool { return arg == "--follow" || arg == "--follow=true" })
}

// notebook returns what a visitor's screens keep things in: of a key that changes nothing, only as long as they last.
func (l *Lobby) notebook(v sshd.Visitor) Notebook {
	if v.Kind == sshd.Observer {
		return newReading(l.options.Notebook)
	}
	return l.options.Notebook
}

// variable looks up variables that a client sent.
func variable(env []string) func(string) string {
	return func(name string) string {
		for _, v := range env {
			if value, is := strings.CutPrefix(v, name+"="); is {
				return value
			}
		}
		return ""
	}
}

// guest is a marketplace for somebody who came by a key: the key acts, whoever is named. Closing it closes nothing.
type guest struct {
	Market
	actor model.Actor
}

// Do implements cli.Market and screen.Market.
func (g guest) Do(ctx context.Context, _ model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	return g.Market.Do(ctx, g.actor, c, private...)
}

// Plan implements cli.Market and screen.Market.
func (g guest) Plan(_ model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	return g.Market.Plan(g.actor, c, private...)
}

// History implements cli.Market and screen.Market.
func (g guest) History(_ model.Actor, ref model.Ref, limit int) ([]model.Happening, error) {
	return g.Market.History(g.actor, ref, limit)
}

// Events implements cli.Market.
func (g guest) Events(ctx context.Context, _ model.Actor, from uint64, follow bool, fn func(model.Happening) error) error {
	return g.Market.Events(ctx, g.actor, from, follow, fn)
}

// Advance implements cli.Market and screen.Market: nobody moves a clock that others look at too.
func (g guest) Advance(context.Context, model.Moment) error {
	return &model.Refusal{Answer: model.ByRight, Rule: model.RuleNoRight, Field: "as", Args: []model.Arg{assets.Word("needs", "role."+string(model.Operator))}}
}

// Close implements cli.Market.
func (g guest) Close() error { return nil }

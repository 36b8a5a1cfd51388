package kit

import (
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// MenuEntry is one entry of the menu. The first nine that are neither indented nor
// plain can be opened by their digit.
type MenuEntry struct {
	Key        string // stable name, under which the entry's screens are kept
	Name       string
	Short      string // for the menu in one line; "" for Name
	Count      int    // 0 shows nothing
	CountWarns bool   // the count waits for this person
	Gap        bool   // a blank line above
	Group      int    // entries of one group stand together; a blank line above another one
	Indent     int    // levels below the entry before it, such as a saved view of a screen; such entries have no digit
	Plain      bool   // it has no digit, because it is not part of the day's work
	Open       func() Screen
}

// Link says how the program is connected.
type Link uint8

// The links.
const (
	LinkLocal      Link = iota // everything is on this computer
	LinkOn                     // connected
	LinkConnecting             // not yet
	LinkLost                   // lost; work goes on
)

// Status is the right side of the head line. Send one to the shell when it
// changes.
type Status struct {
	Link   Link
	Where  string // "hub.example", "this computer"
	Since  string // since when it is lost, as it is shown
	Queued int    // commands that wait to be sent
	Unread int    // messages
	Note   string // anything that always has to be seen; may be ""
	// Trouble stands in the place of the connection where a person has to see to it: "update needed". It is a warning
	// while the link is there.
	Trouble string
}

// SetMenu replaces the menu. Screens of entries that are still there are kept.
type SetMenu struct{ Entries []MenuEntry }

// SetAccount changes who is at work: all screens are closed, and the menu's
// first entry, or Start, is opened.
type SetAccount struct {
	Name  string
	Roles string // "seller · senior"
	Menu  []MenuEntry
	Start string // key of the entry to open
}

// SetTheme fixes light or dark, or follows the terminal again.
type SetTheme struct {
	Follow bool
	Dark   bool // when not following
}

// ShellOptions is what a Shell is made of.
type ShellOptions struct {
	App     string // the program's name
	Account SetAccount
	Status  Status
	Globals []Action // work on every screen; the shell's own come after them
	Theme   ThemeOptions
	Words   *Words // nil for English

	// OpenGuide returns a page of the guides as a screen, the contents for "", what is found for "/text". f1
	// pushes the page of the screen in front, which says it by being Guided, and
	// takes it away again. nil: there are no guides, and f1 is free.
	OpenGuide func(page string) Screen

	Now func() time.Time // tells double clicks and held keys; nil for none
}

// Shell is the root: the head line, the menu, the screens, the footer, and what
// floats above them. It is a tea.Model.
//
// Keys go to the global actions, then to the top screen's Actions, then to its
// Update; while the screen is Typing, printable ones go straight to its Update.
// Paste and mouse go to the top screen, everything else to all screens that
// are alive, so that none shows what is no longer so.
type Shell struct {
	app     string
	account SetAccount
	status  Status
	globals []Action
	guide   func(page string) Screen
	guideAt uint64 // the page of the guide that f1 opened last
	words   *Words
	keys    shellKeys
	now     func() time.Time

	options ThemeOptions
	follow  bool // light or dark as the terminal says
	theme   Theme
	width   int
	height  int

	menu    []MenuEntry
	stacks  map[string][]page // by entry
	current string            // key of the entry in front
	visited []string          // entries in front before, the last one latest
	pages   uint64            // pages made so far: their identities

	toast     Toast
	struck    struck // the last key
	mouseFree bool   // the terminal has the mouse
	clicked   clicked
	chrome    chrome // what of the last View can be used again
	version   uint64 // of the menu
}

// page is a screen on a stack, and its identity.
type page struct {
	id     uint64
	screen Screen
	missed []tea.Msg // while nobody saw it, see Later
}

// NewShell returns a shell that shows nothing before its first window size.
func NewShell(o ShellOptions) *Shell {
	words := o.Words.orEnglish()
	return &Shell{
		app: o.App, account: o.Account, status: o.Status, globals: o.Globals, guide: o.OpenGuide,
		words: words, keys: newShellKeys(words), now: o.Now,
		options: o.Theme, follow: true, theme: NewTheme(o.Theme),
		menu: o.Account.Menu, stacks: map[string][]page{},
	}
}

// Init opens the first entry.
func (s *Shell) Init() tea.Cmd { return s.begin() }

// begin opens the entry that an account starts with.
func (s *Shell) begin() tea.Cmd {
	s.stacks, s.visited, s.current = map[string][]page{}, nil, ""
	start := s.account.Start
	if _, ok := s.entry(start); !ok && len(s.menu) > 0 {
		start = s.menu[0].Key
	}
	return s.open(start, false)
}

// Update names the messages that are the shell's own; all others go to screens.
func (s *Shell) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return s, s.resize(msg)
	case tea.BackgroundColorMsg:
		return s, s.background(msg.IsDark())
	case tea.ColorProfileMsg:
		return s, s.profile(msg.Profile)
	case SetTheme:
		return s, s.setTheme(msg)
	case SetMouse, SetMotion, SetLanguage:
		return s, s.prefer(msg)
	case tea.KeyPressMsg:
		return s, s.key(msg)
	case tea.PasteMsg:
		return s, s.toTop(msg)
	case tea.MouseMsg:
		return s, s.mouse(msg)
	case Push, Pop, popThen, Replace, Go:
		return s, s.navigate(msg)
	case addressed:
		return s, s.toPage(msg.page, msg.msg)
	case Self:
		return s, s.toTop(msg.Msg)
	case Toast:
		s.toast = msg
		return s, nil
	case Status:
		s.status = msg
		return s, nil
	case SetMenu:
		return s, s.setMenu(msg.Entries)
	case SetAccount:
		s.account, s.menu = msg, msg.Menu
		s.version++
		return s, s.begin()
	case Later:
		return s, s.later(msg)
	}
	return s, s.toAll(msg)
}

// background follows the terminal between light and dark.
func (s *Shell) background(dark bool) tea.Cmd {
	if !s.follow || s.options.Dark == dark {
		return nil
	}
	s.options.Dark = dark
	return s.retheme()
}

func (s *Shell) profile(p colorprofile.Profile) tea.Cmd {
	if s.options.Profile == p {
		return nil
	}
	s.options.Profile = p
	return s.retheme()
}

func (s *Shell) setTheme(msg SetTheme) tea.Cmd {
	s.follow = msg.Follow
	if msg.Follow {
		return tea.RequestBackgroundColor
	}
	s.options.Dark = msg.Dark
	return s.retheme()
}

// retheme tells all screens what they look like now.
func (s *Shell) retheme() tea.Cmd {
	s.theme = NewTheme(s.options)
	return s.reframe()
}

// reframe tells every screen alive its size and theme.
func (s *Shell) reframe() tea.Cmd {
	if s.width == 0 {
		return nil
	}
	var cmds []tea.Cmd
	for _, st := range s.stacks {
		for i := range st {
			cmds = append(cmds, s.deliver(&st[i], s.frameFor(st[i].screen)))
		}
	}
	return tea.Batch(cmds...)
}

func (s *Shell) resize(msg tea.WindowSizeMsg) tea.Cmd {
	s.width, s.height = max(msg.Width, 0), max(msg.Height, 0)
	return tea.Batch(s.toAll(msg), s.reframe())
}

package kit

import "strconv"

// Words are the texts that the kit itself writes. The shell hands them to every
// new screen as a message, before its first Frame, so that widgets speak the
// session's language; without one they speak English. Verbs such as %s take the
// place where a name or a number goes.
type Words struct {
	Commands, Help, Guide             string // names of the global actions
	Quit, Back, FreeMouse, TakeMouse  string
	Palette                           string // head of the list of commands
	CommandsHelp, HelpHelp, GuideHelp string // and their sentences
	QuitHelp, MouseHelp               string

	Menu, Everywhere, Moving     string // groups of commands
	Cancel, Other, TypeToConfirm string // dialogs; TypeToConfirm has the wanted text
	Search, NoMatch              string // choosers and help
	KeysOf                       string // head of the help page, with the screen's title

	Queued, Synced, Unread      string // the head's right side; Queued has a count
	Lost, LostShort, Connecting string // the first two have the moment since when
	TooSmall                    string // has the least width and height

	Of, AddLine, Required    string // forms; Of has two numbers
	NotANumber, CutAt        string // CutAt has the number of characters
	LeaveTitle, LeaveText    string
	LeaveYes, LeaveNo        string
	NextField, Submit, Leave string

	Reading, TimeLeft, Rate                string // progress; the latter two have a text
	Refused, NoneRefused                   string // plans; Refused has a count
	Select, Open, Move, Page, Ends         string // names of the table's keys
	Filter, ClearFilter, Preview, OtherTab string // and of a list page's
	Thousands                              string // stands between groups of three digits
}

// English returns the kit's texts in English.
func English() *Words {
	return &Words{
		Palette: "Commands", Commands: "commands", Help: "help", Guide: "the guide", Quit: "quit", Back: "back",
		FreeMouse: "free the mouse", TakeMouse: "take the mouse back",
		CommandsHelp: "Every command of this screen and of the program, by name.",
		HelpHelp:     "What this screen is for and all its keys.",
		GuideHelp:    "Read the page of the guides that belongs to this screen, and come back with the same key.",
		QuitHelp:     "Leave the program. What was typed is kept.",
		MouseHelp:    "Let the terminal select and copy with the mouse, or let the program have it again.",
		Menu:         "Menu", Everywhere: "Everywhere", Moving: "Moving",
		Cancel: "Cancel", Other: "the other answer", TypeToConfirm: "Type %s to go on",
		Search: "type to search", NoMatch: "Nothing of that name. esc closes, backspace widens the search.",
		KeysOf: "Keys of %s",
		Queued: "%s queued", Synced: "synced", Unread: "%s unread",
		Lost: "no connection since %s, work goes on", LostShort: "since %s, work goes on", Connecting: "connecting",
		TooSmall: "This needs at least %d columns and %d rows.",
		Of:       "%s of %s", AddLine: "add a line", Required: "needed",
		NotANumber: "not a number", CutAt: "cut at %s characters",
		LeaveTitle: "Leave without finishing?", LeaveText: "What you typed here has not been sent.",
		LeaveYes: "Leave", LeaveNo: "Stay",
		NextField: "next field", Submit: "submit", Leave: "leave",
		Reading: "reading", TimeLeft: "%s left", Rate: "%s/s",
		Refused: "%s would be refused", NoneRefused: "none would be refused",
		Select: "select", Open: "open", Move: "move", Page: "a page", Ends: "first, last",
		Filter: "filter", ClearFilter: "clear the filter", Preview: "preview", OtherTab: "the tab beside",
		Thousands: ",",
	}
}

// orEnglish lets widgets that were given no words speak English.
func (w *Words) orEnglish() *Words {
	if w == nil {
		return English()
	}
	return w
}

// Count writes a number with its thousands apart, as people read it.
func (w *Words) Count(n int) string {
	s := strconv.Itoa(n)
	if n > -1000 && n < 1000 {
		return s
	}
	sign := ""
	if n < 0 {
		sign, s = s[:1], s[1:]
	}
	head := (len(s)-1)%3 + 1
	out := sign + s[:head]
	for s = s[head:]; s != ""; s = s[3:] {
		out += w.Thousands + s[:3]
	}
	return out
}

package kit

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"
)

// Words are the texts that the kit itself writes. The shell hands them to every
// new screen as a message, before its first Frame, so that widgets speak the
// session's language; without one they speak English. They come from a catalogue
// by NewWords; a field's tag names the arguments of its text, whose places are
// held by verbs of package fmt.
type Words struct {
	// Names of the actions that every screen has, and their sentences.
	Commands     string
	CommandsHelp string
	Help         string
	HelpHelp     string
	Guide        string
	GuideHelp    string
	Quit         string
	QuitHelp     string
	Back         string
	FreeMouse    string
	TakeMouse    string
	MouseHelp    string
	MouseFreed   string
	MouseTaken   string

	// Lists of commands, choosers and help.
	Palette    string
	Menu       string
	Everywhere string
	Moving     string
	Search     string
	NoMatch    string
	KeysOf     string `args:"screen"`
	LookUp     string `args:"text"`

	// Dialogs.
	Cancel        string
	Other         string
	TypeToConfirm string `args:"text"`
	ScrollFacts   string

	// The frame.
	Queued     string `args:"count"`
	Synced     string
	Unread     string `args:"count"`
	Lost       string `args:"since"`
	LostShort  string `args:"since"`
	Connecting string
	TooSmall   string `args:"columns rows"`

	// Forms.
	Of         string `args:"at total"`
	AddLine    string
	Required   string
	NotANumber string
	CutAt      string `args:"count"`
	CutLines   string `args:"count"`
	LeaveTitle string
	LeaveText  string
	LeaveYes   string
	LeaveNo    string
	NextField  string
	Submit     string
	Leave      string
	Choose     string // an option of a form's field
	MoveLine   string
	MoreLess   string

	// Work under way.
	Reading  string
	TimeLeft string `args:"time"`
	Rate     string `args:"count"`
	Seconds  string `args:"seconds"`
	Minutes  string `args:"minutes seconds"`
	Hours    string `args:"hours minutes"`
	Days     string `args:"days hours"`

	// Plans.
	WillBeDone  string `args:"count"`
	Refused     string `args:"count"`
	NoneRefused string
	RefusedOnly string
	AllRows     string
	Range       string `args:"from to total"`

	// Names of the keys of tables and list pages.
	Select      string
	Open        string
	Move        string
	Page        string
	Ends        string
	Filter      string
	ClearFilter string
	Preview     string
	OtherTab    string

	// Numbers.
	Thousands string
}

// NewWords asks a catalogue for all texts, by the names of the fields in the
// form "too_small". say returns the text with holders put where its arguments,
// which come in the order of args, go; a text that it returns empty stays
// English.
func NewWords(say func(id string, args, holders []string) string) *Words {
	w := English()
	v := reflect.ValueOf(w).Elem()
	for i := range v.NumField() {
		field := v.Type().Field(i)
		args := strings.Fields(field.Tag.Get("args"))
		if text := say(wordID(field.Name), args, holders(len(args))); text != "" {
			v.Field(i).SetString(text)
		}
	}
	return w
}

// holders are the verbs of n arguments; several are numbered, since languages
// put them in orders of their own.
func holders(n int) []string {
	if n == 1 {
		return []string{"%s"}
	}
	verbs := make([]string, n)
	for i := range verbs {
		verbs[i] = fmt.Sprintf("%%[%d]s", i+1)
	}
	return verbs
}

// wordID returns a field's name as catalogues write it: "too_small".
func wordID(field string) string {
	var b strings.Builder
	for i, r := range field {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// orEnglish lets widgets that were given no words speak English.
func (w *Words) orEnglish() *Words {
	if w == nil {
		return English()
	}
	return w
}

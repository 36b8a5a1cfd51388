package screen

import (
	"maps"
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// Preferences is how an account likes its screens, by the names of [ask.Settings]. Screens call it in Update, so no
// method may wait.
type Preferences interface {
	// Preference returns the value kept under a name, "" where nothing was set.
	Preference(name string) string
	// SetPreference keeps a value; "" forgets it.
	SetPreference(name, value string)
}

// Preferred tells the program that a preference of who is at work was kept, so that it counts at once.
type Preferred struct{ Name string }

// settings is the page of what an account sets for its own screens, and of its private addresses.
type settings struct {
	desk  Desk
	all   []ask.Setting
	value map[string]string // of each setting

	tongues map[string]string // the name of each language in itself
	own     settingsOwn
	read    bool

	frame kit.Frame
	at    string // ID of the row under the cursor
	view  kit.Viewport
}

// settingsOwn is what only the account itself reads of itself.
type settingsOwn struct {
	me      *model.Account
	now     model.Moment
	policy  *model.Policy
	address string
	paypal  string
	next    string       // PayPal address that will count
	held    model.Moment // from when
	senders []string
	keys    int // SSH keys that count
	err     error
}

// settingChosen is a value that was chosen for a setting; "" puts it back to its standard.
type settingChosen struct{ name, value string }

// settingsView is the name under which the row that one was at is kept.
const settingsView = "view/settings"

// NewSettings returns the page of the settings of the account at work.
func NewSettings(d Desk) kit.Screen {
	p := settings{desk: d, all: ask.Settings(assets.Languages(), assets.Zones()), value: map[string]string{}, tongues: map[string]string{}}
	for _, s := range p.all {
		kept := ""
		if d.Preferences != nil {
			kept = d.Preferences.Preference(s.Name)
		}
		p.value[s.Name] = s.Value(kept)
	}
	for _, lang := range assets.Languages() {
		p.tongues[lang] = assets.LanguageName(lang)
	}
	p.at = d.draft(settingsView)[keepRow]
	if p.at == "" {
		p.at = p.all[0].Name
	}
	return p
}

// Init implements kit.Screen.
func (p settings) Init() tea.Cmd { return readSettings(p.desk.Session) }

// readSettings reads the private texts of the account beside the loop.
func readSettings(s Session) tea.Cmd {
	return func() tea.Msg {
		var own settingsOwn
		own.err = s.Market.View(s.Actor, func(v model.View) {
			own.me, own.now = v.Me(), v.Now
			own.policy = policyRow(v.Reader, 1) // accounts count by the first version
			if own.me == nil {
				return
			}
			own.keys = v.Count(model.KeysOf(own.me.Key))
			own.address, own.paypal, own.next, own.senders = model.OwnPrivate(v.Reader, v.Who, own.me)
			for _, c := range v.ClocksOn(own.me) {
				if c.Rule == model.ClockPayoutHold {
					own.held = c.Due
				}
			}
		})
		return kit.Self{Msg: own}
	}
}

// Title implements kit.Screen.
func (p settings) Title() string { return p.desk.Words.Say("settings.title") }

// Help implements kit.Helper.
func (p settings) Help() string { return p.desk.Words.Say("settings.help") }

// Update implements kit.Screen.
func (p settings) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		p.frame = msg
		return p.fill(), nil
	case settingsOwn:
		if msg.err != nil {
			return p, failed(p.desk.Session, msg.err)
		}
		p.own, p.read = msg, true
		return p.fill(), nil
	case settingChosen:
		return p.choose(msg)
	case Preferred: // f2 switched the theme
		return p.reread(msg.Name), nil
	case Changed:
		for _, ref := range msg.Refs {
			if ref.Kind == model.KindKey || ref == (model.Ref{Kind: model.KindAccount, Key: p.desk.Actor.Account}) {
				return p, p.Init()
			}
		}
	case Minute, kit.Shown:
		return p, p.Init()
	case kit.Wheel:
		p.view = p.view.Scroll(msg.Lines)
	case kit.Click:
		return p.click(msg)
	case tea.KeyPressMsg:
		return p.key(msg)
	}
	return p, nil
}

// reread takes a preference that was set elsewhere.
func (p settings) reread(name string) settings {
	if s, refusal := ask.FindSetting(p.all, name); refusal == nil && p.desk.Preferences != nil {
		p.value = maps.Clone(p.value)
		p.value[name] = s.Value(p.desk.Preferences.Preference(name))
	}
	return p.fill()
}

// key moves the cursor; everything else is an action.
func (p settings) key(msg tea.KeyPressMsg) (kit.Screen, tea.Cmd) {
	rows := p.rows()
	i := p.index(rows)
	switch msg.String() {
	case "up", "k", "shift+tab":
		i--
	case "down", "j", "tab":
		i++
	case "home", "pgup":
		i = 0
	case "end", "pgdown":
		i = len(rows) - 1
	default:
		return p, nil
	}
	return p.moved(rows[max(0, min(i, len(rows)-1))].id), nil
}

// index returns the row under the cursor, the first where that one is gone.
func (p settings) index(rows []settingRow) int {
	return max(slices.IndexFunc(rows, func(r settingRow) bool { return r.id == p.at }), 0)
}

// moved puts the cursor on a row and remembers it.
func (p settings) moved(id string) settings {
	p.at = id
	p.desk.keep(settingsView, map[string]string{keepRow: id})
	return p.fill()
}

// click puts the cursor on a row; a second click changes it.
func (p settings) click(msg kit.Click) (kit.Screen, tea.Cmd) {
	_, from := p.lines()
	rows := p.rows()
	for i := len(from) - 1; i >= 0; i-- {
		if msg.Y-p.top()+p.view.Offset() < from[i] {
			continue
		}
		p = p.moved(rows[i].id)
		if msg.Double {
			return p, p.change()
		}
		break
	}
	return p, nil
}

// choose keeps a value and lets it count at once.
func (p settings) choose(msg settingChosen) (kit.Screen, tea.Cmd) {
	s, refusal := ask.FindSetting(p.all, msg.name)
	if refusal != nil || p.desk.Preferences == nil {
		return p, nil
	}
	p.desk.Preferences.SetPreference(s.Name, msg.value)
	p = p.reread(s.Name)
	w := p.desk.Words
	said := w.Say("settings.changed", assets.Text("name", w.Say("settings."+s.Name)), assets.Text("value", p.settingText(s)))
	return p, tea.Sequence(kit.Send(Preferred{s.Name}), kit.Send(kit.Toast{Role: kit.Good, Text: said}))
}

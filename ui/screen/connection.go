package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// connection is the page of a replica's line to its hub: how it is, what went wrong and was settled, and what a person can
// do about it.
type connection struct {
	desk   Desk
	frame  kit.Frame
	last   Loading
	typing bool // the passphrase is typed
	phrase kit.Input
}

// connectionType has the passphrase be typed, connectionQuiet takes the alarms away that were read.
type (
	connectionType  struct{}
	connectionQuiet struct{}
)

// NewConnection returns the page of the line to the hub, which hears of it by [Loading]. Its desk has a post.
func NewConnection(d Desk, l Loading) kit.Screen {
	return connection{desk: d, phrase: kit.NewInput(joinChars), last: l}
}

// Init implements kit.Screen.
func (c connection) Init() tea.Cmd { return nil }

// Title implements kit.Screen.
func (c connection) Title() string { return c.desk.Words.Say("connection.title") }

// Help implements kit.Helper.
func (c connection) Help() string { return c.desk.Words.Say("connection.help") }

// Guide implements kit.Guided.
func (c connection) Guide() string { return guidePage("connection") }

// Typing implements kit.Typing.
func (c connection) Typing() bool { return c.typing }

// Update implements kit.Screen.
func (c connection) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		c.frame = msg
	case Loading:
		c.last = msg
		c.typing = c.typing && post.Locks(c.kind())
	case connectionType:
		c.typing = post.Locks(c.kind())
	case connectionQuiet:
		c.last.State.Alarms = nil
	case tea.KeyPressMsg:
		if c.typing {
			return c.key(msg)
		}
	case tea.PasteMsg:
		if c.typing {
			c.phrase, _, _ = c.phrase.Update(msg)
		}
	}
	return c, nil
}

// kind is the word under which the line is said.
func (c connection) kind() string { return c.last.State.Kind() }

// key edits the passphrase.
func (c connection) key(msg tea.KeyPressMsg) (kit.Screen, tea.Cmd) {
	switch msg.String() {
	case "enter", "ctrl+s":
		phrase := []byte(c.phrase.Value())
		c.typing, c.phrase = false, c.phrase.SetValue("")
		if len(phrase) == 0 {
			return c, nil
		}
		d, file := c.desk, c.last.State.Way.Where
		return c, func() tea.Msg {
			d.Post.Unlock(file, phrase)
			return nil // what comes of it, the line says
		}
	case "esc":
		c.typing, c.phrase = false, c.phrase.SetValue("")
		return c, nil
	}
	c.phrase, _, _ = c.phrase.Update(msg)
	return c, nil
}

// Actions implements kit.Screen.
func (c connection) Actions() []kit.Action {
	act := func(key, name string, off bool, do func() tea.Cmd) kit.Action {
		a := kit.Action{Key: key, Name: c.say("act_" + name), Help: c.say("help_" + name), Do: do}
		if off {
			a.Disabled = c.say("no_" + name)
		}
		return a
	}
	if c.typing {
		return []kit.Action{{Key: "enter", Also: []string{"ctrl+s"}, Name: c.say("act_unlock"), Help: c.say("help_unlock")}, {Key: "esc", Name: c.say("act_leave"), Help: c.say("help_leave")}}
	}
	var all []kit.Action
	if post.Locks(c.kind()) {
		all = append(all, act("enter", "phrase", false, func() tea.Cmd { return kit.Send(kit.Self{Msg: connectionType{}}) }))
	}
	all = append(all, act("S", "again", c.kind() == string(post.Connected) || c.kind() == string(post.Connecting), c.again))
	if len(c.last.State.Alarms) > 0 {
		all = append(all, act("a", "read", false, c.quiet))
	}
	all = append(all, act("o", "outbox", false, func() tea.Cmd { return kit.Send(kit.Go{Entry: "outbox", Home: true}) }))
	if key := c.shownKey(); key != "" {
		all = append(all, act("y", "copy", false, func() tea.Cmd { return copyText(newSpeech(c.desk.Session), key) }))
	}
	return all
}

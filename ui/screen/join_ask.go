package screen

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// key gives a key to what the page is at.
func (p join) key(msg tea.KeyPressMsg) (kit.Screen, tea.Cmd) {
	switch key := msg.String(); p.stage {
	case joinTyping:
		return p.typingKey(key, msg)
	case joinGoing:
		if key == "esc" {
			return p.leave()
		}
	case joinTrusting:
		return p.trustKey(key)
	case joinPhrasing:
		return p.phraseKey(key, msg)
	case joinStuck:
		return p.stuckKey(key)
	}
	return p, nil
}

func (p join) typingKey(key string, msg tea.KeyPressMsg) (kit.Screen, tea.Cmd) {
	switch key {
	case "enter", "ctrl+s":
		return p.begin()
	case "esc":
		return p, kit.Send(kit.Pop{})
	}
	return p.typed(msg)
}

// trustKey answers whether the key is the hub's. Only a says yes.
func (p join) trustKey(key string) (kit.Screen, tea.Cmd) {
	switch key {
	case "a":
		p.stage = joinGoing
		p.trust.Answer(true)
		return p, p.listen()
	case "x", "esc":
		p.trust.Answer(false)
		return p.leave()
	case "y":
		return p, copyText(newSpeech(p.desk.Session), p.trust.Fingerprint)
	}
	return p, nil
}

func (p join) phraseKey(key string, msg tea.KeyPressMsg) (kit.Screen, tea.Cmd) {
	switch key {
	case "enter", "ctrl+s":
		p.stage = joinGoing
		p.locked.Answer([]byte(p.phrase.Value()), true)
		p.phrase = p.phrase.SetValue("")
		return p, p.listen()
	case "esc":
		p.locked.Answer(nil, false)
		return p.leave()
	}
	return p.typed(msg)
}

func (p join) stuckKey(key string) (kit.Screen, tea.Cmd) {
	switch key {
	case "enter", "r":
		return p.begin()
	case "e", "esc":
		return p.leave()
	case "k":
		if p.makes() {
			return p, p.makeKey()
		}
	case "y":
		if text := p.copied(); text != "" {
			return p, copyText(newSpeech(p.desk.Session), text)
		}
	case "Y":
		if line := p.door(); line != "" {
			return p, copyText(newSpeech(p.desk.Session), line)
		}
	}
	return p, nil
}

// stuck says what is in the way.
func (p join) stuck(err error) join {
	p.stage = joinStuck
	var q *post.Question
	if errors.As(err, &q) {
		p.why = *q
		if q.Why == post.NoURL {
			p.stage, p.wrong = joinTyping, p.say("why_url")
		}
		return p
	}
	p.why = post.Question{Err: err}
	return p
}

// makes tells whether a key can be made here: only where there is none.
func (p join) makes() bool {
	return p.why.Why == post.Keyless && p.joining.NewKey != nil && p.keyFile == ""
}

// door is the command line that leads to the form in which one asks to be let in; "" where there is none.
func (p join) door() string {
	if p.why.Why != post.Unknown && p.why.Why != post.Keyless {
		return ""
	}
	return post.Shell(post.URL(p.address.Value()))
}

// copied is what y copies: the key by which this person is to be known, or that the hub showed.
func (p join) copied() string {
	if p.why.Own != "" {
		return p.why.Own
	}
	return p.why.Offered
}

// joinKey is what became of making a key.
type joinKey struct {
	file, public string
	err          error
}

// makeKey makes a key beside the loop.
func (p join) makeKey() tea.Cmd {
	make := p.joining.NewKey
	return func() tea.Msg {
		file, public, err := make()
		return kit.Self{Msg: joinKey{file, public, err}}
	}
}

// keyed shows the key that was made: the hub has to know it next.
func (p join) keyed(k joinKey) (kit.Screen, tea.Cmd) {
	if k.err != nil {
		return p, kit.Send(kit.Toast{Role: kit.Bad, Text: p.say("no_key_made", assets.Text("error", model.Safe(k.err.Error())))})
	}
	p.keyFile, p.why.Own = k.file, k.public
	return p, nil
}

// Actions implements kit.Screen.
func (p join) Actions() []kit.Action {
	act := func(key, name string, also ...string) kit.Action {
		return kit.Action{Key: key, Also: also, Name: p.say("act_" + name), Help: p.say("help_" + name)}
	}
	switch p.stage {
	case joinTyping:
		return []kit.Action{act("enter", "connect", "ctrl+s"), act("esc", "back")}
	case joinGoing:
		return []kit.Action{act("esc", "cancel")}
	case joinTrusting:
		return []kit.Action{act("a", "trust"), act("x", "distrust", "esc"), act("y", "copy_key")}
	case joinPhrasing:
		return []kit.Action{act("enter", "unlock", "ctrl+s"), act("esc", "cancel")}
	}
	all := []kit.Action{act("enter", "retry", "r"), act("e", "address", "esc")}
	if p.makes() {
		all = append([]kit.Action{act("k", "make_key")}, all...)
	}
	if p.door() != "" {
		all = append(all, act("Y", "copy_door"))
	}
	if p.copied() != "" {
		all = append(all, act("y", "copy_key"))
	}
	return all
}

package kit

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Choice is one entry of a Chooser.
type Choice struct {
	Key      string // stable name
	Name     string
	Detail   string // stands in Muted after the name
	Hint     string // stands in Muted at the right: a key, a count
	Group    string // entries of one group stand together below its name
	Also     string // another name that finds it
	First    bool   // made of what was typed, it stands before what was found
	Disabled string // why it cannot be chosen now; "" when it can
	Do       func() tea.Cmd
}

// Chooser is a floating list of entries that one narrows by typing: accounts,
// commands, orders to sort by.
type Chooser struct {
	Name    string
	Choices []Choice
	Current string                     // key of the entry that the cursor begins on
	Typed   func(text string) []Choice // entries made of what was typed, such as a name or a moment; nil for none
	Words   *Words
}

// chooser is a Chooser as a floating screen.
type chooser struct {
	Chooser
	offered int // the first Choices, which do not depend on what was typed
	frame   Frame
	input   Input
	found   []ranked
	at      int // in found
	offset  int
	reason  string // why the entry that was just tried cannot be chosen
}

// NewChooser returns the list as a floating screen to Push.
func NewChooser(c Chooser) Screen {
	c.Choices = inGroups(c.Choices)
	d := chooser{Chooser: c, offered: len(c.Choices), input: NewInput(100)}.search()
	for i, r := range d.found {
		if c.Current != "" && c.Choices[r.index].Key == c.Current {
			d.at = i
		}
	}
	return d
}

// inGroups returns the entries with those of one group together, groups in the
// order in which they first appear.
func inGroups(choices []Choice) []Choice {
	order := map[string]int{}
	for _, c := range choices {
		if _, ok := order[c.Group]; !ok {
			order[c.Group] = len(order)
		}
	}
	out := slices.Clone(choices)
	slices.SortStableFunc(out, func(a, b Choice) int { return order[a.Group] - order[b.Group] })
	return out
}

func (c chooser) Init() tea.Cmd  { return nil }
func (c chooser) Title() string  { return c.Name }
func (c chooser) Floating() bool { return true }
func (c chooser) Typing() bool   { return true }

func (c chooser) Actions() []Action {
	k := newChooserKeys(c.Words.orEnglish())
	return []Action{actionOf(k.take), actionOf(k.up, k.down), actionOf(k.close)}
}

// search narrows the list to what was typed, with the entries that are made of it.
func (c chooser) search() chooser {
	text := strings.TrimSpace(c.input.Value())
	c.Choices = slices.Clone(c.Choices[:c.offered])
	names := make([]string, c.offered)
	for i, choice := range c.Choices {
		names[i] = oneLine(choice.Name)
	}
	c.found = c.called(rank(c.input.Value(), names), text)
	if text != "" && c.Typed != nil {
		for _, choice := range c.Typed(text) {
			made := ranked{index: len(c.Choices)}
			c.Choices = append(c.Choices, choice)
			if choice.First {
				c.found = slices.Insert(c.found, 0, made)
			} else {
				c.found = append(c.found, made)
			}
		}
	}
	c.at, c.offset = 0, 0
	return c
}

// called puts the entries whose other name was typed behind those whose name
// begins so.
func (c chooser) called(found []ranked, text string) []ranked {
	at := 0
	for at < len(found) && text != "" && hasPrefixFold(oneLine(c.Choices[found[at].index].Name), text) {
		at++
	}
	for i, choice := range c.Choices {
		if text == "" || !strings.EqualFold(choice.Also, text) {
			continue
		}
		if old := slices.IndexFunc(found, func(r ranked) bool { return r.index == i }); old >= at {
			found = slices.Delete(found, old, old+1)
		} else if old >= 0 {
			continue
		}
		found = slices.Insert(found, at, ranked{index: i})
	}
	return found
}

func hasPrefixFold(s, prefix string) bool {
	return strings.HasPrefix(strings.ToLower(s), strings.ToLower(prefix))
}

func (c chooser) Update(msg tea.Msg) (Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case Frame:
		c.frame = msg
		return c.scroll(), nil
	case *Words:
		if c.Words == nil {
			c.Words = msg
		}
	case Wheel:
		return c.move(msg.Lines), nil
	case Click:
		return c.click(msg)
	case tea.KeyPressMsg:
		return c.key(msg)
	case tea.PasteMsg:
		return c.edit(msg), nil
	}
	return c, nil
}

func (c chooser) edit(msg tea.Msg) chooser {
	in, changed, _ := c.input.Update(msg)
	c.input = in
	if changed {
		c = c.search()
	}
	return c
}

func (c chooser) key(msg tea.KeyPressMsg) (Screen, tea.Cmd) {
	c.reason = ""
	pressed, k := stroke(msg.String()), newChooserKeys(c.Words.orEnglish())
	switch {
	case key.Matches(pressed, k.close):
		return c, Send(Pop{})
	case key.Matches(pressed, k.take):
		return c.choose()
	case key.Matches(pressed, k.up):
		return c.move(-1), nil
	case key.Matches(pressed, k.down):
		return c.move(1), nil
	case key.Matches(pressed, k.pageUp):
		return c.move(-c.page()), nil
	case key.Matches(pressed, k.pageDown):
		return c.move(c.page()), nil
	}
	return c.edit(msg), nil
}

func (c chooser) choose() (Screen, tea.Cmd) {
	if c.at >= len(c.found) {
		return c, nil
	}
	choice := c.Choices[c.found[c.at].index]
	if choice.Disabled != "" {
		c.reason = choice.Disabled
		return c.scroll(), nil
	}
	return c, Send(popThen{choice.Do})
}

func (c chooser) move(n int) chooser {
	c.at = max(0, min(c.at+n, len(c.found)-1))
	return c.scroll()
}

// click chooses the entry at a line.
func (c chooser) click(msg Click) (Screen, tea.Cmd) {
	for i, line := range c.place() {
		if line == msg.Y {
			c.at = i
			return c.choose()
		}
	}
	return c, nil
}

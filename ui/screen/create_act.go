package screen

import "aeconnect/ui/kit"

// act makes an action of the form from the catalogue.
func (c create) act(key, name string) kit.Action {
	w := c.desk.Words
	return kit.Action{Key: key, Name: w.Say("create.act_" + name), Help: w.Say("create.help_" + name)}
}

// Actions implements kit.Screen.
func (c create) Actions() []kit.Action {
	switch {
	case !c.based:
		return nil
	case c.shown:
		scroll := c.act("down", "scroll")
		scroll.Also, scroll.Hidden = []string{"up", "j", "k", "pgdown", "pgup", "home", "end"}, true
		return []kit.Action{c.act("ctrl+r", "form"), c.act("esc", "form_back"), c.act("ctrl+y", "copy"), scroll}
	}
	send, draft := c.act("ctrl+s", "publish"), c.act("ctrl+d", "draft")
	send.Name = c.submitName()
	if !c.read.base.posts() {
		send.Disabled = c.desk.Words.Say("create.sellers_only")
		draft.Disabled = send.Disabled
	}
	if c.read.base.published() {
		draft.Disabled, draft.Hidden = c.desk.Words.Say("create.no_draft"), true
	}
	field, leave, clear := c.act("tab", "field"), c.act("esc", "leave"), c.act("ctrl+l", "clear")
	switch {
	case c.restores():
		clear = c.act("ctrl+l", "back")
	case !c.kept:
		clear.Disabled = c.desk.Words.Say("create.nothing_typed")
	}
	field.Also, clear.Hidden = []string{"shift+tab"}, !c.restores()
	actions := append(append([]kit.Action{send}, c.remedies()...), c.portalsAction()...)
	return append(actions, draft, field, c.lookAction(), leave, c.act("ctrl+y", "copy"), c.act("ctrl+o", "open"), clear)
}

// remedies are what mends a warning of the form: they stand where one sees them while one types.
func (c create) remedies() []kit.Action {
	var all []kit.Action
	for _, a := range c.form.Actions() {
		if a.Key != "ctrl+s" && a.Key != "tab" && a.Key != "esc" {
			all = append(all, a)
		}
	}
	return all
}

// lookAction shows the preview in the form's place, where there is none beside it.
func (c create) lookAction() kit.Action {
	a := c.act("ctrl+r", "preview")
	if c.previewAt().Width > 0 {
		a.Disabled, a.Hidden = c.desk.Words.Say("create.preview_beside"), true
	}
	return a
}

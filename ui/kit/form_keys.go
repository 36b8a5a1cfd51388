package kit

import "charm.land/bubbles/v2/key"

// formKeys are a form's own. onward and back move between fields only when the
// field has no use for them itself.
type formKeys struct{ submit, leave, next, previous, onward, back, nextStep, previousStep key.Binding }

func newFormKeys(w *Words) formKeys {
	return formKeys{
		submit:       bound(w.Submit, "ctrl+s"),
		leave:        bound(w.Leave, "esc"),
		next:         bound(w.NextField, "tab"),
		previous:     bound(w.NextField, "shift+tab"),
		onward:       bound("", "enter", "down"),
		back:         bound("", "up"),
		nextStep:     bound("", "pgdown"),
		previousStep: bound("", "pgup"),
	}
}

// stepKeys make a number, a day or an amount more or less; in a list of lines
// the same keys move the line.
type stepKeys struct{ more, less key.Binding }

func newStepKeys(name string) stepKeys {
	return stepKeys{more: bound(name, "alt+up", "ctrl+up"), less: bound(name, "alt+down", "ctrl+down")}
}

// offerKeys are those of a line while values are offered for it. complete takes
// an offer and goes on to the next field.
type offerKeys struct{ up, down, take, complete key.Binding }

func newOfferKeys() offerKeys {
	return offerKeys{up: bound("", "up"), down: bound("", "down"), take: bound("", "enter"), complete: bound("", "tab")}
}

// gridKeys are those of options. take chooses, in a choice of one, and goes on
// to the next field.
type gridKeys struct{ left, right, up, down, choose, take, clear key.Binding }

func newGridKeys() gridKeys {
	return gridKeys{
		left:   bound("", "left"),
		right:  bound("", "right"),
		up:     bound("", "up"),
		down:   bound("", "down"),
		choose: bound("", "space"),
		take:   bound("", "enter"),
		clear:  bound("", "backspace", "delete"),
	}
}

// listKeys are those of numbered lines; what happens within a line is a matter
// of editKeys.
type listKeys struct{ up, down, raise, lower, enter, join key.Binding }

func newListKeys() listKeys {
	return listKeys{
		up:    bound("", "up"),
		down:  bound("", "down"),
		raise: bound("", "alt+up", "ctrl+up"),
		lower: bound("", "alt+down", "ctrl+down"),
		enter: bound("", "enter"),
		join:  bound("", "backspace"),
	}
}

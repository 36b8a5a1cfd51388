package kit

import "charm.land/bubbles/v2/key"

// The kit's own keys are written once, as bindings of bubbles/key: what a widget
// matches, what its table of actions says and what the help shows all come from
// the same binding, so that none can promise a key that another one forgot.

// bound returns a binding of keys, named as in tea.KeyPressMsg.String(). name is
// what the footer and the help call it, "" for keys that neither shows.
//
// Key maps are built when a key comes, in the session's language; this spares
// them the options of key.NewBinding, each of which is an allocation.
func bound(name string, keys ...string) key.Binding {
	var b key.Binding
	b.SetKeys(keys...)
	b.SetHelp(keys[0], name)
	return b
}

// stroke is a pressed key by its name. It is made once for the many bindings
// that a key is held against: tea.KeyPressMsg builds its name at every asking.
type stroke string

// String returns the name, for key.Matches.
func (s stroke) String() string { return string(s) }

// actionOf returns bindings that belong together, such as up and down, as one
// entry of a table of actions: the first key of each, then the second ones. It
// is called what the first binding is called.
func actionOf(bindings ...key.Binding) Action {
	var keys []string
	for i, more := 0, true; more; i++ {
		more = false
		for _, b := range bindings {
			if i < len(b.Keys()) {
				keys, more = append(keys, b.Keys()[i]), true
			}
		}
	}
	return Action{Key: keys[0], Also: keys[1:], Name: bindings[0].Help().Desc}
}

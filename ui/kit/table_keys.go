package kit

import "charm.land/bubbles/v2/key"

// moveKeys move through lines, those of a table as those of a text.
type moveKeys struct{ up, down, pageUp, pageDown, home, end key.Binding }

func newMoveKeys(w *Words) moveKeys {
	return moveKeys{
		up:       bound(w.Move, "up", "k"),
		down:     bound(w.Move, "down", "j"),
		pageUp:   bound(w.Page, "pgup"),
		pageDown: bound(w.Page, "pgdown"),
		home:     bound(w.Ends, "home"),
		end:      bound(w.Ends, "end"),
	}
}

// tableKeys are those of a table.
type tableKeys struct {
	moveKeys
	choose key.Binding // a row, in tables that allow it
}

func newTableKeys(w *Words) tableKeys {
	return tableKeys{newMoveKeys(w), bound(w.Select, "space")}
}

// pageKeys are what a list page adds to those of its parts.
type pageKeys struct{ find, clear key.Binding }

func newPageKeys(w *Words) pageKeys {
	return pageKeys{find: bound(w.Filter, "/"), clear: bound(w.ClearFilter, "esc")}
}

// tabKeys go to the tab beside.
type tabKeys struct{ left, right key.Binding }

func newTabKeys(w *Words) tabKeys {
	return tabKeys{bound(w.OtherTab, "left"), bound(w.OtherTab, "right")}
}

// splitKey moves the focus between a list and its preview.
func splitKey(w *Words) key.Binding { return bound(w.Preview, "tab", "shift+tab") }

// filterKeys are those of a filter while one types; those of the list still
// move through what is found.
type filterKeys struct{ keep, clear, list key.Binding }

func newFilterKeys() filterKeys {
	return filterKeys{
		keep:  bound("", "enter"),
		clear: bound("", "esc"),
		list:  bound("", "up", "down", "pgup", "pgdown"),
	}
}

// withGroup puts actions into one group of the help.
func withGroup(group string, actions []Action) []Action {
	for i := range actions {
		actions[i].Group = group
	}
	return actions
}

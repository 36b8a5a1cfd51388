package kit

import (
	"slices"
	"testing"

	"charm.land/bubbles/v2/key"
)

func TestActionOfBindings(t *testing.T) {
	k := newMoveKeys(English())
	a := actionOf(k.up, k.down)
	if got := keysOf(a); got != "up down k j" || a.Name != English().Move {
		t.Errorf("%q moves, called %q", got, a.Name)
	}
	if a := actionOf(bound("quit", "ctrl+c")); a.Key != "ctrl+c" || len(a.Also) > 0 {
		t.Errorf("one key became %v", a)
	}
}

// TestPromisedKeysWork presses every key that a table of actions names.
func TestPromisedKeysWork(t *testing.T) {
	table := NewTable(Column{Head: "name"}).Resize(20, 8).SetRows([]Row{{Key: "a"}, {Key: "b"}})
	table.Multi = true
	for _, a := range table.TableActions() {
		for _, name := range append([]string{a.Key}, a.Also...) {
			if _, _, used := table.Update(keyPress(name)); !used {
				t.Errorf("a table promises %s and has no use for it", name)
			}
		}
	}
	page := ListPage{Table: table, Filter: NewFilter(""), Tabs: Tabs{Items: make([]Tab, 3)}}
	for _, a := range page.pageActions()[:3] { // the others are the table's
		for _, name := range append([]string{a.Key}, a.Also...) {
			after, event, _ := page.Update(keyPress(name))
			if event == 0 && !after.Typing() {
				t.Errorf("a list page promises %s and does nothing", name)
			}
		}
	}
}

// TestKeysOfOneMapDiffer holds the keys of a map against each other: one that
// stood in two bindings would do what the first of them does.
func TestKeysOfOneMapDiffer(t *testing.T) {
	w := English()
	shell, table, page, chooser, dialog := newShellKeys(w), newTableKeys(w), newPageKeys(w), newChooserKeys(w), newDialogKeys("", "", "", w.ScrollFacts)
	form, cursor, erase, line := newFormKeys(w), newCursorKeys(), newEraseKeys(), newLineKeys()
	for name, bindings := range map[string][]key.Binding{
		"shell":   {shell.commands, shell.help, shell.mouse, shell.quit, shell.back},
		"list":    {page.find, page.clear, splitKey(w), newTabKeys(w).left, newTabKeys(w).right, table.up, table.down, table.pageUp, table.pageDown, table.home, table.end, table.choose},
		"chooser": {chooser.take, chooser.up, chooser.down, chooser.pageUp, chooser.pageDown, chooser.close},
		"dialog":  {dialog.take, dialog.other, dialog.leave},
		"form":    {form.submit, form.leave, form.next, form.previous, form.onward, form.back, form.nextStep, form.previousStep},
		"text": {cursor.left, cursor.right, cursor.wordLeft, cursor.wordRight, cursor.start, cursor.end, line.newline, line.up, line.down,
			erase.left, erase.right, erase.wordLeft, erase.wordRight, erase.start, erase.end},
	} {
		var keys []string
		for _, b := range bindings {
			if !b.Enabled() || b.Help().Key != b.Keys()[0] {
				t.Errorf("%s: %v cannot be pressed or is shown as %q", name, b.Keys(), b.Help().Key)
			}
			keys = append(keys, b.Keys()...)
		}
		slices.Sort(keys)
		if n := len(keys); len(slices.Compact(keys)) != n {
			t.Errorf("%s has a key twice: %v", name, keys)
		}
	}
}

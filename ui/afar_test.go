package ui

import (
	"testing"

	"aeconnect/model"
	"aeconnect/ui/post"
)

// A command takes the entry away that it is made in place of: the same thing done, with the same form or about the same.
func TestWhatIsEditedIsReplaced(t *testing.T) {
	refused := post.Item{
		Key: 7, Wire: "order.extend", Command: &model.AskExtension{Order: "O-7Q2K-91MX", Days: 2}, Origin: post.Origin{Form: "act O-7Q2K-91MX extend"},
	}
	for name, c := range map[string]struct {
		at   string
		made model.Command
		want uint64
	}{
		"the same form":           {"act O-7Q2K-91MX extend", &model.AskExtension{Order: "O-7Q2K-91MX", Days: 3}, 7},
		"elsewhere, the same":     {"entry today", &model.AskExtension{Order: "O-7Q2K-91MX", Days: 3}, 7},
		"another order":           {"act O-1B8S-ZZ40 extend", &model.AskExtension{Order: "O-1B8S-ZZ40", Days: 3}, 0},
		"another thing, the same": {"act O-7Q2K-91MX extend", &model.CancelApplication{Order: "O-7Q2K-91MX"}, 0},
	} {
		o := &origins{}
		if key := o.replaced(post.Origin{Form: c.at}, c.made); key != 0 {
			t.Errorf("%s: nothing is edited, and %d is replaced", name, key)
		}
		o.edit(refused)
		if key := o.replaced(post.Origin{Form: c.at}, c.made); key != c.want {
			t.Errorf("%s: %d is replaced, wanted %d", name, key, c.want)
		}
		if key := o.replaced(post.Origin{Form: c.at}, c.made); c.want != 0 && key != 0 {
			t.Errorf("%s: it is replaced twice", name)
		}
	}
}

// A command is said to be made at the page in front, with what was typed there and nowhere else.
func TestACommandSaysWhereItWasMade(t *testing.T) {
	o := &origins{}
	o.moved(front("tasks\ntask T-MCXH-W7Q8\nedit T-MCXH-W7Q8"))
	o.typed("edit/T-MCXH-W7Q8", map[string]string{"title": "Lamp"})
	o.typed("edit/T-MCXH-W7Q8", nil) // it is on its way
	if at := o.origin(); at.Form != "edit T-MCXH-W7Q8\tedit/T-MCXH-W7Q8" || at.Values["title"] != "Lamp" {
		t.Errorf("made at %+v", at)
	}
	o.moved(front("create"))
	if at := o.origin(); at.Form != "entry create" || at.Values != nil {
		t.Errorf("made at %+v", at)
	}
}

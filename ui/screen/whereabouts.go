package screen

import (
	"strings"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// Whereabouts is a page that one can come back to, after another account was at work, after a crash: it says in a
// line without breaks what [Reopen] opens again, "" for nowhere yet. What was typed comes back as its draft.
type Whereabouts interface{ Whereabouts() string }

// Reopen opens a page from where it said it was: the page of a task or an order, a form of either. It returns false
// for a row that is not there any more, that this account may not see, or that no longer takes the form. It reads the
// marketplace: only commands call it.
func Reopen(d Desk, at string) (kit.Screen, bool) {
	what, rest, _ := strings.Cut(at, " ")
	id, verb, _ := strings.Cut(rest, " ")
	switch what {
	case whereTask:
		return reopenRow(d, model.KindTask, id, func(key model.Key) kit.Screen { return NewTask(d, key) })
	case whereOrder:
		return reopenRow(d, model.KindOrder, id, func(key model.Key) kit.Screen { return NewOrder(d, key) })
	case whereEdit:
		return reopenRow(d, model.KindTask, id, func(key model.Key) kit.Screen { return NewEdit(d, key) })
	case whereApply:
		return reopenApply(d, id)
	case whereAct:
		return reopenAct(d, id, verb)
	case whereReview:
		return reopenRow(d, model.KindOrder, id, func(key model.Key) kit.Screen { return NewReview(d, key) })
	case whereSend:
		return reopenRows(d, rest, func(keys []string) kit.Screen { return newSendForm(d, keys) })
	case whereRecord:
		return reopenRows(d, rest, func(keys []string) kit.Screen { return newRecordForm(d, keys) })
	}
	return nil, false
}

// The first words of where a page is.
const (
	whereTask  = "task"
	whereOrder = "order"
	whereEdit  = "edit"
	whereApply = "apply"
	whereAct   = "act"

	// WhereEntry is an entry of the menu, which the program opens itself.
	WhereEntry = "entry"

	whereReview = "review"
	whereSend   = "send"
	whereRecord = "record"

	// WhereAccount is the form of somebody new, which the program opens itself.
	WhereAccount = "account"
)

// Whereabouts implements [Whereabouts].
func (p taskPage) Whereabouts() string {
	if p.card.task == nil {
		return ""
	}
	return whereTask + " " + string(p.card.task.ID)
}

// Whereabouts implements [Whereabouts].
func (p orderPage) Whereabouts() string {
	if p.file == nil {
		return ""
	}
	return whereOrder + " " + string(p.file.order.ID)
}

// Whereabouts implements [Whereabouts].
func (a actForm) Whereabouts() string {
	return whereAct + " " + string(a.file.order.ID) + " " + a.verb.id
}

// Whereabouts implements [Whereabouts]; the form of a new task is an entry of the menu.
func (c create) Whereabouts() string {
	if c.task == 0 || !c.based || c.read.base.task == nil {
		return ""
	}
	return whereEdit + " " + string(c.read.base.task.ID)
}

// Whereabouts implements [Whereabouts].
func (p sheetPage) Whereabouts() string { return p.where }

// keyOf finds the row of an ID that this account may see, 0 where there is none.
func keyOf(d Desk, kind model.Kind, id string) (key model.Key) {
	_ = d.Market.View(d.Actor, func(v model.View) {
		switch kind {
		case model.KindTask:
			if t := model.TaskByID(v.Reader, model.ID(id)); t != nil && v.Task(t.Key) != nil {
				key = t.Key
			}
		case model.KindOrder:
			if o := model.OrderByID(v.Reader, model.ID(id)); o != nil && v.Order(o.Key) != nil {
				key = o.Key
			}
		}
	})
	return key
}

func reopenRow(d Desk, kind model.Kind, id string, open func(model.Key) kit.Screen) (kit.Screen, bool) {
	key := keyOf(d, kind, id)
	if key == 0 {
		return nil, false
	}
	return open(key), true
}

// reopenAct opens the form of a verb, if the order still takes it.
func reopenAct(d Desk, id, name string) (kit.Screen, bool) {
	file, found, err := readOrder(d.Session, keyOf(d, model.KindOrder, id))
	if err != nil || !found {
		return nil, false
	}
	v, ok := file.verb(name)
	if !ok || v.fields == nil || !file.possible(v) {
		return nil, false
	}
	return newActForm(d, &file, v), true
}

// reopenApply opens an application, if the task still takes it.
func reopenApply(d Desk, id string) (kit.Screen, bool) {
	var card taskCard
	key := keyOf(d, model.KindTask, id)
	err := d.Market.View(d.Actor, func(v model.View) { card = cardOf(v, d.Actor, v.Task(key)) })
	if err != nil || card.task == nil || card.me == nil || card.cannotApply(d.Words) != "" {
		return nil, false
	}
	return newApply(d, card), true
}

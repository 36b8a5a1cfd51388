package cli

import (
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// newsNoun is a line of the news.
func newsNoun() noun[newsRow] {
	return noun[newsRow]{
		columns: []column[newsRow]{
			{"order", inAll, func(_ *scene, b []byte, n newsRow) []byte { return appendText(b, n.orderID()) }},
			{"task", inAll, func(s *scene, b []byte, n newsRow) []byte { return appendText(b, s.taskOf(n)) }},
			{"title", inAll, func(_ *scene, b []byte, n newsRow) []byte { return appendString(b, n.title()) }},
			{"event", inAll, func(_ *scene, b []byte, n newsRow) []byte {
				if !n.known {
					return append(b, "null"...)
				}
				return appendString(b, n.last.Event.Wire())
			}},
			{"text", inAll, func(s *scene, b []byte, n newsRow) []byte { return appendString(b, s.happened(n)) }},
			{"who", inAll, func(s *scene, b []byte, n newsRow) []byte { return appendText(b, s.doer(n)) }},
			{"at", inAll, func(_ *scene, b []byte, n newsRow) []byte { return appendMoment(b, n.at) }},
			{"unread", inAll, func(_ *scene, b []byte, n newsRow) []byte { return appendBool(b, n.unread) }},
		},
		cells: []cell[newsRow]{
			{"news", false, false, false, func(s *scene, n newsRow) styled {
				if !n.unread {
					return plain("")
				}
				return styled{s.run.theme().Glyph(kit.Now), kit.Warn}
			}},
			{"of", false, false, false, func(s *scene, n newsRow) styled {
				if n.order == nil {
					return muted(s.taskOf(n))
				}
				return muted(n.orderID())
			}},
			{"event", false, true, false, func(s *scene, n newsRow) styled { return plain(s.happened(n)) }},
			{"who", false, false, true, func(s *scene, n newsRow) styled { return muted(s.marked(s.doer(n))) }},
			{"at", true, false, false, func(s *scene, n newsRow) styled { return muted(s.left(n.at)) }},
		},
	}
}

func (n newsRow) orderID() string {
	if n.order == nil {
		return ""
	}
	return string(n.order.ID)
}

func (n newsRow) title() string {
	if n.order == nil {
		return n.task.Title
	}
	return n.order.Title
}

// taskOf returns the ID of the task that a line is about.
func (s *scene) taskOf(n newsRow) string {
	if n.order == nil {
		return string(n.task.ID)
	}
	return s.nameOf(model.Ref{Kind: model.KindTask, Key: n.order.Task})
}

// happened says what happened last, or which task fits.
func (s *scene) happened(n newsRow) string {
	switch {
	case n.order == nil:
		return n.task.Title
	case n.known:
		return s.words.Event(n.last.Event)
	}
	return s.words.Say("state." + n.order.State.String())
}

// doer names who did it: a handle, "system" for a clock; the seller of a task.
func (s *scene) doer(n newsRow) string {
	switch {
	case n.order == nil:
		return s.who(n.task.Seller)
	case n.known:
		return s.actor(n.last.Actor)
	}
	return ""
}

// seenMost is from how many on what is unread is no longer counted.
const seenMost = 100

// seenState is what is left unread.
type seenState struct{ unread int }

func seenNoun() noun[seenState] {
	return noun[seenState]{columns: []column[seenState]{
		{"unread", inAll, func(_ *scene, b []byte, n seenState) []byte { return appendInt(b, int64(n.unread)) }},
	}}
}

// named finds an order or a task by the beginning of its ID.
func (s *scene) named(typed string) (model.ID, error) {
	if model.NormalizeID(typed).Letter() == model.TaskLetter {
		t, refusal := s.FindTask(typed)
		if refusal != nil {
			return "", refused(refusal)
		}
		return t.ID, nil
	}
	o, refusal := s.FindOrder(typed)
	if refusal != nil {
		return "", refused(refusal)
	}
	return o.ID, nil
}

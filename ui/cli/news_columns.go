package cli

import (
	"cmp"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// newsNoun is a line of the news.
func newsNoun() noun[newsRow] {
	return noun[newsRow]{
		columns: []column[newsRow]{
			{"order", inAll, func(_ *scene, b []byte, n newsRow) []byte { return appendText(b, n.orderID()) }},
			{"task", inAll, func(s *scene, b []byte, n newsRow) []byte { return appendText(b, s.taskOf(n)) }},
			{"request", inAll, func(_ *scene, b []byte, n newsRow) []byte { return appendText(b, n.askedID()) }},
			{"title", inAll, func(s *scene, b []byte, n newsRow) []byte { return appendString(b, s.titleOf(n)) }},
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
				return muted(cmp.Or(n.orderID(), n.askedID(), s.taskOf(n)))
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

func (n newsRow) askedID() string {
	if n.asked == nil {
		return ""
	}
	return string(n.asked.ID)
}

// ref names the row that a line is about.
func (n newsRow) ref() model.Ref {
	switch {
	case n.order != nil:
		return n.order.Ref()
	case n.asked != nil:
		return n.asked.Ref()
	}
	return n.task.Ref()
}

// titleOf says what a line is about: a task's title, or what was asked for.
func (s *scene) titleOf(n newsRow) string {
	switch {
	case n.order != nil:
		return n.order.Title
	case n.asked != nil:
		return s.askedAs(s.readAsked(n.asked))
	}
	return n.task.Title
}

// taskOf returns the ID of the task that a line is about, "" for none.
func (s *scene) taskOf(n newsRow) string {
	switch {
	case n.task != nil:
		return string(n.task.ID)
	case n.asked != nil:
		return ""
	}
	return s.nameOf(model.Ref{Kind: model.KindTask, Key: n.order.Task})
}

// happened says what happened last, or which task fits.
func (s *scene) happened(n newsRow) string {
	switch {
	case n.task != nil:
		return n.task.Title
	case n.known:
		return s.words.Event(n.last.Event)
	case n.asked != nil:
		return s.words.Say("access." + n.asked.State.String())
	}
	return s.words.Say("state." + n.order.State.String())
}

// doer names who did it: a handle, "system" for a clock; the seller of a task.
func (s *scene) doer(n newsRow) string {
	switch {
	case n.task != nil:
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

// named finds an order, a task or a request by the beginning of its ID.
func (s *scene) named(typed string) (model.ID, error) {
	if model.NormalizeID(typed).Letter() == model.TaskLetter {
		t, refusal := s.FindTask(typed)
		if refusal != nil {
			return "", refused(refusal)
		}
		return t.ID, nil
	}
	if model.NormalizeID(typed).Letter() == model.RequestLetter {
		q, refusal := s.FindRequest(typed)
		if refusal != nil {
			return "", refused(refusal)
		}
		return q.ID, nil
	}
	o, refusal := s.FindOrder(typed)
	if refusal != nil {
		return "", refused(refusal)
	}
	return o.ID, nil
}

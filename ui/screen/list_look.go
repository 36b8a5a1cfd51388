package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// previewRead is what a kind's own preview read.
type previewRead struct {
	request uint64
	draw    listPreview
	err     error
}

// look asks for the preview of the row under the cursor, if it is another one.
func (l list) look() (list, tea.Cmd) {
	key := l.page.Table.CurrentKey()
	if key == l.shown {
		return l, nil
	}
	l.shown = key
	l.request++
	if key == "" {
		l.card, l.file, l.beside = taskCard{}, nil, nil
		return l.fill(), nil
	}
	ref, s, request := rowRef(key), l.desk.Session, l.request
	var own tea.Cmd
	if look := l.kind.look; look != nil {
		own = func() tea.Msg {
			draw, err := look(s, ref)
			return kit.Self{Msg: previewRead{request, draw, err}}
		}
	}
	switch l.kind.rows {
	case model.KindTask:
		return l, tea.Batch(own, readCard(s, ref.Key, request))
	case model.KindOrder:
		return l, tea.Batch(own, loadOrder(s, ref.Key, request))
	}
	return l, own
}

// looked takes what was read of the row under the cursor.
func (l list) looked(msg tea.Msg) list {
	switch msg := msg.(type) {
	case cardRead:
		if msg.request == l.request {
			l.card = msg.card
		}
	case orderRead:
		if msg.request == l.request && msg.found && msg.err == nil {
			l.file = &msg.file
		}
	case previewRead:
		if msg.request == l.request && msg.err == nil {
			l.beside = msg.draw
		}
	}
	return l.fill()
}

// fill writes the preview anew.
func (l list) fill() list {
	w, t := l.page.PreviewWidth(), l.page.Theme()
	h := l.page.Split.Preview().Height
	switch {
	case w <= 0:
	case l.kind.look != nil && l.beside != nil:
		l.page = l.page.SetPreview(l.beside(t, w, h))
	case l.kind.look != nil:
		l.page = l.page.SetPreview(nil)
	case l.card.task != nil:
		l.page = l.page.SetPreview(l.card.lines(l.desk.Session, t, w))
	case l.file != nil && l.kind.beside != nil:
		l.page = l.page.SetPreview(l.kind.beside(l.file, newSpeech(l.desk.Session).at(l.file.now).with(t), t, w))
	case l.file != nil:
		l.page = l.page.SetPreview(l.file.preview(t, newSpeech(l.desk.Session).at(l.file.now).with(t), "", w, h))
	default:
		l.page = l.page.SetPreview(nil)
	}
	return l
}

// current returns the file of the order under the cursor, nil while it is still being read.
func (l list) current() *orderFile {
	if l.file == nil || rowKey(l.file.order.Ref()) != l.page.Table.CurrentKey() {
		return nil
	}
	return l.file
}

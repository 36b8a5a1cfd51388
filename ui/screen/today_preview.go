package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// todayPreview is what the preview says of a row: an order, or a task.
type todayPreview struct {
	key   string // of the row
	rule  model.Rule
	order *orderFile
	task  *taskFile
	asks  *accessFile
	err   error
}

// loadPreview reads what a row is of. The payment of a row in suspense shows its order.
func loadPreview(s Session, key string) tea.Cmd {
	return func() tea.Msg {
		ref, rule := clockOf(key)
		p := todayPreview{key: key, rule: rule}
		switch ref.Kind {
		case model.KindTask:
			p.task, p.err = readTask(s, ref.Key)
		case model.KindOrder:
			p.order, p.err = readOrderFile(s, ref.Key)
		case model.KindEntry:
			if n, err := readEntry(s, ref); err != nil {
				p.err = err
			} else if n != nil {
				p.task, p.err = readTask(s, n.n.Task)
			}
		case model.KindAccess, model.KindRequest:
			p.asks, p.err = readAccess(s, ref)
		case model.KindPayment:
			var order model.Key
			p.err = s.Market.View(s.Actor, func(v model.View) {
				if row := model.PaymentOf(v.Reader, ref.Key); row != nil && model.CanSee(v.Reader, v.Who, row) {
					order = row.Order
				}
			})
			if p.err == nil {
				p.order, p.err = readOrderFile(s, order)
			}
		}
		return kit.Self{Msg: p}
	}
}

func readOrderFile(s Session, key model.Key) (*orderFile, error) {
	f, found, err := readOrder(s, key)
	if err != nil || !found {
		return nil, err
	}
	return &f, nil
}

// look reads the preview of the row under the cursor. One reading is under way at a time: while a key is held,
// rows in between are passed over.
func (t today) look() (today, tea.Cmd) {
	key := t.table.CurrentKey()
	switch {
	case key == "":
		t.preview, t.again = todayPreview{}, false
		return t.acting().drawn(), nil
	case t.reading:
		t.again = true
		return t.acting(), nil
	}
	t.reading, t.again = true, false
	return t.acting(), loadPreview(t.desk.Session, key)
}

// looked takes a reading of the preview, if it still is of the row under the cursor.
func (t today) looked(msg todayPreview) (kit.Screen, tea.Cmd) {
	t.reading = false
	current := msg.key == t.table.CurrentKey()
	if current {
		if msg.key != t.preview.key {
			t.view = kit.Viewport{}
		}
		t.preview = msg
		t = t.acting().drawn()
	}
	if !current || t.again {
		return t.look()
	}
	return t, nil
}

// drawn draws the preview for its place.
func (t today) drawn() today {
	r := t.place().preview
	t.view = t.view.SetHeight(r.Height).SetLines(t.previewLines(r.Width, r.Height))
	return t
}

func (t today) previewLines(w, h int) []string {
	p, th := t.preview, t.frame.Theme
	switch {
	case w <= 0 || h <= 0 || p.key == "":
		return nil
	case p.err != nil:
		return wrapped(th, kit.Muted, p.err.Error(), w)
	case p.order != nil:
		return p.order.preview(th, p.order.speech(t.say), p.rule, w, h)
	case p.asks != nil:
		return p.asks.lines(th, p.asks.speech(t.desk.Session).with(th), w)
	case p.task != nil:
		return p.task.preview(th, t.say.at(p.task.now), p.rule, w)
	}
	return nil
}

// preview draws an order in short: what it is, the course, whose turn it is, what is asked for, the brief.
func (f *orderFile) preview(t kit.Theme, s speech, rule model.Rule, w, h int) []string {
	roomy := h >= 12
	var lines []string
	gap := func() {
		if roomy {
			lines = append(lines, "")
		}
	}
	page := orderPage{file: f, say: s}
	lines = append(lines, page.titleLines(t, w)...)
	gap()
	most := 1
	if roomy {
		most = 2
	}
	lines = append(lines, f.steps(s).View(t, w, most)...)
	gap()
	lines = append(lines, wrapped(t, kit.Muted, f.standsAt(s, rule), w)...)
	if bar := f.modifications(t, s, w); bar != "" {
		lines = append(lines, bar)
	}
	lines = append(lines, f.waits.lines(t, s, w)...)
	for _, more := range [][]string{f.suspenseLines(t, s, w), f.openLines(t, s, w), f.briefLines(t, s, w), f.lastLinks(t, s, w)} {
		if len(more) > 0 {
			gap()
			lines = append(lines, more...)
		}
	}
	return lines
}

// lastLinks draws the content that is there to be looked at.
func (f *orderFile) lastLinks(t kit.Theme, s speech, w int) []string {
	if len(f.order.Versions) == 0 {
		return nil
	}
	var lines []string
	for _, text := range versionText(s, f.order.Versions[len(f.order.Versions)-1]) {
		lines = append(lines, wrapped(t, kit.Muted, text, w)...)
	}
	return lines
}

package screen

import tea "charm.land/bubbletea/v2"

// sized takes the terminal's size: a wide one has room for IDs.
func (l list) sized(msg tea.WindowSizeMsg) (list, tea.Cmd) {
	wide := l.wide()
	l.width = msg.Width
	l, cmd := l.routed(msg)
	if l.wide() == wide || l.shown == "" {
		return l.pointed(), cmd
	}
	l, more := l.pointed().refresh()
	return l, tea.Batch(cmd, more)
}

// changed reads again after a change, found rows too.
func (l list) changed() (list, tea.Cmd) {
	l, cmd := l.refresh()
	l, more := l.resift()
	return l, tea.Batch(cmd, more)
}

// refresh reads again what is shown, in place.
func (l list) refresh() (list, tea.Cmd) {
	var cmd tea.Cmd
	l.page.Table, cmd = l.page.Table.Refresh()
	l.shown = ""
	l, look := l.look()
	return l, tea.Batch(cmd, look, l.count())
}

func (l list) read(msg windowRead) (list, tea.Cmd) {
	var cmd tea.Cmd
	if msg.wide == l.wide() {
		l.page.Table.Columns = l.columns()
	}
	l.window, l.page.Table, cmd = l.window.take(l.page.Table, msg)
	if l.sifted {
		l.page.Table.Source = l.window.keyed(l.found)
	}
	l, look := l.look()
	return l, tea.Batch(cmd, look, failed(l.desk.Session, msg.failed))
}

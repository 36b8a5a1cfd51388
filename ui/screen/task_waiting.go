package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// taskWaiting is the page of a task on its way to the applications that wait: the page takes its place as soon as
// the task was read.
type taskWaiting struct{ taskPage }

// NewTaskWaiting returns the page of a task with the applications that wait in front, for its seller.
func NewTaskWaiting(d Desk, key model.Key) kit.Screen {
	return taskWaiting{NewTask(d, key).(taskPage)}
}

// Update implements kit.Screen.
func (w taskWaiting) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	next, cmd := w.taskPage.Update(msg)
	page, ok := next.(taskPage)
	if !ok {
		return next, cmd
	}
	if _, read := msg.(cardRead); !read || !page.loaded {
		return taskWaiting{page}, cmd
	}
	for i, tab := range page.tabs.Items {
		if tab.Key == tabWaiting {
			page.tabs.Current = i
		}
	}
	list, more := page.list()
	return list, tea.Batch(cmd, more)
}

package kit

import (
	"reflect"
	"runtime/debug"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// rescue turns a panic in the model into the end of the program.
func (d *driver) rescue(cmd *tea.Cmd) {
	if r := recover(); r != nil {
		*cmd = d.fail(&PanicError{r, debug.Stack()})
	}
}

// guard makes a command, and those that it answers with, report a panic instead
// of crashing the process with the terminal in disorder.
func guard(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = crashed{&PanicError{r, debug.Stack()}}
			}
		}()
		return guardAll(cmd())
	}
}

// guardAll guards the commands of a batch or a sequence, both of which are
// slices of commands.
func guardAll(msg tea.Msg) tea.Msg {
	v := reflect.ValueOf(msg)
	if v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return msg
	}
	guarded := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	for i := range v.Len() {
		guarded.Index(i).Set(reflect.ValueOf(guard(v.Index(i).Interface().(tea.Cmd))))
	}
	return guarded.Interface()
}

// finish runs a command to its end, with those it answers with, and drops the
// messages: nobody is left to take them.
func finish(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	v := reflect.ValueOf(msg)
	if v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return
	}
	_, atOnce := msg.(tea.BatchMsg)
	var running sync.WaitGroup
	for i := range v.Len() {
		next := v.Index(i).Interface().(tea.Cmd)
		if atOnce {
			running.Go(func() { finish(next) })
		} else {
			finish(next)
		}
	}
	running.Wait()
}

package screen

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// edit opens the form that an item was made in, filled with what was typed there. Where there is none, or it is not possible
// any more, it says so and stays; what was made at a prompt is changed there, once the person wants its line.
func (o outbox) edit(it post.Item) tea.Cmd {
	d := o.desk
	return func() tea.Msg {
		where, draft := formOf(it.Origin.Form)
		if draft != "" && len(it.Origin.Values) > 0 {
			d.keep(draft, it.Origin.Values)
		}
		if entry, ok := strings.CutPrefix(where, WhereEntry+" "); ok && draft != "" {
			return tea.BatchMsg{kit.Send(Editing{it}), kit.Send(kit.Go{Entry: entry, Home: true})}
		}
		if page, ok := Reopen(d, where); ok && formed(where, draft) {
			return tea.BatchMsg{kit.Send(Editing{it}), kit.Send(kit.Push{Screen: page})}
		}
		if page := formFor(d, it); page != nil {
			return tea.BatchMsg{kit.Send(Editing{it}), kit.Send(kit.Push{Screen: page})}
		}
		return o.noForm(it, where, draft)
	}
}

// formed tells that a page is a form, and no list or page of something on which a key was pressed.
func formed(where, draft string) bool {
	what, _, _ := strings.Cut(where, " ")
	switch what {
	case whereEdit, whereApply, whereAct, whereSend, whereRecord:
		return true
	}
	return draft != ""
}

// formFor returns the form of a command that was made without one, nil where there is none.
func formFor(d Desk, it post.Item) kit.Screen {
	if it.Origin.Form != "" {
		return nil
	}
	at := ""
	switch c := it.Command.(type) {
	case *model.EditTask:
		at = whereEdit + " " + string(c.ID)
	case *model.ApplyToTask:
		at = whereApply + " " + string(c.Task)
	default:
		return nil
	}
	page, ok := Reopen(d, at)
	if !ok {
		return nil
	}
	return page
}

// noForm says why an item cannot be changed on a page, or asks whether its command line is wanted.
func (o outbox) noForm(it post.Item, where, draft string) tea.Msg {
	s := newSpeech(o.desk.Session)
	what := assets.Text("what", o.teller().What(it))
	switch {
	case it.Origin.Form == "" && it.Origin.Line != "":
		line := s.commandLine([]string{"outbox", "edit", strconv.FormatUint(it.Key, 10)}, "") + " " + it.Origin.Line
		c := kit.Confirm{Title: s.Say("outbox.line_title"), Text: s.Say("outbox.line_text"), Facts: []string{line}, Yes: s.Say("outbox.line_yes")}
		c.Do = func() tea.Cmd { return copyText(s, line) }
		return kit.Push{Screen: kit.NewConfirm(c)}
	case formed(where, draft):
		why := s.Say("outbox.gone")
		if again := o.last.fates[it.Key].Again; again != nil {
			why, _ = s.Refusal(again)
		}
		return kit.Toast{Role: kit.Warn, Text: s.Say("outbox.no_form_now", what, assets.Text("why", why))}
	}
	return kit.Toast{Role: kit.Warn, Text: s.Say("outbox.no_form", what)}
}

// writtenBeside says where a refused change of a task differs from what stands at the hub now.
func writtenBeside(s speech, v model.View, it post.Item) (lines []string) {
	c, ok := it.Command.(*model.EditTask)
	t := model.TaskByID(v.Reader, func() model.ID {
		if ok {
			return c.ID
		}
		return ""
	}())
	if !ok || it.Refusal == nil || t == nil || v.Task(t.Key) == nil {
		return nil
	}
	mine, now := c.Fields, t.Fields()
	add := func(field, a, b string) {
		if a == b {
			return
		}
		sign := s.sign(kit.Nothing)
		if a == "" {
			a = sign
		}
		if b == "" {
			b = sign
		}
		lines = append(lines, s.Say("create.label_"+field)+": "+s.Say("outbox.written_one", assets.Text("mine", model.Safe(a)), assets.Text("now", model.Safe(b))))
	}
	fee := func(m *model.Money) string {
		if m == nil {
			return ""
		}
		return s.Money(*m)
	}
	add("title", mine.Title, now.Title)
	add("description", mine.Description, now.Description)
	add("fee", fee(mine.Fee), fee(now.Fee))
	add("samples", strconv.Itoa(mine.Samples), strconv.Itoa(now.Samples))
	add("wanted", strconv.Itoa(mine.Wanted), strconv.Itoa(now.Wanted))
	add("require", strings.Join(mine.Brief, " / "), strings.Join(now.Brief, " / "))
	return lines
}

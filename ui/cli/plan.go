package cli

import (
	"fmt"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// planRow is what a change does, or would do, to one thing.
type planRow struct {
	id     string
	effect string   // the state that follows
	order  string   // that an application for a creator makes; "" of all else
	batch  string   // the ID by which it can be taken back, or was; "" where there is none
	failed *failure // nil: it goes through
	events []model.Event
	notes  []model.Note
	told   bool // events and notes are part of the row
}

// plans are rows of a batch or a plan.
func (r *run) plans() noun[planRow] {
	problemOf := func(b []byte, row planRow) []byte {
		if row.failed == nil {
			return append(b, "null"...)
		}
		return r.problem(row.failed).json(b)
	}
	n := noun[planRow]{columns: []column[planRow]{
		{"id", inAll, func(_ *scene, b []byte, row planRow) []byte { return appendString(b, row.id) }},
		{"ok", inAll, func(_ *scene, b []byte, row planRow) []byte { return appendBool(b, row.failed == nil) }},
		{"effect", inAll, func(_ *scene, b []byte, row planRow) []byte { return appendText(b, row.effect) }},
		{"error", inAll, func(_ *scene, b []byte, row planRow) []byte { return problemOf(b, row) }},
		{"batch", byName, func(_ *scene, b []byte, row planRow) []byte { return appendText(b, row.batch) }},
	}}
	n.object = func(s *scene, b []byte, row planRow) []byte {
		b = append(b, '{')
		b = appendString(appendKey(b, "id"), row.id)
		b = appendBool(appendKey(b, "ok"), row.failed == nil)
		if row.failed != nil {
			return append(problemOf(appendKey(b, "error"), row), '}')
		}
		b = appendText(appendKey(b, "effect"), row.effect)
		if row.order != "" {
			b = appendString(appendKey(b, "order"), row.order)
			b = s.appendNotes(appendKey(b, "warnings"), row.notes)
		}
		if row.batch != "" {
			b = appendString(appendKey(b, "batch"), row.batch)
		}
		if row.told {
			b = s.appendEvents(appendKey(b, "events"), row.events)
			b = s.appendNotes(appendKey(b, "warnings"), row.notes)
		}
		return append(b, '}')
	}
	n.cells = []cell[planRow]{
		{"thing", false, false, false, func(_ *scene, row planRow) styled { return plain(row.id) }},
		{"effect", false, false, false, func(s *scene, row planRow) styled { return row.shown(r, s) }},
	}
	return n
}

// shown says to people what becomes of a row.
func (row planRow) shown(r *run, s *scene) styled {
	theme := r.theme()
	if row.failed != nil {
		p := r.problem(row.failed)
		return styled{theme.Glyph(kit.Refused) + " " + p.message, kit.Bad}
	}
	if row.order != "" && len(row.notes) > 0 {
		message, _ := s.words.Note(row.notes[0])
		return styled{theme.Glyph(kit.Done) + " " + s.words.Say("state."+row.effect) + "  " + row.order + "  " + theme.Glyph(kit.Warning) + " " + message, kit.Warn}
	}
	return styled{strings.TrimSpace(theme.Glyph(kit.Done) + " " + s.words.Say("state."+row.effect) + "  " + row.order), kit.Good}
}

func (s *scene) appendEvents(b []byte, events []model.Event) []byte {
	return appendList(b, events, func(b []byte, e model.Event) []byte {
		rule, _ := e.Says()
		b = append(b, '{')
		b = appendString(appendKey(b, "event"), e.Wire())
		b = appendString(appendKey(b, "rule"), string(rule))
		b = appendString(appendKey(b, "text"), s.words.Event(e))
		return append(b, '}')
	})
}

func (r *run) printPlan(rows []planRow) error {
	p, err := newPrinter(r, r.plans(), inList)
	if err != nil {
		return err
	}
	err = r.view(func(s *scene) error {
		for _, row := range rows {
			p.add(s, row)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.close()
}

// foresee prints what a change would do, and that nothing was written.
func (r *run) foresee(c change, d model.Decision) error {
	return r.view(func(s *scene) error {
		after := model.NewOverlay(s.Reader)
		for _, e := range d.Events {
			model.Apply(after, model.Meta{At: s.Now, Actor: r.actor}, e)
		}
		row := planRow{id: c.id, effect: "done", events: d.Events, notes: d.Notes, told: true}
		if changed, presence := after.Get(c.ref); presence == model.Known {
			row.describe(changed)
		}
		if !r.human() || r.flags.fields != "" {
			p, err := newPrinter(r, r.plans(), inList)
			if err != nil {
				return err
			}
			return p.print(s, row)
		}
		r.say("cli.plan")
		fmt.Fprintln(r.out, s.words.Say("cli.plan_row", assets.Text("id", row.id), assets.Text("effect", s.words.Say("state."+row.effect))))
		r.tellEvents(s, d.Events)
		r.tellNotes(s, d.Notes)
		return nil
	})
}

// describe fills in what a changed row is called and the state that it would be in.
func (p *planRow) describe(row model.Row) {
	switch row := row.(type) {
	case *model.Order:
		p.id, p.effect = string(row.ID), row.State.String()
	case *model.Task:
		p.id, p.effect = string(row.ID), row.State.String()
	case *model.Account:
		p.id = row.Handle
	case *model.AccountKey:
		p.id = row.Fingerprint
	case *model.Promo:
		p.id = row.Number
	case *model.Activity:
		p.id, p.effect = string(row.ID), row.Phase.String()
	case *model.ActivityEntry:
		p.effect = row.State.String()
	case *model.Access:
		p.id, p.effect = string(row.ID), row.State.String()
	case *model.Request:
		p.id, p.effect = string(row.ID), row.State.String()
	}
}

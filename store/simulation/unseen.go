package simulation

import (
	"context"
	"fmt"
	"slices"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
)

// look gives an edit the revision of the task that its author sees on a device, and notes how much the author had seen.
func (s *run) look(d *device, what deed) {
	edit, ok := what.command.(*model.EditTask)
	if !ok {
		return
	}
	_ = d.View(d.actor(), func(v model.View) {
		if t := model.TaskByID(v.Reader, edit.ID); t != nil {
			edit.Rev = t.Rev
		}
	})
	if w, err := s.wanted(what); err == nil && edit.Rev != 0 {
		s.book.seen[w] = witness{d, d.Head()}
	}
}

// witness is what had come to a device when somebody gave a command there.
type witness struct {
	on   *device
	head uint64
}

// checkUnseen demands that whoever carried out an edit with a revision had seen all edits of the task before it, or had
// made them on the same device. Entries of a hub that was put back have had other numbers, and say nothing.
func (s *run) checkUnseen() error {
	if len(s.book.heads) > 0 {
		return nil
	}
	type edit struct {
		seq  uint64
		from journal.Device
	}
	edits := map[model.ID][]edit{}
	codec := journal.NewCodec()
	return s.machine.hub.Log(context.Background(), 1, func(e hub.Entry) error {
		c, ok := e.Command.(*model.EditTask)
		if !ok || e.Refusal != nil {
			return nil
		}
		body, err := codec.Encode(c)
		if err != nil {
			return err
		}
		for w, by := range s.book.seen {
			if w.wire != c.Wire() || w.body != string(body) || !slices.Contains(by.on.names, e.Device) {
				continue
			}
			s.tally.add("edit carried out over what was seen")
			for _, before := range edits[c.ID] {
				if before.seq > by.head && !slices.Contains(by.on.names, before.from) {
					return fmt.Errorf("%s: the edit of %s that is entry %d overwrites entry %d; its author had seen those up to %d", by.on.name, c.ID, e.Seq, before.seq, by.head)
				}
			}
		}
		edits[c.ID] = append(edits[c.ID], edit{e.Seq, e.Device})
		return nil
	})
}

// rework has a seller edit one of the first tasks that are the seller's own and open, in place of something else.
func (s *run) rework(r model.Reader, who model.Actor, now model.Moment, what deed) deed {
	var own []model.ID
	for _, id := range s.people.tasks {
		if t := model.TaskByID(r, id); t != nil && t.Seller == who.Account && (t.State == model.Published || t.State == model.Draft) && len(own) < 2 {
			own = append(own, id)
		}
	}
	if len(own) == 0 {
		return what
	}
	return deed{handle: what.handle, command: &model.EditTask{ID: pick(s.chance, own), Fields: s.people.fields(now)}}
}

package simulation

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// sight is what an account sees.
type sight struct {
	rows map[model.Ref]string
	open map[string]bool
}

// see looks at every row of a reader, as a viewer sees it.
func see(r model.Reader, who model.Viewer, next map[model.Kind]model.Key) sight {
	s := sight{map[model.Ref]string{}, map[string]bool{}}
	codec := journal.NewCodec()
	for kind := model.KindMarket; kind <= model.KindMark; kind++ {
		for key := model.Key(1); key < next[kind]; key++ {
			row, presence := r.Get(model.Ref{Kind: kind, Key: key})
			if presence != model.Known {
				continue
			}
			shown, secrets := model.Carry(r, who, row)
			if shown == nil {
				continue
			}
			raw, _ := codec.Encode(shown)
			s.rows[row.Ref()] = string(raw)
			for _, o := range secrets {
				s.open[o.Value] = true
			}
		}
	}
	return s
}

// atHub is what the device's account sees at the hub.
func (s *run) atHub(d *device) (is sight, next map[model.Kind]model.Key, err error) {
	next = map[model.Kind]model.Key{}
	err = s.machine.hub.View(func(r model.Reader) error {
		for kind := model.KindMarket; kind <= model.KindMark; kind++ {
			next[kind] = r.Next(kind)
		}
		actor := d.actor()
		if a := model.AccountByHandle(r, d.handle); a != nil {
			actor = model.Actor{Account: a.Key, Operator: a.Role == model.Operator}
		}
		is = see(r, model.ViewerOf(r, actor), next)
		return nil
	})
	return is, next, err
}

// overhear notes private texts on their way to a device, and demands that it may have them.
func (s *run) overhear(d *device, p remote.Page) {
	for _, o := range p.Secrets {
		if d.knows[o.Value] {
			continue
		}
		is, _, err := s.atHub(d)
		if err != nil {
			s.book.wrong = append(s.book.wrong, s.breaks(GoesOn, err))
		}
		maps.Copy(d.knows, is.open)
		if !d.knows[o.Value] {
			s.book.wrong = append(s.book.wrong, s.breaks(Private, fmt.Errorf("%s is sent the private text %q, which it may not see", d.name, o.Value)))
		}
	}
}

// same compares what a replica shows, without its outbox, with what its account sees at the hub.
func (s *run) same(d *device) error {
	want, next, err := s.atHub(d)
	if err != nil {
		return err
	}
	var got sight
	err = d.Confirmed(d.actor(), func(v model.View) {
		got = see(v.Reader, v.Who, next)
		err = lists(v.Reader, next)
	})
	if err != nil {
		return fmt.Errorf("%s: %w", d.name, err)
	}
	for ref, raw := range want.rows {
		if got.rows[ref] != raw {
			return fmt.Errorf("%s: row %v is %x, want %x", d.name, ref, got.rows[ref], raw)
		}
	}
	for ref := range got.rows {
		if want.rows[ref] == "" {
			return fmt.Errorf("%s: row %v is still there", d.name, ref)
		}
	}
	for text := range want.open {
		if !got.open[text] {
			return fmt.Errorf("%s: the private text %q is missing", d.name, text)
		}
	}
	secrets, err := d.Secrets()
	for _, o := range secrets {
		if !want.open[o.Value] {
			return fmt.Errorf("%s: the private text %q is still there", d.name, o.Value)
		}
	}
	return err
}

// lists compares lists and counts with the rows that make them.
func lists(r model.Reader, next map[model.Kind]model.Key) (err error) {
	type group struct {
		list model.List
		of   string
	}
	all := map[group]int{}
	for kind, end := range next {
		for key := model.Key(1); key < end; key++ {
			if row, presence := r.Get(model.Ref{Kind: kind, Key: key}); presence == model.Known {
				for _, e := range model.EntriesOf(r, row) {
					all[group{e.List, e.Group}]++
				}
			}
		}
	}
	for g, n := range all {
		scanned := 0
		for range r.Scan(g.list, g.of, model.Place{}, false) {
			scanned++
		}
		if scanned != n || g.list.Counted() && r.Count(g.list, g.of) != n {
			err = fmt.Errorf("list %d of %q has %d rows, %d entries and a count of %d", g.list, g.of, n, scanned, r.Count(g.list, g.of))
		}
	}
	return err
}

// steady demands that what is shown with the outbox is the same after the replica was opened anew.
func (d *device) steady() error {
	before, err := d.shown()
	if err != nil {
		return err
	}
	if err := d.restart(nil); err != nil {
		return err
	}
	after, err := d.shown()
	if err == nil && !maps.Equal(before, after) {
		err = fmt.Errorf("%s: with its outbox it shows something else after it was opened anew", d.name)
	}
	return err
}

// shown is every task and order that is shown, by ID, as far as it depends on commands.
func (d *device) shown() (all map[model.ID]string, err error) {
	all = map[model.ID]string{}
	codec := journal.NewCodec()
	actor := d.actor()
	err = d.View(actor, func(v model.View) {
		for _, row := range v.Rows(model.OrdersOf(actor.Account, 0), model.Place{}, false) {
			o := row.(*model.Order)
			raw, _ := codec.Encode(o)
			all[o.ID] = string(raw)
		}
		for _, row := range v.Rows(model.TasksOf(actor.Account, 0), model.Place{}, false) {
			t := row.(*model.Task)
			raw, _ := codec.Encode(t)
			all[t.ID] = string(raw)
		}
	})
	if screen := d.run.parts.Screen; screen != nil {
		all = screen(d.name, all)
	}
	return all, err
}

// canaries looks for private texts in the bytes of a replica's file.
func (s *run) canaries(d *device) error {
	raw, err := os.ReadFile(d.file())
	if err != nil {
		return err
	}
	for _, text := range slices.Sorted(maps.Keys(s.private)) {
		if s.private[text] != d.handle && !d.knows[text] && bytes.Contains(raw, []byte(text)) {
			return fmt.Errorf("%s: the private text %q of %s lies in the file", d.name, text, s.private[text])
		}
	}
	return nil
}

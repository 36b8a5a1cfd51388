package cli

import (
	"iter"

	"aeconnect/model"
)

// pageRows is how many rows one view shows at most.
const pageRows = 256

// scan walks queries, a page of rows in each view, until push wants no more.
func (r *run) scan(queries []model.Query, reverse bool, pause func() error, push func(s *scene, row model.Row) bool) error {
	walk := func(s *scene, q model.Query, from model.Place) iter.Seq2[model.Place, model.Row] {
		return s.Rows(q, from, reverse)
	}
	a := r.readAhead(queries, reverse)
	defer a.close()
	turn := func() error { a.pause(); return pause() }
	return pages(r, queries, walk, turn, func(s *scene, row model.Row) bool { a.come(); return push(s, row) })
}

// pages is scan for any walk over a query.
func pages[R any](
	r *run, queries []model.Query, walk func(*scene, model.Query, model.Place) iter.Seq2[model.Place, R],
	pause func() error, push func(s *scene, row R) bool,
) error {
	for _, q := range queries {
		for from, more, wanted := (model.Place{}), true, true; more; {
			more = false
			err := r.view(func(s *scene) error {
				n := 0
				for at, row := range walk(s, q, from) {
					if n == pageRows {
						from, more = at, true
						break
					}
					if n++; !push(s, row) {
						wanted = false
						break
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			if err := pause(); err != nil || !wanted {
				return err
			}
		}
	}
	return nil
}

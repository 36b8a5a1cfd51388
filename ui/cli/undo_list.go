package cli

import (
	"strconv"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// undoLs lists the account's batches, the newest first.
func (r *run) undoLs() *cobra.Command {
	q := &filter{}
	c := r.verb("ls", 0, 0, func([]string) error { return r.listBatches(q) })
	q.rangeFlags(c.Flags())
	return listed(c)
}

func (r *run) listBatches(q *filter) error {
	hay := func(s *scene, b *model.Batch) string { return string(b.ID) + " " + s.did(b) }
	list, err := newListing(r, batchNoun(), q.match, hay)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	if err := r.view(q.read); err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool {
		b := row.(*model.Batch)
		return !q.within(b.At) || list.push(s, b)
	}
	if err := r.scan([]model.Query{model.BatchesOf(r.actor.Account)}, true, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

func batchNoun() noun[*model.Batch] {
	type batch = *model.Batch
	return noun[batch]{
		columns: []column[batch]{
			{"id", inAll, func(_ *scene, b []byte, x batch) []byte { return appendString(b, string(x.ID)) }},
			{"did", inAll, func(_ *scene, b []byte, x batch) []byte { return appendString(b, string(x.Did)) }},
			{"state", inAll, func(_ *scene, b []byte, x batch) []byte { return appendString(b, x.Stands()) }},
			{"at", inAll, func(_ *scene, b []byte, x batch) []byte { return appendMoment(b, x.At) }},
			{"until", inAll, func(s *scene, b []byte, x batch) []byte { return appendMoment(b, x.Until(s.Reader)) }},
			{"count", inAll, func(_ *scene, b []byte, x batch) []byte { return appendInt(b, int64(len(x.Rows))) }},
			{"left", inAll, func(_ *scene, b []byte, x batch) []byte { return appendInt(b, int64(x.Left)) }},
			{"orders", inJSON, func(s *scene, b []byte, x batch) []byte {
				return appendList(b, x.Rows, func(b []byte, row model.BatchRow) []byte {
					return appendString(b, s.nameOf(model.Ref{Kind: model.KindOrder, Key: row.Order}))
				})
			}},
		},
		cells: []cell[batch]{
			{"batch", false, false, false, func(_ *scene, x batch) styled { return plain(string(x.ID)) }},
			{"did", false, true, false, func(s *scene, x batch) styled { return plain(s.did(x)) }},
			{"at", false, false, true, func(s *scene, x batch) styled { return muted(s.exact(x.At)) }},
			{"state", false, false, false, func(s *scene, x batch) styled { return plain(s.words.Say("kept." + x.Stands())) }},
			{"left", true, false, false, func(s *scene, x batch) styled {
				if until := x.Until(s.Reader); until != 0 {
					return plain(s.words.Left(s.Now, until))
				}
				return plain("")
			}},
			{"orders", true, false, false, func(_ *scene, x batch) styled { return plain(strconv.Itoa(len(x.Rows))) }},
		},
	}
}

// did says what a batch did and to how many orders.
func (s *scene) did(b *model.Batch) string {
	return s.words.Say("cli.did", assets.Word("did", "did."+string(b.Did)), assets.Num("count", int64(len(b.Rows))))
}

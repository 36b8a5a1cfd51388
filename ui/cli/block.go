package cli

import (
	"strings"

	"aeconnect/model"

	"github.com/spf13/cobra"
)

// lower is a handle as it is kept.
func lower(handle string) string { return strings.ToLower(strings.TrimSpace(handle)) }

// accountBlock keeps an account away; its list is whom one blocks.
func (r *run) accountBlock() *cobra.Command {
	c := r.blocking("block HANDLE", func(handle string) model.Command { return &model.BlockAccount{Handle: handle} })
	c.AddCommand(r.blockLs())
	return c
}

func (r *run) accountUnblock() *cobra.Command {
	return r.blocking("unblock HANDLE", func(handle string) model.Command { return &model.UnblockAccount{Handle: handle} })
}

func (r *run) blocking(use string, build func(handle string) model.Command) *cobra.Command {
	c := changing(r.verb(use, 1, 1, func(args []string) error {
		p, err := newPrinter(r, blockColumns(), inList)
		if err != nil {
			return err
		}
		if err := r.asAccount(); err != nil {
			return err
		}
		cmd := build(lower(args[0]))
		return carry(r, p, change{id: lower(args[0]), make: func() (model.Command, []model.Opened) { return cmd, nil }})
	}))
	c.ValidArgsFunction = r.inTurn(r.handles)
	return c
}

// blockLs lists whom the account blocks; support names whose blocks it looks at.
func (r *run) blockLs() *cobra.Command {
	return listed(r.verb("ls", 0, 0, func([]string) error {
		list, err := newListing(r, blockColumns(), "", nil)
		if err != nil {
			return err
		}
		if err := r.asAccount(); err != nil {
			return err
		}
		push := func(s *scene, row model.Row) bool { return list.push(s, row.(*model.Block)) }
		if err := r.scan([]model.Query{model.BlocksOf(r.actor.Account)}, false, list.pause, push); err != nil {
			return err
		}
		return list.finish()
	}))
}

// blockColumns is a block: whom it keeps away, since when, and until when.
func blockColumns() noun[*model.Block] {
	type block = *model.Block
	return noun[block]{
		columns: []column[block]{
			{"handle", inAll, func(s *scene, b []byte, x block) []byte { return appendText(b, s.who(x.Of)) }},
			{"at", inAll, func(_ *scene, b []byte, x block) []byte { return appendMoment(b, x.At) }},
			{"lifted", inAll, func(_ *scene, b []byte, x block) []byte { return appendMoment(b, x.Lifted) }},
		},
		cells: []cell[block]{
			{"handle", false, true, false, func(s *scene, x block) styled { return plain(s.marked(s.who(x.Of))) }},
			{"at", false, false, true, func(s *scene, x block) styled { return muted(s.words.Moment(x.At)) }},
		},
	}
}

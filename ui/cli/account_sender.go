package cli

import (
	"strconv"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// senderNoun is the address book of a seller: whom parcels come from. Nobody but the seller reads it.
func (r *run) senderNoun() *cobra.Command {
	return r.noun("sender", r.senderLs(), r.senderAdd(), r.senderRemove())
}

// sender is an entry of the address book. The first one is the default: it was used last.
type sender struct {
	number int // from 1, in the order of the book
	text   string
}

func senderColumns() noun[sender] {
	return noun[sender]{
		columns: []column[sender]{
			{"number", inAll, func(_ *scene, b []byte, x sender) []byte { return appendInt(b, int64(x.number)) }},
			{"sender", inAll, func(_ *scene, b []byte, x sender) []byte { return appendString(b, x.text) }},
			{"default", inAll, func(_ *scene, b []byte, x sender) []byte { return appendBool(b, x.number == 1) }},
		},
		cells: []cell[sender]{
			{"number", true, false, false, func(_ *scene, x sender) styled { return plain(strconv.Itoa(x.number)) }},
			{"sender", false, true, false, func(_ *scene, x sender) styled { return plain(x.text) }},
			{"default", false, false, true, func(s *scene, x sender) styled {
				if x.number == 1 {
					return muted(s.words.Say("cli.sender_default"))
				}
				return muted("")
			}},
		},
	}
}

// book returns the address book of whoever acts.
func (s *scene) book() []sender {
	me := s.Me()
	if me == nil {
		return nil
	}
	var all []sender
	_, _, _, texts := model.OwnPrivate(s.Reader, s.Who, me)
	for i, text := range texts {
		all = append(all, sender{i + 1, text})
	}
	return all
}

func (r *run) senderLs() *cobra.Command {
	return listed(r.verb("ls", 0, 0, func([]string) error {
		list, err := newListing(r, senderColumns(), "", func(_ *scene, x sender) string { return x.text })
		if err != nil {
			return err
		}
		if err := r.asAccount(); err != nil {
			return err
		}
		err = r.view(func(s *scene) error {
			for _, x := range s.book() {
				if !list.push(s, x) {
					break
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		return list.finish()
	}))
}

func (r *run) senderAdd() *cobra.Command {
	return changing(r.verb("add TEXT", 1, 1, func(args []string) error {
		p, err := newPrinter(r, accountNoun(), inShow)
		if err != nil {
			return err
		}
		text, err := r.text(args[0])
		if err != nil {
			return err
		}
		if err := r.asAccount(); err != nil {
			return err
		}
		opened := r.market.Seal(text)
		return carry(r, p, r.accountChange(r.handle, "account.sender", &model.AddSender{Sender: opened.Commit()}, opened))
	}))
}

// senderRemove removes the sender of a number or of a text.
func (r *run) senderRemove() *cobra.Command {
	c := changing(r.verb("remove NUMBER|TEXT", 1, 1, func(args []string) error {
		p, err := newPrinter(r, accountNoun(), inShow)
		if err != nil {
			return err
		}
		text, err := r.text(args[0])
		if err != nil {
			return err
		}
		if err := r.asAccount(); err != nil {
			return err
		}
		cmd := &model.RemoveSender{}
		err = r.view(func(s *scene) error {
			for _, x := range s.book() {
				if x.text == text || strconv.Itoa(x.number) == text {
					cmd.Sender = s.Me().Senders[x.number-1]
					return nil
				}
			}
			return absent(model.RuleNotFound, "sender", assets.Text("value", model.Safe(text)))
		})
		if err != nil {
			return r.planned(r.handle, err)
		}
		return carry(r, p, r.accountChange(r.handle, "account.sender", cmd))
	}))
	c.ValidArgsFunction = r.senders
	return c
}

// senders offers the address book.
func (r *run) senders(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var all []string
	r.peek(r.asAccount, func(s *scene) {
		for _, x := range s.book() {
			if len(args) == 0 {
				all = append(all, strconv.Itoa(x.number)+"\t"+x.text)
			}
		}
	})
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

package cli

import (
	"strconv"

	"aeconnect/ui/keep"

	"github.com/spf13/cobra"
)

func (r *run) hubPeople() *cobra.Command {
	l := &filter{}
	c := listed(r.verb("people", 0, 0, func([]string) error {
		hay := func(p keep.Person) string {
			return p.Handle + " " + string(p.Role) + " " + p.Kind + " " + p.Address + " " + p.Doing + " " + p.Fingerprint
		}
		return listKept(r, personColumns, l.match, hay, keep.Keeper.People)
	}))
	c.Flags().StringVar(&l.match, "match", "", "")
	return c
}

// personColumns is a session of somebody who is connected.
func personColumns(t keep.Teller) noun[keep.Person] {
	type person = keep.Person
	return noun[person]{
		columns: []column[person]{
			{"session", inAll, func(_ *scene, b []byte, p person) []byte { return strconv.AppendUint(b, p.Number, 10) }},
			{"account", inAll, func(_ *scene, b []byte, p person) []byte { return appendText(b, p.Handle) }},
			{"role", inAll, func(_ *scene, b []byte, p person) []byte { return appendText(b, string(p.Role)) }},
			{"kind", inAll, func(_ *scene, b []byte, p person) []byte { return appendString(b, p.Kind) }},
			{"key", inAll, func(_ *scene, b []byte, p person) []byte { return appendText(b, p.Fingerprint) }},
			{"address", inAll, func(_ *scene, b []byte, p person) []byte { return appendText(b, p.Address) }},
			{"since", inAll, func(_ *scene, b []byte, p person) []byte { return appendTime(b, p.Since) }},
			{"idle_seconds", inAll, func(_ *scene, b []byte, p person) []byte {
				return appendInt(b, int64(max(t.Now.Sub(p.LastKey).Seconds(), 0)))
			}},
			{"screens", inAll, func(_ *scene, b []byte, p person) []byte { return appendBool(b, p.Screens) }},
			{"doing", inAll, func(_ *scene, b []byte, p person) []byte { return appendText(b, p.Doing) }},
			{"bytes_in", inAll, func(_ *scene, b []byte, p person) []byte { return appendInt(b, p.In) }},
			{"bytes_out", inAll, func(_ *scene, b []byte, p person) []byte { return appendInt(b, p.Out) }},
		},
		cells: []cell[person]{
			{"session", true, false, false, func(s *scene, p person) styled { return plain(s.words.Digits(int64(p.Number))) }},
			{"handle", false, false, false, func(_ *scene, p person) styled { return plain(t.Who(p)) }},
			{"role", false, false, true, func(s *scene, p person) styled {
				if p.Role == "" {
					return plain("")
				}
				return muted(s.words.Say("role." + string(p.Role)))
			}},
			{"kind", false, false, false, func(s *scene, p person) styled { return muted(s.words.Say("hub.kind_" + p.Kind)) }},
			{"from", false, false, false, func(_ *scene, p person) styled { return plain(p.Address) }},
			{"since", true, false, false, func(_ *scene, p person) styled { return plain(t.Span(p.Since)) }},
			{"idle", true, false, false, func(_ *scene, p person) styled { return plain(t.Span(p.LastKey)) }},
			{"doing", false, true, false, func(_ *scene, p person) styled { return plain(t.Doing(p)) }},
			{"bytes_in", true, false, true, func(s *scene, p person) styled { return muted(s.words.Size(p.In)) }},
			{"bytes_out", true, false, true, func(s *scene, p person) styled { return muted(s.words.Size(p.Out)) }},
		},
	}
}

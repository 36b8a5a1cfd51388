package cli

import (
	"path/filepath"

	"aeconnect/ui/keep"

	"github.com/spf13/cobra"
)

func (r *run) hubBackups() *cobra.Command {
	l := &filter{}
	c := listed(r.verb("backups", 0, 0, func([]string) error {
		return listKept(r, backupColumns, l.match, func(b keep.Backup) string { return b.File }, keep.Keeper.Backups)
	}))
	c.Flags().StringVar(&l.match, "match", "", "")
	return c
}

func (r *run) hubBackup() *cobra.Command {
	return r.verb("backup", 0, 0, func([]string) error {
		p, err := newPrinter(r, backupColumns(keep.Teller{Words: r.words()}), inShow)
		if err != nil {
			return err
		}
		k, err := r.carryOut(keep.BackUp)
		if err != nil {
			return err
		}
		all := k.Backups()
		if len(all) == 0 {
			return nil
		}
		return r.view(func(s *scene) error { return p.print(s, all[0]) })
	})
}

// backupColumns is a copy of the marketplace.
func backupColumns(t keep.Teller) noun[keep.Backup] {
	type backup = keep.Backup
	return noun[backup]{
		columns: []column[backup]{
			{"at", inAll, func(_ *scene, b []byte, c backup) []byte { return appendMoment(b, c.At) }},
			{"file", inAll, func(_ *scene, b []byte, c backup) []byte { return appendString(b, c.File) }},
			{"bytes", inAll, func(_ *scene, b []byte, c backup) []byte { return appendInt(b, c.Bytes) }},
			{"entries", inAll, func(_ *scene, b []byte, c backup) []byte { return appendInt(b, int64(c.Entries)) }},
			{"own", inAll, func(_ *scene, b []byte, c backup) []byte { return appendBool(b, c.Own) }},
			{"verified", inAll, func(_ *scene, b []byte, c backup) []byte { return appendMoment(b, c.Verified) }},
			{"whole", inAll, func(_ *scene, b []byte, c backup) []byte {
				if c.Verified == 0 {
					return append(b, "null"...)
				}
				return appendBool(b, c.Whole)
			}},
			{"gone", inAll, func(_ *scene, b []byte, c backup) []byte { return appendBool(b, c.Gone) }},
		},
		cells: []cell[backup]{
			{"made", false, false, false, func(s *scene, c backup) styled { return plain(s.words.Moment(c.At)) }},
			{"size", true, false, false, func(s *scene, c backup) styled { return plain(s.words.Size(c.Bytes)) }},
			{"holds", false, false, false, func(_ *scene, c backup) styled { return painted(t.Backup(c)) }},
			{"file", false, true, false, func(_ *scene, c backup) styled { return plain(filepath.Base(c.File)) }},
			{"folder", false, false, true, func(_ *scene, c backup) styled { return muted(filepath.Dir(c.File)) }},
		},
	}
}

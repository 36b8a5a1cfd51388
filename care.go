package main

import (
	"context"

	"aeconnect/store/market"
	"aeconnect/ui/keep"
)

// care looks after the files of a marketplace for a keeper.
type care struct{ *market.Market }

// Health implements lobby.Care.
func (c care) Health() (keep.Health, error) {
	h, err := c.Market.Health()
	return keep.Health(h), err
}

// Checked implements lobby.Care.
func (c care) Checked() keep.Check { return keep.Check(market.LastCheck(c.Dir())) }

// Backups implements lobby.Care.
func (c care) Backups() (all []keep.Backup) {
	for _, b := range market.Backups(c.Dir()) {
		all = append(all, keep.Backup(b))
	}
	return all
}

// Check implements lobby.Care.
func (c care) Check(ctx context.Context, told func(reading bool, done, total uint64)) error {
	_, err := c.Market.Check(ctx, told)
	return err
}

// BackUp implements lobby.Care.
func (c care) BackUp(ctx context.Context, most int, told func(reading bool, done, total uint64)) error {
	_, err := c.Market.BackUp(ctx, most, told)
	return err
}

// noteBackup remembers a backup that was written into a file.
func noteBackup(dir, file string, bytes int64) error {
	return market.NoteBackup(dir, market.Copy{File: file, Bytes: bytes})
}

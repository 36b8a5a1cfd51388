package screentest

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"aeconnect/model"
	"aeconnect/ui/keep"
)

// Keeper is a hub in memory at which three are connected. What is asked of it is written down; nothing happens at it by
// itself, so that a stage comes to rest.
type Keeper struct {
	Idle  bool                              // nobody is served
	Still bool                              // deeds change nothing, so that one page shows the same after another was tried
	Ended []uint64                          // sessions that were ended
	Begun []keep.Work                       // works that were begun
	Given int                               // works that were given up
	Says  error                             // what is answered to every deed
	Work  keep.Progress                     //
	Made  []keep.Backup                     //
	Last  keep.Check                        //
	Keys  map[string]time.Time              // when keys were used
	Ill   func(*keep.Health)                // what is wrong
	Wants func([]keep.Person) []keep.Person // other people than the usual ones
}

var _ keep.Keeper = (*Keeper)(nil)

// Noon is the keeper's present.
func Noon() time.Time { return time.Date(2026, 11, 19, 12, 0, 0, 0, time.UTC) }

func before(d time.Duration) time.Time { return Noon().Add(-d) }

// NewKeeper returns a hub that is well.
func NewKeeper() *Keeper {
	return &Keeper{
		Last: keep.Check{At: model.At(before(20 * time.Hour)), Took: 4200, Entries: 81000, Rows: 120345},
		Made: []keep.Backup{
			{At: model.At(before(3 * time.Hour)), File: "/srv/market/backups/market-20261119-090000.backup", Bytes: 48_300_000, Entries: 81200, Own: true, Verified: model.At(before(3 * time.Hour)), Whole: true},
			{At: model.At(before(27 * time.Hour)), File: "/srv/market/backups/market-20261118-090000.backup", Bytes: 48_100_000, Entries: 81000, Own: true, Verified: model.At(before(27 * time.Hour)), Whole: true},
			{At: model.At(before(200 * time.Hour)), File: "/mnt/usb/market.backup", Bytes: 40_000_000},
		},
	}
}

// Now implements keep.Keeper.
func (*Keeper) Now() time.Time { return Noon() }

// Served implements keep.Keeper.
func (k *Keeper) Served() (keep.Served, bool) {
	if k.Idle {
		return keep.Served{}, false
	}
	return keep.Served{Since: before(50 * time.Hour), Address: "[::]:2222", Fingerprint: "SHA256:KkL0R8bVq1yZ3pD5sT7uW9xA2cE4gH6jN8mP0rS1tU3"}, true
}

// People implements keep.Keeper.
func (k *Keeper) People() []keep.Person {
	if k.Idle {
		return nil
	}
	all := []keep.Person{
		{Number: 7, Handle: "lumen", Role: model.Seller, Kind: "full", Fingerprint: "SHA256:aG9R8bVq1yZ3pD5sT7uW9xA2cE4gH6jN8mP0rS1tU3v", Address: "192.0.2.7", Since: before(125 * time.Minute), LastKey: before(2 * time.Minute), Screens: true, Doing: "confirm", In: 8120, Out: 1_234_567},
		{Number: 9, Kind: "stranger", Fingerprint: "SHA256:bR8bVq1yZ3pD5sT7uW9xA2cE4gH6jN8mP0rS1tU3vwX", Address: "2001:db8:7:1::/64", Since: before(40 * time.Second), LastKey: before(40 * time.Second), Screens: true, Out: 3100},
		{Number: 12, Handle: "mia.makes", Role: model.Creator, Kind: "script", Fingerprint: "SHA256:cVq1yZ3pD5sT7uW9xA2cE4gH6jN8mP0rS1tU3vwXyZ0", Address: "192.0.2.9", Since: before(time.Minute), LastKey: before(time.Minute), Doing: "log"},
	}
	if k.Wants != nil {
		return k.Wants(all)
	}
	return all
}

// Used implements keep.Keeper.
func (k *Keeper) Used(fingerprint string) time.Time { return k.Keys[fingerprint] }

// End implements keep.Keeper.
func (k *Keeper) End(number uint64) (bool, error) {
	if k.Says == nil {
		k.Ended = append(k.Ended, number)
	}
	return true, k.Says
}

// Refused implements keep.Keeper.
func (k *Keeper) Refused() []keep.Refused {
	if k.Idle {
		return nil
	}
	return []keep.Refused{
		{Name: "connected", Count: 1204, Served: true}, {Name: "too_many_connections", Count: 180, Limit: "ssh.address.max"}, {Name: "too_slow", Limit: "ssh.handshake.seconds"},
		{Name: "too_much", Limit: "ssh.greeting.max_bytes"}, {Name: "unproven", Count: 44}, {Name: "strangers", Count: 3, Served: true}, {Name: "sessions", Count: 976, Served: true},
		{Name: "too_many_sessions", Count: 2, Limit: "ssh.sessions.max"}, {Name: "refused_env", Count: 310}, {Name: "refused_agent"}, {Name: "refused_x11", Count: 1},
		{Name: "refused_forward", Count: 5}, {Name: "refused_subsystem"}, {Name: "refused_other"}, {Name: "panics"},
	}
}

// Log implements keep.Keeper.
func (k *Keeper) Log() []keep.Line {
	if k.Idle {
		return nil
	}
	return []keep.Line{
		{Number: 1, At: before(50 * time.Hour), What: "started", Facts: "address=[::]:2222 key=SHA256:KkL0R8bVq1yZ3pD5sT7uW9xA2cE4gH6jN8mP0rS1tU3"},
		{Number: 2, At: before(3 * time.Hour), What: "backup", Facts: "outcome=done file=/srv/market/backups/market-20261119-090000.backup bytes=48300000 entries=81200 whole=true lasted_ms=4200"},
		{Number: 3, At: before(2 * time.Hour), Level: slog.LevelWarn, What: "refused", Facts: "what=too_many_connections address=203.0.113.9 times=180"},
		{Number: 4, At: before(time.Hour), What: "clock", Facts: "rule=content.review of=O-7Q2K-91MX due=2026-11-19T11:00:00Z events=[content.confirmed]"},
		{Number: 5, At: before(5 * time.Minute), What: "end", Facts: `session=11 of=command account=mia.makes kind=script address=192.0.2.9 exit=3 why=done lasted_ms=12 verb="content submit"`},
		{Number: 6, At: before(time.Minute), Level: slog.LevelError, What: "close", Facts: `session=3 error="no space left on device"`},
	}
}

// Health implements keep.Keeper.
func (k *Keeper) Health() (keep.Health, error) {
	h := keep.Health{
		Entries: 81234, Hash: strings.Repeat("5ac0", 16), Epoch: strings.Repeat("e1", 16), Last: model.At(before(2 * time.Minute)), Next: model.At(before(-7 * time.Hour)),
		FileBytes: 48_300_000, TailBytes: 120_000, FreeBytes: 90_000_000_000, Started: model.At(before(50 * time.Hour)),
	}
	if k.Ill != nil {
		k.Ill(&h)
	}
	return h, nil
}

// Checked implements keep.Keeper.
func (k *Keeper) Checked() keep.Check { return k.Last }

// Backups implements keep.Keeper.
func (k *Keeper) Backups() []keep.Backup { return k.Made }

// Begin implements keep.Keeper.
func (k *Keeper) Begin(w keep.Work) error {
	if k.Says == nil && !k.Still {
		k.Begun = append(k.Begun, w)
		k.Work = keep.Progress{Work: w, Running: true, Done: 35_000, Total: 81_234, Reading: true, Began: before(4 * time.Second), Now: Noon()}
	}
	return k.Says
}

// Stop implements keep.Keeper.
func (k *Keeper) Stop() error {
	if k.Says == nil && !k.Still {
		k.Given++
		k.Work.Running, k.Work.Err = false, context.Canceled
	}
	return k.Says
}

// Working implements keep.Keeper.
func (k *Keeper) Working() keep.Progress { return k.Work }

// Wait implements keep.Keeper: nothing happens any more.
func (*Keeper) Wait(context.Context, uint64) uint64 { return 0 }

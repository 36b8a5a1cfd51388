//go:build unix

package replica_test

import (
	"bytes"
	"context"
	"flag"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/remote"
	"aeconnect/store/replica"
)

var loadTasks = flag.Int("load-tasks", 50_000, "tasks that the first loads of the benchmarks bring")

// cpu is what the process has used of processors so far, the collector's part too.
func cpu() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// perRow reports the rows a second by the wall and the processor's time of each row, since the clock began.
func perRow(b *testing.B, rows int, used time.Duration) {
	n := float64(rows) * float64(b.N)
	b.ReportMetric(n/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(used.Nanoseconds())/n, "cpu-ns/row")
}

// measured runs fn as often as asked and adds up its processor time alone.
func measured(b *testing.B, rows int, fn func(i int), after func()) {
	var used time.Duration
	b.ResetTimer()
	for i := range b.N {
		from := cpu()
		fn(i)
		used += cpu() - from
		b.StopTimer()
		after()
		b.StartTimer()
	}
	b.StopTimer()
	perRow(b, rows, used)
}

// pagesOf pulls all that an account may see.
func pagesOf(b *testing.B, h *hub.Hub, actor model.Actor) (pages []remote.Page, rows int) {
	var at remote.Cursor
	for {
		p, err := h.Pull(actor, at, 0)
		if err != nil {
			b.Fatal(err)
		}
		pages, rows, at = append(pages, p), rows+len(p.Put), p.Next
		if !p.More {
			return pages, rows
		}
	}
}

// BenchmarkFirstLoad is the first load of a replica: both sides in one process, the hub's alone, the replica's alone from
// pages that lie in memory, and bbolt putting, in order, and no more, what the replica's file holds afterwards: the same
// bytes (bare), and with each entry of a list as a row of its own (single). Files are synced as in use.
func BenchmarkFirstLoad(b *testing.B) {
	w := grown(b, *loadTasks)
	who := model.Actor{Account: w.actor("lumen").Account}
	pages, rows := pagesOf(b, w.hub, who)
	var last *laptop
	load := func(over func(*laptop) remote.Remote) func(int) {
		return func(i int) {
			last = joinWith(b, w.hub, "lumen", uint64(i), replica.Options{})
			if err := last.syncOver(over(last)); err != nil {
				b.Fatal(err)
			}
		}
	}
	closed := func() { last.Replica.Close() }
	b.Run("both", func(b *testing.B) {
		measured(b, rows, load(func(l *laptop) remote.Remote { return l.remote() }), closed)
	})
	b.Run("hub", func(b *testing.B) {
		measured(b, rows, func(int) { _, _ = pagesOf(b, w.hub, who) }, func() {})
	})
	b.Run("replica", func(b *testing.B) {
		measured(b, rows, load(func(l *laptop) remote.Remote { return &recorded{l.remote(), pages} }), closed)
	})
	for name, single := range map[string]bool{"bare": false, "single": true} {
		all := contents(b, filepath.Join(last.dir, replica.FileName), single)
		b.Run(name, func(b *testing.B) {
			measured(b, rows, func(int) { bare(b, filepath.Join(b.TempDir(), "bare.db"), all) }, func() {})
		})
	}
}

// recorded answers pulls with pages that were made before.
type recorded struct {
	remote.Remote
	pages []remote.Page
}

func (r *recorded) Pull(_ context.Context, at remote.Cursor, _ int) (remote.Page, error) {
	if len(at) == 0 {
		return r.pages[0], nil
	}
	i := slices.IndexFunc(r.pages, func(p remote.Page) bool { return bytes.Equal(p.Next, at) })
	if i+1 == len(r.pages) {
		return remote.Page{Now: r.pages[i].Now, Head: r.pages[i].Head, Next: at}, nil
	}
	return r.pages[i+1], nil
}

// pair is a row of a bucket.
type pair struct{ key, value []byte }

// contents reads every bucket of a file, also within others; single takes lists apart.
func contents(b *testing.B, path string, single bool) (all [][]pair) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	var bucket func(name []byte, from *bbolt.Bucket) error
	bucket = func(name []byte, from *bbolt.Bucket) error {
		var rows []pair
		err := from.ForEach(func(k, v []byte) error {
			if v == nil && from.Bucket(k) != nil {
				return bucket(k, from.Bucket(k))
			}
			if single && string(name) == replica.RoomList {
				keys, err := replica.Unpack(k, v)
				for _, key := range keys {
					rows = append(rows, pair{key, nil})
				}
				return err
			}
			rows = append(rows, pair{bytes.Clone(k), bytes.Clone(v)})
			return nil
		})
		all = append(all, rows)
		return err
	}
	err = db.View(func(tx *bbolt.Tx) error {
		return tx.ForEach(bucket)
	})
	if err != nil {
		b.Fatal(err)
	}
	return all
}

// bare puts rows into a new file, 25,000 in a transaction, in order.
func bare(b *testing.B, path string, all [][]pair) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{FreelistType: bbolt.FreelistMapType, InitialMmapSize: 64 << 20})
	for i, rows := range all {
		for len(rows) > 0 && err == nil {
			step := rows[:min(len(rows), 25_000)]
			rows = rows[len(step):]
			err = db.Update(func(tx *bbolt.Tx) error {
				to, err := tx.CreateBucketIfNotExists([]byte{byte(i)})
				for _, p := range step {
					if err == nil {
						err = to.Put(p.key, p.value)
					}
				}
				return err
			})
		}
	}
	if err != nil {
		b.Fatal(err)
	}
	db.Close()
}

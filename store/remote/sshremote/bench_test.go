package sshremote_test

import (
	"context"
	"fmt"
	"testing"

	"aeconnect/store/remote"
	"aeconnect/store/remote/remotetest"
	"aeconnect/store/remote/sshremote"
)

// joined is a remote over SSH on loopback to a world of n rows.
func joined(b *testing.B, n int) (*remotetest.World, remote.Remote) {
	w := remotetest.NewWorld("one")
	w.Fill(n, 200)
	h := newHost(b, w, "tcp")
	r, err := sshremote.Open(context.Background(), h.url(), h.options(h.key("one", "")))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { r.Close() })
	if _, err := r.Greet(context.Background(), hello()); err != nil {
		b.Fatal(err)
	}
	return w, r
}

// load pulls everything and returns the cursor and the number of rows.
func load(b *testing.B, r remote.Remote, after remote.Cursor) (remote.Cursor, int) {
	rows := 0
	for {
		p, err := r.Pull(context.Background(), after, 0)
		if err != nil {
			b.Fatal(err)
		}
		rows += len(p.Put)
		if after = p.Next; !p.More {
			return after, rows
		}
	}
}

// BenchmarkChange is the time from a changed row at the hub to its new contents at a replica that watches.
func BenchmarkChange(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w, r := joined(b, n)
			cursor, _ := load(b, r, nil)
			for i := 0; b.Loop(); i++ {
				woken := make(chan error, 1)
				go func() { woken <- r.Watch(context.Background(), cursor) }()
				w.Put(7, fmt.Sprint(i))
				if err := <-woken; err != nil {
					b.Fatal(err)
				}
				var rows int
				if cursor, rows = load(b, r, cursor); rows != 1 {
					b.Fatalf("%d rows came", rows)
				}
			}
		})
	}
}

// BenchmarkFirstLoad reports entities of 200 bytes a second.
func BenchmarkFirstLoad(b *testing.B) {
	_, r := joined(b, 100_000)
	total := 0
	for b.Loop() {
		_, rows := load(b, r, nil)
		total += rows
	}
	b.ReportMetric(float64(total)/b.Elapsed().Seconds(), "entities/s")
}

// BenchmarkOutbox sends 10,000 commands as an outbox does, in parcels of at most a frame.
func BenchmarkOutbox(b *testing.B) {
	_, r := joined(b, 10)
	next := uint64(1)
	for b.Loop() {
		parcels := make([]remote.Parcel, 10_000)
		for i := range parcels {
			parcels[i] = remote.Parcel{Counter: next, Wire: "toy.line", Body: fmt.Appendf(nil, "set %d %0200d", i%100, i)}
			next++
		}
		if answers, err := r.Send(context.Background(), parcels); err != nil || len(answers) != len(parcels) {
			b.Fatalf("%d answers, %v", len(answers), err)
		}
	}
}

// BenchmarkOneByOne sends each command alone and waits for its answer.
func BenchmarkOneByOne(b *testing.B) {
	_, r := joined(b, 10)
	next := uint64(1)
	for b.Loop() {
		if _, err := r.Send(context.Background(), []remote.Parcel{{Counter: next, Wire: "toy.line", Body: []byte("set 1 a")}}); err != nil {
			b.Fatal(err)
		}
		next++
	}
}

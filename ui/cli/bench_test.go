package cli

import (
	"context"
	"fmt"
	"io"
	"testing"

	"aeconnect/model"
)

// crowded returns a town in which lumen has n orders in many states, put there directly.
func crowded(b testing.TB, n int) *town {
	w := newTown(b).settle()
	m := w.dirs["/data"]
	task := w.post("--wanted", "0")
	t := model.TaskByID(m.s, model.ID(task))
	mia, lumen := model.AccountByHandle(m.s, "mia"), model.AccountByHandle(m.s, "lumen")
	states := []model.OrderState{model.Applied, model.AwaitingSubmission, model.InReview, model.Confirmed, model.Completed, model.Expired}
	for i := range n {
		at := w.now - model.Moment(i*60_000)
		o := &model.Order{
			Key: model.Key(i + 1), ID: model.MintID(model.OrderLetter, uint64(i+1)*0x9E3779B97F4A7C15), Task: t.Key, Version: 1, Told: 1, Type: t.Type,
			Seller: lumen.Key, Creator: mia.Key, Policy: t.Policy, Terms: t.Terms, Title: fmt.Sprintf("%s %d", t.Title, i), State: states[i%len(states)],
			Since: at, Made: at, ApprovedAt: at, Note: "I compare earbuds every month.",
		}
		o.Timers = model.Timers{SubmitBy: t.Terms.SubmitBy, Review: w.now, Record: w.now, Hide: w.now}
		if o.State >= model.InReview && o.State <= model.Completed {
			o.Shipments = []model.Shipment{{Carrier: "DHL", Tracking: "00340434161094042557", Pieces: 1, At: at, Received: at}}
			o.Versions = []model.Version{{Type: "video", Links: []string{"https://www.instagram.com/reel/abc123/"}, At: at}}
		}
		if o.State == model.Confirmed || o.State == model.Completed {
			o.Owed, o.ConfirmedAt = t.Terms.Fee, at
		}
		m.s.Put(o)
	}
	w.app.Stdout = io.Discard
	return w
}

// BenchmarkOrderList lists 10,000 orders, from the command line to the last byte, without reading a disk.
func BenchmarkOrderList(b *testing.B) {
	const orders = 10_000
	w := crowded(b, orders)
	for _, mode := range []string{"--json", "--csv", "--fields=id,state,due", "--jq=.id"} {
		b.Run(mode, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if code := w.app.Run(context.Background(), []string{"order", "ls", "--as", "lumen", "--limit", "0", mode}); code != 0 {
					b.Fatalf("exit %d", code)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/orders, "ns/order")
		})
	}
	b.Run("people", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			w.app.Run(context.Background(), []string{"order", "ls", "--as", "lumen", "--limit", "0"})
		}
	})
}

// BenchmarkColdStart is a command that prints nothing but needs words: what every start of the program pays for them.
func BenchmarkColdStart(b *testing.B) {
	w := newTown(b).settle()
	w.app.Speak, w.app.Stdout = nil, io.Discard
	for b.Loop() {
		w.app.Run(context.Background(), []string{"clock", "ls", "--as", "mia", "--json"})
	}
}

// BenchmarkVersion is the fastest answer there is.
func BenchmarkVersion(b *testing.B) {
	w := newTown(b)
	w.app.Stdout = io.Discard
	for b.Loop() {
		w.app.Run(context.Background(), []string{"--version"})
	}
}

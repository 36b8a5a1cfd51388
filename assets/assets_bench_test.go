package assets

import (
	"testing"

	"aeconnect/model"
)

// Reading is paid once per program; saying is paid hundreds of times a screen.

func BenchmarkReadWords(b *testing.B) {
	for b.Loop() {
		NewWords("en").Has("state.applied")
	}
}

func BenchmarkReadPolicy(b *testing.B) {
	for b.Loop() {
		Policy()
	}
}

func BenchmarkReadSample(b *testing.B) {
	for b.Loop() {
		Sample()
	}
}

func BenchmarkSay(b *testing.B) {
	w := NewWords("en")
	fee := Amount("owed", model.Money{Minor: 12000, Currency: "USD"})
	for _, c := range []struct {
		name string
		say  func() string
	}{
		{"static", func() string { return w.Say("state.in_review") }},
		{"plural", func() string { return w.Say("unit.days", Num("count", 5)) }},
		{"choice", func() string { return w.Say("default.confirmed", fee) }},
		{"left", func() string { return w.Left(0, 192*60_000) }},
		{"moment", func() string { return w.Moment(1_790_000_000_000) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.say()
			}
		})
	}
}

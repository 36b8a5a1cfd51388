package folder_test

import (
	"errors"
	"testing"

	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// as greets under another name of the device.
func (j *journey) as(name byte) error {
	h := hello()
	h.Device = journal.Device{name}
	_, err := j.device.Greet(j.t.Context(), h)
	return err
}

// A device that gets another name, and asks for something under the one before, is taken for who it says it is, each time.
func TestNamesOfADevice(t *testing.T) {
	tests := []struct {
		name string
		do   func(j *journey)
		want []int // decided for the first name, and for the second
	}{
		{"greetings that cross", func(j *journey) {
			_, _ = j.as(1), j.as(2)
			j.carry()
			j.until("a greeting", func() error { return j.as(2) })
			j.until("a greeting", func() error { return j.as(1) })
			j.send(1, "set 1 a")
		}, []int{1, 0}},
		{"the same under both", func(j *journey) {
			j.pending(line(1, "set 1 a"))
			if err := j.as(2); !errors.Is(err, remote.ErrPending) {
				j.t.Fatal(err)
			}
			j.carry()
			j.until("a greeting", func() error { return j.as(2) })
			j.send(1, "set 1 a")
		}, []int{1, 1}},
		{"what was pending is not sent under the other", func(j *journey) {
			j.pending(line(1, "set 1 a"))
			if err := j.as(2); !errors.Is(err, remote.ErrPending) {
				j.t.Fatal(err)
			}
			j.empty()
			copyDir(j.t, j.hubDir+"/sent", j.t.TempDir()) // everything is asked again
			copyDir(j.t, j.dir+"/sent", j.t.TempDir())
			j.until("a greeting", func() error { return j.as(2) })
			for range 3 {
				j.carry()
				_ = j.as(2)
			}
		}, []int{0, 0}},
		{"another program of the same name", func(j *journey) {
			j.pending(line(1, "set 1 a"))
			h := hello()
			h.Program = "another"
			_, _ = j.device.Greet(j.t.Context(), h)
			j.carry()
			if answers, err := j.device.Send(j.t.Context(), []remote.Parcel{line(1, "set 1 a")}); err != nil || len(answers) != 1 {
				j.t.Errorf("what the one asked is answered to the other by %+v, %v", answers, err)
			}
		}, []int{1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j := newJourney(t)
			tt.do(j)
			for i, want := range tt.want {
				if got := j.world.Decided(journal.Device{byte(i + 1)}); len(got) != want {
					t.Errorf("for name %d was decided %q, want %d", i+1, got, want)
				}
			}
		})
	}
}

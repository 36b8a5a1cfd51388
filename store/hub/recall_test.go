package hub_test

import (
	"context"
	"testing"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
)

// What a device has sent is counted for it alone, however its name lies beside others', and each outcome is told again,
// refusals too.
func TestSentAndRecall(t *testing.T) {
	w := newWorld(t, inMemory(t)).found(true)
	device := func(last byte) (d journal.Device) {
		for i := range d {
			d[i] = 0x7f
		}
		d[len(d)-1] = last
		return d
	}
	send := func(d journal.Device, counter uint64, handle string) hub.Outcome {
		t.Helper()
		o, err := w.hub.Submit(context.Background(), hub.Submission{
			Actor: model.Actor{Operator: true}, Device: d, Counter: counter, Command: &model.AddAccount{Handle: handle, Role: model.Seller, Level: model.Senior},
		})
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	before, own, after := device(1), device(2), device(3)
	send(before, 1, "northwind")
	send(after, 1, "casa.brava")
	first, refused := send(own, 1, "brava.casa"), send(own, 2, "northwind")
	if first.Refusal != nil || refused.Refusal == nil {
		t.Fatalf("%+v, %+v", first, refused)
	}
	for _, c := range []struct {
		name string
		d    journal.Device
		sent uint64
	}{{"before", before, 1}, {"own", own, 2}, {"after", after, 1}, {"none", device(9), 0}, {"the lowest", journal.Device{1}, 0}} {
		if sent, err := w.hub.Sent(c.d); err != nil || sent != c.sent {
			t.Errorf("%s: %d sent, want %d (%v)", c.name, sent, c.sent, err)
		}
	}
	for _, c := range []struct {
		name    string
		d       journal.Device
		counter uint64
		want    *hub.Outcome
	}{
		{"done", own, 1, &first}, {"refused", own, 2, &refused}, {"not sent yet", own, 3, nil}, {"no number", own, 0, nil},
		{"another's number", before, 2, nil}, {"nobody's", device(9), 1, nil},
	} {
		o, known, err := w.hub.Recall(c.d, c.counter)
		if err != nil || known != (c.want != nil) {
			t.Errorf("%s: known %v (%v)", c.name, known, err)
			continue
		}
		if known && (o.Seq != c.want.Seq || len(o.Events) != len(c.want.Events) || (o.Refusal == nil) != (c.want.Refusal == nil) || !o.Repeated) {
			t.Errorf("%s: %+v, was %+v", c.name, o, *c.want)
		}
	}
}

package process_test

import (
	"path/filepath"
	"strings"

	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
	"aeconnect/store/market"
	"aeconnect/store/replica"

	"github.com/fxamacker/cbor/v2"
	"go.etcd.io/bbolt"
)

// whole demands that the hub's journal is, and holds no command of a device twice.
func (d *day) whole() {
	d.t.Helper()
	d.hub.expect(0, `"ok":true`, "doctor", "--json")
	j, err := bolt.Open(filepath.Join(d.hub.dir, hub.FileName), bolt.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	defer j.Close()
	type sent struct {
		journal.Device
		counter uint64
	}
	seen := map[sent]uint64{}
	err = j.Read(d.t.Context(), 0, func(r journal.Record) error {
		key := sent{r.Device, r.Counter}
		if before := seen[key]; before != 0 && r.Counter != 0 {
			d.t.Errorf("entries %d and %d are the same command", before, r.Seq)
		}
		seen[key] = r.Seq
		return nil
	})
	if err != nil {
		d.t.Error(err)
	}
}

// settled demands that each command that was queued has been decided at the hub, and that each that was refused there lies
// in the outbox with the same reason.
func (d *day) settled() {
	d.t.Helper()
	m, err := market.Open(d.hub.dir, market.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	defer m.Close()
	for _, who := range d.replicas() {
		device, all := who.device(), who.refused()
		sent, err := m.Hub().Sent(device)
		if err != nil || sent != uint64(len(who.items)) {
			d.t.Errorf("%s: queued %d, and the hub has %d: %v", who.name, len(who.items), sent, err)
		}
		refused := 0
		for counter := uint64(1); counter <= sent; counter++ {
			o, known, err := m.Hub().Recall(device, counter)
			it, there := all[counter]
			switch {
			case err != nil || !known:
				d.t.Errorf("%s: the hub does not know command %d: %v", who.name, counter, err)
			case (o.Refusal != nil) != there:
				d.t.Errorf("%s: command %d: the hub says %v, the outbox has it: %v", who.name, counter, o.Refusal, there)
			case there && (it.Refusal.Rule != o.Refusal.Rule || !who.items[it.Key]):
				d.t.Errorf("%s: command %d: refused by %s, told %s", who.name, counter, o.Refusal.Rule, it.Refusal.Rule)
			case there:
				refused++
			}
		}
		if refused != len(all) {
			d.t.Errorf("%s: %d were refused at the hub, %d lie in the outbox", who.name, refused, len(all))
		}
		d.t.Logf("%s: %d queued, %d of them refused at the hub; %d refused on the spot, %d wanted the hub's word at once", who.name, len(who.items), refused, who.here, who.paid)
	}
	d.t.Logf("%s: %d carried out, %d refused; %d entries", d.office.name, d.office.made, d.office.here, m.Head())
}

// refused are the refused commands of a replica, by their counter.
func (who *dayPerson) refused() map[uint64]replica.Item {
	who.t.Helper()
	r, err := replica.Open(who.dir, replica.Options{})
	if err != nil {
		who.t.Fatal(err)
	}
	defer r.Close()
	if left := r.Outbox(); len(left) != 0 {
		who.t.Errorf("%s: %d commands still wait", who.name, len(left))
	}
	items, err := r.Refusals()
	if err != nil {
		who.t.Error(err)
	}
	all := map[uint64]replica.Item{}
	for _, it := range items {
		all[it.Counter] = it
	}
	shown := who.shownRefused(r)
	if shown != len(items) {
		who.t.Errorf("%s: %d refused, %d shown", who.name, len(items), shown)
	}
	return all
}

// shownRefused counts what the commands show as refused, with a reason.
func (who *dayPerson) shownRefused(held *replica.Replica) (n int) {
	_ = held.Close() // the command wants the directory
	for _, line := range strings.Split(strings.TrimSpace(who.do("outbox", "ls", "--state", "refused", "--limit", "0", "--json")), "\n") {
		if strings.Contains(line, `"rule":"`) && !strings.Contains(line, `"rule":""`) && !strings.Contains(line, `"why":""`) {
			n++
		}
	}
	return n
}

// device is the name under which a replica's commands stand in the journal.
func (who *dayPerson) device() (device journal.Device) {
	who.t.Helper()
	db, err := bbolt.Open(filepath.Join(who.dir, replica.FileName), 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		who.t.Fatal(err)
	}
	defer db.Close()
	var kept struct {
		Device journal.Device `cbor:"2,keyasint"`
	}
	err = db.View(func(tx *bbolt.Tx) error {
		return cbor.Unmarshal(tx.Bucket([]byte("meta")).Get([]byte("replica")), &kept)
	})
	if err != nil {
		who.t.Fatal(err)
	}
	return kept.Device
}

package journal_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"aeconnect/store/journal"
)

// vectors are records as they were first written. They must decode for ever: a change that breaks one of them makes
// every journal in the world unreadable.
func vectors() []struct {
	entry  journal.Entry
	record string
} {
	return []struct {
		entry  journal.Entry
		record string
	}{
		{journal.Entry{Seq: 1, Body: []byte{}}, "41454a31000000000000000000000001000000000000000000000000000000000000000000000000000000000000000000000000000000000000000087020761d63b15a73ab0045b4facd3a8ef06bb0f0eebb4f3268151cad09d1318c77d44da"},
		{journal.Entry{
			Seq: 2, At: 1_790_000_000_123, Actor: journal.Actor{Account: 77, Flags: journal.System | journal.Operator},
			Device: journal.Device{0xd0, 15: 0x0d}, Counter: 9, Body: []byte{0xa1, 0x01, 0x63, 'a', 'b', 'c'},
		}, "41454a31030000000000000000000002000001a0c4506c7b000000000000004dd000000000000000000000000000000d000000000000000900000006a101636162633d5ea7ccc4f791b2462e973f8a5b776baa4e94d8612e0ea5896e9eb77db93d4e55158230"},
		{journal.Entry{Seq: 3, At: -1, Actor: journal.Actor{Account: 1<<64 - 1}, Counter: 1<<64 - 1, Body: []byte("\x00")}, "41454a31000000000000000000000003ffffffffffffffffffffffffffffffff00000000000000000000000000000000ffffffffffffffff0000000100c9ce07846b6b09dab238bcf15b8bde6b4fdd6e3a9345061b050c2f2667f06180fb533019"},
	}
}

func TestFrozenRecords(t *testing.T) {
	head := journal.Genesis(journal.Epoch{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
	if got := head.Hash.String(); got != "8dfdfa647af5d1e66691f5b4d11efae8bb5efa0c89b3c30e324f8909eff7f277" {
		t.Errorf("genesis is %s", got)
	}
	prev := head.Hash
	for i, v := range vectors() {
		raw, hash, err := journal.AppendRecord(nil, v.entry, prev)
		if err != nil || hex.EncodeToString(raw) != v.record {
			t.Errorf("record %d is written as\n%x (%v), want\n%s", i+1, raw, err, v.record)
		}
		frozen, _ := hex.DecodeString(v.record)
		got, err := journal.DecodeRecord(frozen)
		if err != nil || !reflect.DeepEqual(got.Entry, v.entry) || got.Hash != hash {
			t.Errorf("record %d reads as %+v (%v), want %+v", i+1, got, err, v.entry)
		}
		prev = hash
	}
}

func TestRecordRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := anyEntry().Draw(t, "entry")
		prev := journal.Hash(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "prev"))
		raw, hash, err := journal.AppendRecord([]byte("before"), e, prev)
		if err != nil {
			t.Fatal(err)
		}
		raw = raw[len("before"):]
		got, err := journal.DecodeRecord(raw)
		if err != nil || !reflect.DeepEqual(got.Entry, e) || got.Hash != hash {
			t.Fatalf("got %+v (%v), want %+v", got, err, e)
		}
		if n, ok := journal.RecordBytes(append(raw, "behind"...)); !ok || n != len(raw) {
			t.Fatalf("RecordBytes says %d, %v; the record has %d", n, ok, len(raw))
		}
		bit := rapid.IntRange(0, len(raw)*8-1).Draw(t, "bit")
		flipped := bytes.Clone(raw)
		flipped[bit/8] ^= 1 << (bit % 8)
		var damage *journal.DamageError
		if _, err := journal.DecodeRecord(flipped); !errors.As(err, &damage) {
			t.Fatalf("with bit %d flipped: %v, want damage", bit, err)
		}
		cut := rapid.IntRange(0, len(raw)-1).Draw(t, "cut")
		if _, err := journal.DecodeRecord(raw[:cut]); !errors.As(err, &damage) {
			t.Fatalf("cut at %d: %v, want damage", cut, err)
		}
	})
}

func anyEntry() *rapid.Generator[journal.Entry] {
	return rapid.Custom(func(t *rapid.T) journal.Entry {
		return journal.Entry{
			Seq: rapid.Uint64().Draw(t, "seq"), At: rapid.Int64().Draw(t, "at"),
			Actor:   journal.Actor{Account: rapid.Uint64().Draw(t, "account"), Flags: journal.ActorFlags(rapid.IntRange(0, 3).Draw(t, "flags"))},
			Device:  journal.Device(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "device")),
			Counter: rapid.Uint64().Draw(t, "counter"), Body: rapid.SliceOfN(rapid.Byte(), 0, 600).Draw(t, "body"),
		}
	})
}

func TestNewerRecord(t *testing.T) {
	raw, _, _ := journal.AppendRecord(nil, journal.Entry{Seq: 1}, journal.Hash{})
	for at, what := range map[int]string{3: "version", 4: "flags", 7: "reserved bytes"} {
		newer := bytes.Clone(raw)
		newer[at] = 0x77
		if _, err := journal.DecodeRecord(resum(newer)); !errors.Is(err, journal.ErrNewer) {
			t.Errorf("unknown %s: %v, want ErrNewer", what, err)
		}
	}
}

func TestWalk(t *testing.T) {
	start := journal.Genesis(journal.NewEpoch())
	records, head, err := journal.Seal(start, []journal.Entry{{Seq: 1}, {Seq: 2}, {Seq: 3}})
	if err != nil {
		t.Fatal(err)
	}
	other, _, _ := journal.Seal(start, []journal.Entry{{Seq: 1, At: 5}, {Seq: 2}})
	walk := journal.NewWalk(start)
	for _, bad := range []struct {
		raw  []byte
		want string
	}{{nil, "entry 1 is damaged: it is missing"}, {records[1], "entry 2 stands in its place"}, {records[0][:95], "of 95 bytes"}, {append(bytes.Clone(records[0]), 0), "checksum"}} {
		if _, err := walk.Next(bad.raw); err == nil || !strings.Contains(err.Error(), bad.want) {
			t.Errorf("got %v, want %q", err, bad.want)
		}
	}
	if _, err := walk.Next(records[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := walk.Next(other[1]); err == nil || !strings.Contains(err.Error(), "does not follow from entry 1") {
		t.Errorf("a record of another chain: %v", err)
	}
	for _, raw := range records[1:] {
		if _, err := walk.Next(raw); err != nil {
			t.Error(err)
		}
	}
	if walk.Head() != head {
		t.Errorf("the walk ends at %v, want %v", walk.Head(), head)
	}
}

func FuzzDecodeRecord(f *testing.F) {
	for _, v := range vectors() {
		raw, _ := hex.DecodeString(v.record)
		f.Add(raw)
		f.Add(raw[:len(raw)-5])
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, raw := range [][]byte{raw, resum(bytes.Clone(raw))} {
			journal.RecordBytes(raw)
			r, err := journal.DecodeRecord(raw)
			if err != nil {
				continue
			}
			again, _, err := journal.AppendRecord(nil, r.Entry, journal.Hash{})
			if err != nil || !bytes.Equal(again[:len(again)-36], raw[:len(raw)-36]) {
				t.Errorf("%x decodes to what is written as %x (%v)", raw, again, err)
			}
		}
	})
}

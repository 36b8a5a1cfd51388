package pages_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"aeconnect/store/journal/pages"
)

// sample is a bbolt file with a tree of several levels, an inline bucket, an empty one, long values and free pages.
func sample(t testing.TB, rows int) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	for round := range 3 {
		err := db.Update(func(tx *bbolt.Tx) error {
			for _, name := range []string{"big", "small", "none"} {
				if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
					return err
				}
			}
			for i := range rows {
				key, value := fmt.Appendf(nil, "key %06d", (i*7919+round)%rows), bytes.Repeat([]byte{byte(i)}, i*37%180)
				if i%97 == 0 {
					value = bytes.Repeat([]byte("long "), 2000)
				}
				if err := tx.Bucket([]byte("big")).Put(key, value); err != nil {
					return err
				}
			}
			return tx.Bucket([]byte("small")).Put([]byte("k"), []byte("v"))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// read examines a whole file.
func read(raw []byte) (rows map[string]string, damage []pages.Damage, err error) {
	f, err := pages.Open(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, nil, err
	}
	rows = map[string]string{}
	for _, b := range f.Buckets() {
		rows[b.Name] = ""
		for k, v := range f.Rows(b) {
			rows[b.Name+"/"+string(k)] = string(v)
		}
	}
	f.CheckPages()
	return rows, f.Damage(), nil
}

func TestSoundFile(t *testing.T) {
	const n = 3000
	rows, damage, err := read(sample(t, n))
	if err != nil || len(damage) > 0 {
		t.Fatalf("%v %v", err, damage)
	}
	if len(rows) != n+1+3 || rows["small/k"] != "v" || len(rows["big/key 000000"]) == 0 {
		t.Errorf("%d rows", len(rows))
	}
}

// TestBlows damages a file at random and checks that reading ends, and that whatever differs from before was noted.
// What stands in a row is not this package's to know; so values are left out of the comparison.
func TestBlows(t *testing.T) {
	raw := sample(t, 600)
	before, _, _ := read(raw)
	random := rand.New(rand.NewPCG(1, 2))
	unnoticed := 0
	for range 1500 {
		hurt := bytes.Clone(raw)
		switch random.IntN(3) {
		case 0: // one bit
			hurt[random.IntN(len(hurt))] ^= 1 << random.IntN(8)
		case 1: // the heads of pages and elements are where it hurts most
			at := random.IntN(len(hurt)/4096)*4096 + random.IntN(200)
			binary.LittleEndian.PutUint32(hurt[at:], random.Uint32()>>random.IntN(32))
		case 2: // the file is cut
			hurt = hurt[:random.IntN(len(hurt))]
		}
		after, damage, err := read(hurt)
		if err == nil && len(damage) == 0 && !sameKeys(before, after) {
			unnoticed++
		}
	}
	t.Logf("%d of 1500 blows changed keys unnoticed", unnoticed)
	// A flipped bit in a key may leave the keys in order.
	if unnoticed > 25 {
		t.Errorf("%d of 1500 blows changed the rows and were not noted", unnoticed)
	}
}

func sameKeys(a, b map[string]string) bool {
	return maps.EqualFunc(a, b, func(string, string) bool { return true })
}

func FuzzRead(f *testing.F) {
	f.Add(sample(f, 30))
	f.Fuzz(func(_ *testing.T, raw []byte) { read(raw) })
}

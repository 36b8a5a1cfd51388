package hub_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// lived makes a marketplace in which a good deal has happened and closes it.
func lived(t testing.TB, tasks int) (dir string) {
	t.Helper()
	dir = t.TempDir()
	w := newWorld(t, openHub(t, dir, hub.Options{})).found(true)
	w.people("nord", "ben")
	for i := range tasks {
		seller, creator := []string{"lumen", "nord"}[i%2], []string{"mia", "ben"}[i/2%2]
		task := w.publish(seller)
		order := w.apply(task, creator)
		if i%3 > 0 {
			w.do(seller, &model.ApproveApplications{Orders: []model.Picked{{ID: order}}})
		}
		w.try(creator, &model.ApplyToTask{ID: w.id(model.OrderLetter), Task: task}) // refused: a second live application
		if i%5 == 4 {
			w.advance(3 * day)
		}
	}
	if err := w.hub.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func examine(t testing.TB, path string) hub.Report {
	t.Helper()
	r, err := hub.Examine(context.Background(), path, nil)
	if err != nil {
		t.Fatalf("examining failed: %v", err)
	}
	return r
}

// dump is all that a survey reads.
func dump(t testing.TB, path string) map[string]string {
	t.Helper()
	s, err := bolt.NewSurvey(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rows := map[string]string{}
	for seq, raw := range s.Records() {
		rows[fmt.Sprint("log ", seq)] = string(raw)
	}
	for _, room := range []journal.Room{"state", "row", "list", "count", "trail", "device", "secret"} {
		for k, v := range s.Rows(room) {
			rows[string(room)+" "+string(k)] = string(v)
		}
	}
	return rows
}

func TestExamineClean(t *testing.T) {
	dir := lived(t, 20)
	r, err := hub.Doctor(context.Background(), dir, nil)
	if err != nil || !r.Clean() || r.Entries != r.Head.Seq || r.Entries < 60 || r.Rows < 500 {
		t.Fatalf("%+v (%v)", r, err)
	}
	left, _ := os.ReadDir(dir)
	for _, f := range left {
		if strings.Contains(f.Name(), "examine") {
			t.Errorf("%s was left behind", f.Name())
		}
	}
}

// TestExamineBlows damages a marketplace's file at many places. Reading must end with a report, and a report that is
// clean must be right: nothing that counts has changed.
func TestExamineBlows(t *testing.T) {
	path := filepath.Join(lived(t, 6), hub.FileName)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	whole = bytes.TrimRight(whole, "\x00") // what follows is not in use yet; reading goes on as if it were there
	whole = append(whole, make([]byte, 4096-len(whole)%4096)...)
	before, random := dump(t, path), rand.New(rand.NewPCG(3, 4))
	hurt := filepath.Join(t.TempDir(), hub.FileName)
	clean, n := 0, 120
	if testing.Short() {
		n = 20
	}
	for i := range n {
		raw := bytes.Clone(whole)
		switch i % 3 {
		case 0:
			raw[random.IntN(len(raw))] ^= 1 << random.IntN(8)
		case 1:
			copy(raw[random.IntN(len(raw)/4096)*4096:], bytes.Repeat([]byte{byte(random.Uint32())}, 1+random.IntN(4096)))
		case 2:
			raw = raw[:random.IntN(len(raw))]
		}
		if err := os.WriteFile(hurt, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		r := examine(t, hurt)
		if r.Clean() {
			clean++
			if !maps.Equal(dump(t, hurt), before) {
				t.Errorf("blow %d changed what counts, the report is clean", i)
			}
		}
	}
	if clean == 0 || clean == n {
		t.Errorf("%d of %d blows were without effect: the test hits nothing, or all", clean, n)
	}
}

// tamper changes a closed file through bbolt, behind the hub's back.
func tamper(t testing.TB, dir string, fn func(tx *bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(dir, hub.FileName), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(fn), db.Close()); err != nil {
		t.Fatal(err)
	}
}

// bucketRow is the first row of a room.
func bucketRow(tx *bbolt.Tx, room string) (b *bbolt.Bucket, k, v []byte) {
	b = tx.Bucket([]byte("r/" + room))
	k, v = b.Cursor().First()
	return b, bytes.Clone(k), bytes.Clone(v)
}

// TestTamperedState changes rows of every room and checks that each change is told and mended by a rebuild.
func TestTamperedState(t *testing.T) {
	for room, want := range map[string]string{
		"row": "the marketplace 1", "list": "an entry of a list", "count": "the count of a list", "trail": "in the history of the marketplace 1",
		"device": "a command's number",
	} {
		for what, change := range map[string]func(b *bbolt.Bucket, k, v []byte) error{
			"is missing":             func(b *bbolt.Bucket, k, _ []byte) error { return b.Delete(k) },
			"is none that":           func(b *bbolt.Bucket, k, v []byte) error { return b.Put(append(k, 0), v) },
			"differs from what the ": func(b *bbolt.Bucket, k, v []byte) error { return b.Put(k, append(v, 1)) },
		} {
			dir := lived(t, 2)
			before := dump(t, filepath.Join(dir, hub.FileName))
			tamper(t, dir, func(tx *bbolt.Tx) error { return change(bucketRow(tx, room)) })
			r := examine(t, filepath.Join(dir, hub.FileName))
			if len(r.Findings) != 1 || !strings.Contains(r.Findings[0].What, what) || r.Findings[0].Lost != "" || what != "is none that" && !strings.Contains(r.Findings[0].What, want) {
				t.Errorf("%s %s: %+v", room, what, r.Findings)
			}
			mended(t, dir, false, before)
		}
	}
}

// mended rebuilds a marketplace and checks that it is what it was.
func mended(t *testing.T, dir string, cut bool, want map[string]string) {
	t.Helper()
	_, aside, err := hub.Rebuild(context.Background(), dir, cut, nil)
	if err != nil {
		t.Errorf("rebuild: %v", err)
		return
	}
	if _, err := os.Stat(aside); err != nil {
		t.Errorf("the old file: %v", err)
	}
	path := filepath.Join(dir, hub.FileName)
	if r := examine(t, path); !r.Clean() {
		t.Errorf("after the rebuild: %+v", r.Findings)
	}
	if got := dump(t, path); want != nil && !maps.Equal(got, want) {
		t.Errorf("after the rebuild there are %d rows, want %d", len(got), len(want))
	}
	h := openHub(t, dir, hub.Options{})
	if err := h.Close(); err != nil {
		t.Error(err)
	}
}

// TestLostRoot destroys the page that names all buckets. Entries and private values are found in the bytes.
func TestLostRoot(t *testing.T) {
	dir := lived(t, 10)
	path := filepath.Join(dir, hub.FileName)
	before := dump(t, path)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; ; {
		i := bytes.Index(raw[at:], []byte("r/secret")) // stands in root pages only
		if i < 0 {
			break
		}
		at += i
		copy(raw[at/4096*4096:], make([]byte, 64)) // the page's head and first elements
		at = (at/4096 + 1) * 4096
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := hub.Open(dir, hub.Options{}); err == nil {
		t.Error("a file without a root was opened")
	}
	r := examine(t, path)
	if r.Clean() || !r.Whole() || len(r.Found) == 0 {
		t.Errorf("%+v", r)
	}
	mended(t, dir, false, before)
}

// TestLostEntry wipes every copy of one record from the file.
func TestLostEntry(t *testing.T) {
	dir := lived(t, 10)
	path := filepath.Join(dir, hub.FileName)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	word := append([]byte(journal.Magic()+"\x02\x00\x00\x00"), 0, 0, 0, 0, 0, 0, 0, 2) // entry 2, of the operator
	if n := bytes.Count(raw, word); n == 0 {
		t.Fatal("entry 2 is not in the file")
	}
	raw = bytes.ReplaceAll(raw, word, bytes.Repeat([]byte{0xaa}, len(word)))
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	r := examine(t, path)
	if r.Whole() || len(r.Lost) != 1 || r.Lost[0] != (hub.Span{First: 2, Last: 2}) || r.Entries != 1 || !strings.Contains(r.Findings[0].What, "entry 2 is damaged") {
		t.Errorf("%+v", r)
	}
	if _, _, err := hub.Rebuild(context.Background(), dir, false, nil); !errors.Is(err, hub.ErrCut) {
		t.Errorf("rebuild: %v, want ErrCut", err)
	}
	if _, _, err := hub.Rebuild(context.Background(), dir, true, nil); err != nil {
		t.Errorf("rebuild with a cut: %v", err)
	}
	h := openHub(t, dir, hub.Options{})
	if h.Head().Seq != 1 {
		t.Errorf("after the cut the head is %v", h.Head())
	}
}

func TestLostSecret(t *testing.T) {
	dir := lived(t, 4)
	tamper(t, dir, func(tx *bbolt.Tx) error {
		b, k, v := bucketRow(tx, "secret")
		return b.Put(k, append(v[:len(v)-1], '!'))
	})
	r := examine(t, filepath.Join(dir, hub.FileName))
	if len(r.Findings) != 2 || !strings.Contains(r.Findings[0].What, "not what was committed to") || !strings.Contains(r.Findings[1].What, "found elsewhere") && r.Findings[1].Lost == "" {
		t.Errorf("%+v", r.Findings)
	}
}

// TestForgedHead lets the file say that it ends otherwise than its log.
func TestForgedHead(t *testing.T) {
	dir := lived(t, 2)
	tamper(t, dir, func(tx *bbolt.Tx) error {
		head := bytes.Clone(tx.Bucket([]byte("meta")).Get([]byte("head")))
		head[len(head)-1]++
		return tx.Bucket([]byte("meta")).Put([]byte("head"), head)
	})
	forged(t, dir)
}

// TestAbsurdHead lets the file claim more entries than there ever were, and one stand under such a number. Nobody may
// count up to there.
func TestAbsurdHead(t *testing.T) {
	dir := lived(t, 2)
	tamper(t, dir, func(tx *bbolt.Tx) error {
		head := bytes.Clone(tx.Bucket([]byte("meta")).Get([]byte("head")))
		head[0] = 0x10
		_, record := tx.Bucket([]byte("log")).Cursor().Last()
		return errors.Join(tx.Bucket([]byte("meta")).Put([]byte("head"), head), tx.Bucket([]byte("log")).Put([]byte{0x20, 0, 0, 0, 0, 0, 0, 1}, bytes.Clone(record)))
	})
	forged(t, dir)
	mended(t, dir, false, nil)
}

func forged(t *testing.T, dir string) {
	t.Helper()
	var damage *journal.DamageError
	if _, err := hub.Open(dir, hub.Options{}); !errors.As(err, &damage) {
		t.Errorf("open: %v", err)
	}
	if f := finding(examine(t, filepath.Join(dir, hub.FileName)), "ends otherwise"); f == nil {
		t.Error("doctor does not say that the log ends otherwise")
	}
}

package bolt_test

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// crowded returns a journal whose layer waits with so many rows that a checkpoint of them takes several transactions;
// every row says which entry put it last. The second and the third entry take away a row each of the second.
func crowded(t *testing.T, path string) *bolt.Journal {
	t.Helper()
	j := open(t, path, bolt.Options{LayerBytes: 1 << 30})
	for seq := uint64(1); seq <= 3; seq++ {
		_, err := j.Append(context.Background(), j.Head(), []journal.Entry{{Seq: seq}}, func(tx journal.Tx) error {
			for i := range uint64(bolt.PieceRows) {
				key := binary.BigEndian.AppendUint64(nil, i*2+seq%2) // the third changes what the first has put
				if err := tx.Put("r", key, binary.BigEndian.AppendUint64(nil, seq)); err != nil {
					return err
				}
			}
			return tx.Delete("r", binary.BigEndian.AppendUint64(nil, 2*seq))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return j
}

// told checks what crowded has put.
func told(t *testing.T, j *bolt.Journal) {
	t.Helper()
	rows := map[uint64]int{}
	err := j.View(func(r journal.Reader) error {
		for _, value := range r.Ascend("r", nil) {
			rows[binary.BigEndian.Uint64(value)]++
		}
		return nil
	})
	if err != nil || rows[1] != 0 || rows[2] != bolt.PieceRows-2 || rows[3] != bolt.PieceRows || j.Head().Seq != 3 {
		t.Errorf("%v %v, the head is %v", rows, err, j.Head())
	}
}

// However much waits, no transaction of a checkpoint is larger than a piece, because bbolt holds one in memory.
func TestCheckpointInPieces(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	j := crowded(t, path)
	before := j.Transactions()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j = open(t, path, bolt.Options{})
	if n := j.Transactions() - before; n < 3 {
		t.Errorf("%d transactions for %d rows", n, 2*bolt.PieceRows)
	}
	told(t, j)
}

// A process that is killed between two pieces leaves rows in the file that are newer than its head. The tails are laid
// over them, and all is as if nothing had been written.
func TestKilledBetweenPieces(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	j := crowded(t, path)
	if err := j.HalfCheckpoint(); err != nil {
		t.Fatal(err)
	}
	told(t, j) // the layer is still over the file
	for _, readOnly := range []bool{true, false} {
		copied := filepath.Join(t.TempDir(), "j.db")
		for _, end := range []string{"", "-tail-0", "-tail-1"} {
			raw, err := os.ReadFile(path + end)
			if err := errors.Join(err, os.WriteFile(copied+end, raw, 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		told(t, open(t, copied, bolt.Options{ReadOnly: readOnly}))
	}
}

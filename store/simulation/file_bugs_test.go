package simulation_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"

	"go.etcd.io/bbolt"

	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/replica"
	"aeconnect/store/simulation"
)

func tearing(j journal.Journal) journal.Journal { return &torn{Journal: j} }

// file makes a wrong thing of a replica's file whenever it was closed.
func file(change func(tx *bbolt.Tx) error) func(string, *rand.Rand) error {
	return func(path string, _ *rand.Rand) error {
		db, err := bbolt.Open(path, 0o600, &bbolt.Options{NoSync: true, NoGrowSync: true})
		if err != nil {
			return err
		}
		return errors.Join(db.Update(change), db.Close())
	}
}

// rewrite changes every row of a bucket; one of which nothing is left is deleted.
func rewrite(b *bbolt.Bucket, change func(row []byte) []byte) error {
	all := map[string][]byte{}
	_ = b.ForEach(func(k, v []byte) error { all[string(k)] = append([]byte(nil), v...); return nil })
	for k, v := range all {
		err := b.Delete([]byte(k))
		if now := change(v); now != nil {
			err = errors.Join(err, b.Put([]byte(k), now))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func lostOutbox() simulation.Parts {
	anew, loaded := false, map[journal.Device]bool{}
	parts := at(func(w *wrong, _ *rand.Rand) {
		w.pull = func(ctx context.Context, hub remote.Remote, after remote.Cursor, limit int) (remote.Page, error) {
			p, err := hub.Pull(ctx, after, limit)
			anew = anew || len(after) == 0 && loaded[w.hello.Device]
			loaded[w.hello.Device] = loaded[w.hello.Device] || len(after) > 0
			return p, err
		}
	})
	parts.File = file(func(tx *bbolt.Tx) error {
		if !anew {
			return nil
		}
		return rewrite(tx.Bucket([]byte("outbox")), func([]byte) []byte { return nil })
	})
	return parts
}

func thrownAway() simulation.Parts {
	return simulation.Parts{File: file(func(tx *bbolt.Tx) error {
		return rewrite(tx.Bucket([]byte("refused")), func([]byte) []byte { return nil })
	})}
}

func neverSent() simulation.Parts {
	codec := journal.NewCodec()
	return simulation.Parts{File: file(func(tx *bbolt.Tx) error {
		return rewrite(tx.Bucket([]byte("outbox")), func(row []byte) []byte {
			var it replica.Item
			if codec.Decode(row, &it) == nil && it.Seq == 0 {
				it.Sent = false
				row, _ = codec.Encode(it)
			}
			return row
		})
	})}
}

func keptSecrets() simulation.Parts {
	all := map[string][]byte{}
	return simulation.Parts{File: file(func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			secrets := b.Bucket([]byte("secret"))
			if secrets == nil {
				return nil
			}
			for k, v := range all {
				if secrets.Get([]byte(k)) == nil {
					return secrets.Put([]byte(k), v)
				}
			}
			return secrets.ForEach(func(k, v []byte) error { all[string(k)] = append([]byte(nil), v...); return nil })
		})
	})}
}

// unsynced is a disk that had not written the last append of whatever it said it had.
func unsynced() simulation.Parts {
	return simulation.Parts{Disk: func(before, _ simulation.Files) simulation.Files { return before }}
}

// halfRestored is a disk that forgets one of the hub's files when the power fails.
func halfRestored() simulation.Parts {
	return simulation.Parts{Disk: func(_, after simulation.Files) simulation.Files {
		left := simulation.Files{}
		for name, text := range after {
			if !strings.Contains(name, "-tail-") {
				left[name] = text
			}
		}
		return left
	}}
}

// openLetters keeps what travels in the folder where everybody can read it.
func openLetters() simulation.Parts {
	return simulation.Parts{Spilled: true}
}

package simulation_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/replica"
	"aeconnect/store/simulation"
)

// below are bugs of what only some lives have beneath them, with the sort of those.
func below() map[string]simulation.Life {
	return map[string]simulation.Life{
		"the hub's files are not synced":                   simulation.Filed,
		"a file of the hub is put back without the others": simulation.Filed,
		"letters are kept open":                            simulation.Carried,
		"whatever a hub told by letters is told again":     simulation.Carried,
	}
}

// planted are bugs, each made anew for one life.
func planted() map[string]func() simulation.Parts {
	return map[string]func() simulation.Parts{
		"the hub's files are not synced":                   unsynced,
		"a file of the hub is put back without the others": halfRestored,
		"letters are kept open":                            openLetters,
		"whatever a hub told by letters is told again":     toldAgain,
		"the hub answers before it has kept":               func() simulation.Parts { return simulation.Parts{Journal: lying} },
		"the hub takes a torn write for a whole one":       func() simulation.Parts { return simulation.Parts{Journal: tearing} },
		"the outbox is emptied before the answer":          emptiedEarly,
		"a refusal uses no number":                         freeRefusal,
		"what had no answer is sent under a new number":    newNumber,
		"what comes twice is done twice":                   doneTwice,
		"the cursor is kept without the rows":              cursorFirst,
		"what is to be forgotten stays":                    neverForgets,
		"a new beginning loses the outbox":                 lostOutbox,
		"the overlay is stale":                             func() simulation.Parts { return simulation.Parts{Screen: stale()} },
		"private texts stay after they were hidden":        keptSecrets,
		"a page of another account":                        othersPage,
		"a fork is taken for a repetition":                 blindToForks,
		"the hub does not say that it was restored":        proudHub,
		"what was refused is thrown away":                  thrownAway,
		"answers in another order":                         swapped,
		"that a command was sent is forgotten":             neverSent,
		"a row of the feed is lost":                        lostRow,
		"a changed row is not projected for who sees it":   unprojected,
	}
}

// patience is how many lives a bug may survive.
const patience = 150

// The checks of the simulation see each of these bugs.
func TestPlantedBugs(t *testing.T) {
	town, dir := town(t), lives(t)
	for name, parts := range planted() {
		t.Run(name, func(t *testing.T) {
			life := below()[name]
			if life == simulation.AsSeeded {
				life = simulation.Wired
			}
			for seed := uint64(1); seed <= patience; seed++ {
				err := live(town, dir(seed), seed, simulation.Options{Steps: 90, Parts: parts(), Life: life})
				var broken *simulation.Broken
				if errors.As(err, &broken) {
					t.Logf("seed %d, step %d, %s: %.200v", seed, broken.Step, broken.Promise, broken.Why)
					return
				}
				if err != nil {
					t.Fatalf("seed %d: no promise is broken: %v", seed, err)
				}
			}
			t.Errorf("%d lives, and nobody noticed", patience)
		})
	}
}

func tearing(j journal.Journal) journal.Journal { return &torn{Journal: j} }

func emptiedEarly() simulation.Parts {
	return at(func(w *wrong, _ *rand.Rand) {
		w.send = func(ctx context.Context, hub remote.Remote, all []remote.Parcel) ([]remote.Answer, error) {
			answers, err := hub.Send(ctx, all)
			if err != nil {
				answers = nil
				for _, p := range all {
					answers = append(answers, remote.Answer{Counter: p.Counter, Seq: 1})
				}
			}
			return answers, nil
		}
	})
}

func freeRefusal() simulation.Parts {
	refused := map[journal.Device]uint64{}
	return served(func(w *wrong, _ remote.Authority, _ remote.Identity) {
		w.greet = func(ctx context.Context, hub remote.Remote, h remote.Hello) (remote.Welcome, error) {
			welcome, err := hub.Greet(ctx, h)
			welcome.Next -= min(refused[h.Device], welcome.Next)
			return welcome, err
		}
		w.send = func(ctx context.Context, hub remote.Remote, all []remote.Parcel) ([]remote.Answer, error) {
			answers, err := hub.Send(ctx, all)
			for _, a := range answers {
				if a.Refusal != nil && !a.Repeated {
					refused[w.hello.Device]++
				}
			}
			return answers, err
		}
	})
}

func newNumber() simulation.Parts {
	failed := map[string]bool{}
	return at(func(w *wrong, chance *rand.Rand) {
		w.send = func(ctx context.Context, hub remote.Remote, all []remote.Parcel) ([]remote.Answer, error) {
			var retry []remote.Parcel
			for _, p := range all {
				if failed[string(p.Body)] {
					retry = append(retry, p)
				}
			}
			if len(retry) > 0 && again(ctx, hub, w.hello, retry, chance) == nil {
				clear(failed)
			}
			answers, err := hub.Send(ctx, all)
			for _, p := range all[len(answers):] {
				failed[string(p.Body)] = true
			}
			return answers, err
		}
	})
}

func doneTwice() simulation.Parts {
	chance := rand.New(rand.NewPCG(1, 1))
	return served(func(w *wrong, hub remote.Authority, id remote.Identity) {
		w.send = func(ctx context.Context, desk remote.Remote, all []remote.Parcel) ([]remote.Answer, error) {
			answers, err := desk.Send(ctx, all)
			var more []remote.Parcel
			for i, a := range answers {
				if a.Repeated {
					more = append(more, all[i])
				}
			}
			if len(more) > 0 {
				_ = again(ctx, hub.Receive(id), w.hello, more, chance)
			}
			return answers, err
		}
	})
}

func cursorFirst() simulation.Parts {
	return at(func(w *wrong, chance *rand.Rand) {
		w.pull = func(ctx context.Context, hub remote.Remote, after remote.Cursor, limit int) (remote.Page, error) {
			p, err := hub.Pull(ctx, after, limit)
			if err == nil && len(after) > 0 && chance.IntN(8) == 0 {
				p.Put, p.Forget = nil, nil
			}
			return p, err
		}
	})
}

func neverForgets() simulation.Parts {
	return at(func(w *wrong, _ *rand.Rand) {
		w.pull = func(ctx context.Context, hub remote.Remote, after remote.Cursor, limit int) (remote.Page, error) {
			p, err := hub.Pull(ctx, after, limit)
			p.Forget = nil
			return p, err
		}
	})
}

func lostRow() simulation.Parts {
	return served(func(w *wrong, _ remote.Authority, _ remote.Identity) {
		w.pull = func(ctx context.Context, hub remote.Remote, after remote.Cursor, limit int) (remote.Page, error) {
			p, err := hub.Pull(ctx, after, limit)
			if len(p.Put) > 3 {
				p.Put = p.Put[:len(p.Put)-1]
			}
			return p, err
		}
	})
}

func othersPage() simulation.Parts {
	last := map[string]remote.Page{}
	return served(func(w *wrong, _ remote.Authority, id remote.Identity) {
		w.pull = func(ctx context.Context, hub remote.Remote, after remote.Cursor, limit int) (remote.Page, error) {
			p, err := hub.Pull(ctx, after, limit)
			if other, kept := last[string(after)]; kept && len(after) == 0 {
				p.Put, p.Secrets = other.Put, other.Secrets
			}
			last[string(after)] = p
			return p, err
		}
	})
}

func unprojected() simulation.Parts {
	all := map[model.Commitment]model.Opened{}
	return served(func(w *wrong, _ remote.Authority, _ remote.Identity) {
		w.send = func(ctx context.Context, hub remote.Remote, parcels []remote.Parcel) ([]remote.Answer, error) {
			for _, p := range parcels {
				for _, o := range p.Secrets {
					all[o.Commit()] = o
				}
			}
			return hub.Send(ctx, parcels)
		}
		w.pull = func(ctx context.Context, hub remote.Remote, after remote.Cursor, limit int) (remote.Page, error) {
			p, err := hub.Pull(ctx, after, limit)
			if err == nil && len(p.Put) > 0 {
				for _, o := range all {
					p.Secrets = append(p.Secrets, o)
				}
			}
			return p, err
		}
	})
}

func blindToForks() simulation.Parts {
	return served(func(w *wrong, _ remote.Authority, _ remote.Identity) {
		w.send = func(ctx context.Context, hub remote.Remote, all []remote.Parcel) ([]remote.Answer, error) {
			answers, err := hub.Send(ctx, all)
			var forked *remote.ForkedError
			if errors.As(err, &forked) {
				answers = append(answers, remote.Answer{Counter: all[len(answers)].Counter, Seq: 20, Repeated: true})
			}
			return answers, err
		}
	})
}

func proudHub() simulation.Parts {
	next, head := map[journal.Device]uint64{}, uint64(0)
	return served(func(w *wrong, _ remote.Authority, _ remote.Identity) {
		w.greet = func(ctx context.Context, hub remote.Remote, h remote.Hello) (remote.Welcome, error) {
			welcome, err := hub.Greet(ctx, h)
			if err == nil {
				next[h.Device], head = max(next[h.Device], welcome.Next), max(head, welcome.Head)
				welcome.Next, welcome.Head = next[h.Device], head
			}
			return welcome, err
		}
		w.pull = func(ctx context.Context, hub remote.Remote, after remote.Cursor, limit int) (remote.Page, error) {
			p, err := hub.Pull(ctx, after, limit)
			if errors.Is(err, remote.ErrForgot) {
				err = remote.ErrReset
			}
			return p, err
		}
	})
}

func swapped() simulation.Parts {
	return served(func(w *wrong, _ remote.Authority, _ remote.Identity) {
		w.send = func(ctx context.Context, hub remote.Remote, all []remote.Parcel) ([]remote.Answer, error) {
			answers, err := hub.Send(ctx, all)
			if n := len(answers); n > 1 {
				answers[0], answers[n-1] = answers[n-1], answers[0]
				answers[0].Counter, answers[n-1].Counter = answers[n-1].Counter, answers[0].Counter
			}
			return answers, err
		}
	})
}

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

// toldAgain gives each device the page that it was given before.
func toldAgain() simulation.Parts {
	last := map[remote.Identity]remote.Page{}
	return served(func(w *wrong, _ remote.Authority, id remote.Identity) {
		w.pull = func(ctx context.Context, hub remote.Remote, after remote.Cursor, limit int) (remote.Page, error) {
			p, err := hub.Pull(ctx, after, limit)
			if before, told := last[id]; told && err == nil && len(after) > 0 {
				p.Put = before.Put
			}
			last[id] = p
			return p, err
		}
	})
}

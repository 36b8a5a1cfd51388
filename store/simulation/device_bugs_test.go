package simulation_test

import (
	"context"
	"math/rand/v2"

	"aeconnect/store/remote"
	"aeconnect/store/simulation"
)

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

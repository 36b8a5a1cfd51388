package simulation_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/simulation"
)

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

// restless is a hub that does not hear on what a command rests.
func restless() simulation.Parts {
	return served(func(w *wrong, _ remote.Authority, _ remote.Identity) {
		w.send = func(ctx context.Context, hub remote.Remote, all []remote.Parcel) ([]remote.Answer, error) {
			deaf := slices.Clone(all)
			for i := range deaf {
				deaf[i].Rests = nil
			}
			return hub.Send(ctx, deaf)
		}
	})
}

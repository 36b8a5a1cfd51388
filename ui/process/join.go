package process

import (
	"context"
	"errors"

	"aeconnect/ui/cli"
	"aeconnect/ui/post"
)

// OverReplica makes a replica of what a [Store] opens.
func OverReplica(r Replica) Market { return remoteMarket{r} }

// join makes a directory a replica of the hub at a URL, or goes on with one that is not whole.
func (p *Process) join(ctx context.Context, dir, url string, o cli.JoinOptions) (cli.Joined, error) {
	if err := p.store.CheckURL(url); err != nil {
		return cli.Joined{}, &cli.Trouble{Exit: cli.ExitUsage, Code: "usage", Rule: "join.url", Field: "url", Err: errors.New(url)}
	}
	if p.store.Exists(dir) && !p.store.Replicated(dir) {
		if err := p.vacate(ctx, dir); err != nil {
			return cli.Joined{}, err
		}
	}
	there := p.store.Exists(dir)
	if there && !p.store.Replicated(dir) {
		return cli.Joined{}, &cli.Trouble{Exit: cli.ExitRefused, Code: "refused", Rule: "join.market", Field: "data", Err: errors.New(dir)}
	}
	var open opener
	if !there {
		open = func(at Opening) (Market, error) { return p.store.Join(dir, url, o.Identity, at) }
	}
	var h *holding
	err := p.enter(ctx, away{dir: dir}, func() (err error) { h, err = p.hold(dir, holdOptions{}, open); return err })
	if err != nil {
		return cli.Joined{}, err
	}
	done, err := h.load(ctx, url, o)
	err = errors.Join(err, h.close())
	if err != nil && !there {
		_ = p.store.Unjoin(dir) // nothing of it is wanted; what cannot be taken away is gone on with the next time
	}
	return done, err
}

// vacate takes away the marketplace of a directory, if nobody ever was in it.
func (p *Process) vacate(ctx context.Context, dir string) error {
	return p.enter(ctx, away{dir: dir}, func() error { return p.store.Discard(dir) })
}

// rejoin is join for another process, where this one holds the replica already.
func (h house) rejoin(ctx context.Context, _, url string, o cli.JoinOptions) (cli.Joined, error) {
	if h.mail == nil {
		return cli.Joined{}, &cli.Trouble{Exit: cli.ExitRefused, Code: "refused", Rule: "join.market", Field: "data", Err: errors.New(h.dir)}
	}
	return h.load(ctx, url, o)
}

// load brings the first view of a replica, or what is missing of it.
func (h *holding) load(ctx context.Context, url string, o cli.JoinOptions) (cli.Joined, error) {
	if at := h.mail.State().URL; at != url {
		return cli.Joined{}, &cli.Trouble{Exit: cli.ExitRefused, Code: "refused", Rule: "join.other", Field: "url", Err: errors.New(at)}
	}
	key, err := h.process.store.DeviceKey(h.dir, url)
	if err != nil {
		return cli.Joined{}, err
	}
	done := cli.Joined{URL: url, Key: key}
	h.mail.as = o.As
	o.Stay = true
	if err = h.mail.sync(ctx, o.Asking, o.Told); errors.Is(err, post.ErrOther) {
		return done, &cli.Trouble{Exit: cli.ExitRefused, Code: "refused", Rule: "join.other", Field: "url", Err: errors.New(url)}
	}
	s := h.mail.State()
	done.Account, done.Loaded, done.State = s.Account, s.Loaded, s
	if errors.Is(err, post.ErrPending) {
		err = nil
	}
	return done, err
}

// post returns what a replica has under way that this process holds; nil for a marketplace.
func (h *holding) post() post.Post {
	if h == nil || h.mail == nil {
		return nil
	}
	return h.mail
}

// post is that of the directory.
func (p *Process) post(_ cli.Market, dir string) post.Post { return p.holds(dir).post() }

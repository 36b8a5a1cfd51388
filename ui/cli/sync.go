package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/post"

	"github.com/spf13/cobra"
)

// dropped says that an item was thrown away.
func (r *run) dropped(what string) []keep.Fact {
	return []keep.Fact{{Name: "item", Text: r.words().Say("outbox.dropped", assets.Text("what", what))}}
}

func (r *run) syncVerb() *cobra.Command {
	watch := false
	c := r.verb("sync", 0, 0, func([]string) error { return r.sync(watch) })
	c.Flags().BoolVar(&watch, "watch", false, "")
	return c
}

// stateNoun is how a replica stands with its hub.
func (r *run) stateNoun() noun[post.State] {
	type state = post.State
	number := func(name string, of func(state) int64) column[state] {
		return column[state]{name, inAll, func(_ *scene, b []byte, s state) []byte { return appendInt(b, of(s)) }}
	}
	return noun[state]{columns: []column[state]{
		{"hub", inAll, func(_ *scene, b []byte, s state) []byte { return appendString(b, s.URL) }},
		{"account", inAll, func(_ *scene, b []byte, s state) []byte { return appendText(b, s.Account) }},
		{"state", inAll, func(_ *scene, b []byte, s state) []byte { return appendString(b, string(s.Line)) }},
		{"since", inAll, func(_ *scene, b []byte, s state) []byte { return appendTime(b, s.Since) }},
		{"why", inAll, func(_ *scene, b []byte, s state) []byte { return appendText(b, s.Why) }},
		{"heard", inAll, func(_ *scene, b []byte, s state) []byte { return appendMoment(b, s.Heard) }},
		{"loaded", inAll, func(_ *scene, b []byte, s state) []byte { return appendBool(b, s.Loaded) }},
		{"update_needed", inAll, func(_ *scene, b []byte, s state) []byte { return appendBool(b, s.Newer || s.Line == post.Outdated) }},
		number("queued", func(s state) int64 { return int64(s.Queued) }), number("asking", func(s state) int64 { return int64(s.Asking) }),
		number("refused", func(s state) int64 { return int64(s.Refused) }),
		{"alarms", inAll, func(_ *scene, b []byte, s state) []byte {
			return appendList(b, s.Alarms, func(b []byte, a post.Alarm) []byte { return appendString(b, a.Kind) })
		}},
	}}
}

// sync sends and takes what there is, once or until it is told to end.
func (r *run) sync(watch bool) error {
	p, err := newPrinter(r, r.stateNoun(), inShow)
	if err != nil {
		return err
	}
	m, err := r.mail()
	if err != nil {
		return err
	}
	if watch {
		return r.watch(m)
	}
	bar := r.loading()
	err = m.Sync(r.ctx, r.asking("").Passphrase, bar.told)
	bar.end()
	s := m.State()
	waits := errors.Is(err, post.ErrPending)
	if err != nil && !waits {
		return r.notSynced(err, s.URL)
	}
	word := "sync.done"
	if s.Line = post.Connected; waits {
		s.Line, word, err = lineWaiting, "sync.waiting", errWaiting
	}
	if !r.human() || r.flags.fields != "" {
		return errors.Join(p.print(nil, s), err)
	}
	r.say(word, assets.Text("hub", post.Host(s.URL)), assets.Num("refused", int64(s.Refused)), assets.Num("count", int64(s.Queued)), assets.Text("data", r.dataHint()))
	r.alarms(m, s)
	return err
}

// ruleSyncUntrusted refuses a hub whose key nobody vouched for; sync asks nobody.
const ruleSyncUntrusted model.Rule = "sync.untrusted" // {hub}, {key}, {url}

// notSynced says why nothing was sent or taken.
func (r *run) notSynced(err error, url string) error {
	told := r.wayTrouble(err, url)
	var f *failure
	if errors.As(told, &f) {
		if f.refusal.Field = ""; f.refusal.Rule == "join."+post.Untrusted {
			f.refusal.Rule = ruleSyncUntrusted
			f.refusal.Args = append(f.refusal.Args, assets.Text("url", url))
		}
	}
	return told
}

// lineWaiting is how a replica stands whose question lies in a folder, for the hub to find.
const lineWaiting post.Line = "waiting"

// alarms says what went wrong and was settled, once.
func (r *run) alarms(m post.Post, s post.State) {
	if len(s.Alarms) == 0 || !r.human() {
		return
	}
	for _, a := range s.Alarms {
		fmt.Fprintln(r.out, r.postTeller().Alarm(a))
	}
	_ = m.Quiet() // they are told again if it cannot be written down
}

// watch keeps the replica up to date and tells of each change, until a signal comes.
func (r *run) watch(m post.Post) error {
	ctx, stop := signal.NotifyContext(r.ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	last := ""
	err := m.Watch(ctx, func(s post.State) {
		t := r.postTeller()
		now := fmt.Sprint(s.Line, s.Queued, s.Refused, s.Loaded)
		if now == last {
			return
		}
		last = now
		if r.human() && r.flags.fields == "" {
			fmt.Fprintln(r.out, t.Line(s))
		} else if one, err := newPrinter(r, r.stateNoun(), inShow); err == nil {
			_ = one.print(nil, s)
		}
		_ = r.out.Flush()
	})
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

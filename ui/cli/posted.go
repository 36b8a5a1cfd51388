package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// posted is a replica as verbs use it: what they do is queued, and waits a little for the hub.
type posted struct {
	Market
	run *run
}

// replicated finds out whether the directory is a replica. One that is not loaded has nothing to show yet.
func (r *run) replicated(dir string) error {
	if r.app.Post == nil {
		return nil
	}
	if r.post = r.app.Post(r.market, dir); r.post == nil {
		return nil
	}
	r.market = posted{r.market, r}
	return nil
}

// joined takes the account that the replica belongs to as the one who acts.
func (r *run) joined() error {
	s := r.post.State()
	if !s.Loaded {
		return &failure{ExitUnreachable, "unreachable", &model.Refusal{Rule: ruleNotLoaded, Field: "data", Args: []model.Arg{assets.Text("value", s.URL)}}}
	}
	if as := strings.ToLower(strings.TrimSpace(r.flags.as)); as != "" && as != s.Account {
		return refused(&model.Refusal{Answer: model.ByRight, Rule: ruleReplicaOther, Field: "as", Args: []model.Arg{assets.Text("value", s.Account)}})
	}
	r.handle = s.Account
	fresh := r.refreshed()
	return r.market.View(operator(), func(v model.View) {
		if heard := r.post.State().Heard; !fresh && r.person() && heard != 0 {
			fmt.Fprintln(r.app.Stderr, r.words().Say("sync.as_of", assets.Text("at", r.scene(v).exact(heard))))
		}
		if a := model.AccountByHandle(v.Reader, s.Account); a != nil {
			r.actor = model.Actor{Account: a.Key, Operator: a.Role == model.Operator}
		}
		if rows := model.PolicyNow(v.Reader).Get(listRows); rows > 0 && !r.limited {
			r.flags.limit = int(rows)
		}
	})
}

// refreshed has the replica take what is new at the hub, where it can and that is soon done. It returns whether the copy is
// in step with the hub now.
func (r *run) refreshed() bool {
	p, can := r.post.(interface {
		Fresh(ctx context.Context) bool
	})
	return !can || p.Fresh(r.ctx)
}

// Do implements Market: the command is queued, and its answer waited for a little. What the hub refuses meanwhile is told
// here, and needs no place in the outbox.
func (p posted) Do(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	r := p.run
	ctx = post.WithOrigin(ctx, post.Origin{Line: quotedLine(r.line)})
	it, d, err := r.post.Put(ctx, actor, c, private...)
	r.did = r.did || err == nil || it.Key != 0
	if it.Key != 0 && err != nil { // asked, and not answered
		r.queued = append(r.queued, it)
		return d, errWaiting
	}
	if err != nil || it.Key == 0 {
		return d, err
	}
	now, there, err := r.post.Settled(ctx, it.Key)
	switch {
	case err != nil:
		return d, err
	case there && now.Refusal != nil:
		return model.Decision{Refusal: now.Refusal}, r.post.Drop(it.Key)
	case there:
		r.wait(now)
	case len(now.Led) > 0: // things have other keys at the hub than they were shown with here
		d.Events = now.Led
	}
	return d, nil
}

// wait notes what is left waiting; what is printed from here on is kept until the end, so that one object can say both.
func (r *run) wait(it post.Item) {
	r.queued = append(r.queued, it)
	if r.held == nil {
		_ = r.out.Flush()
		r.held = &bytes.Buffer{}
		r.out = bufio.NewWriter(r.held)
	}
}

// tellQueued says what waits to be sent, and makes that the outcome where nothing is wrong otherwise.
func (r *run) tellQueued(err error) error {
	if len(r.queued) == 0 {
		return err
	}
	var f *failure
	if errors.As(err, &f) && f.exit == ExitNotFound {
		err = nil // it cannot be shown before the hub has said what became of it
	}
	_ = r.out.Flush()
	said := ""
	if r.held != nil {
		said = r.held.String()
		r.out = bufio.NewWriter(r.app.Stdout)
	}
	r.saidQueued(said)
	if err == nil {
		err = errWaiting
	}
	return err
}

// unsent tells whether something waits to be sent about the thing of an ID.
func (r *run) unsent(id string) bool {
	if r.post == nil {
		return false
	}
	if r.waits == nil {
		r.waits = map[string]bool{}
		items, _ := r.post.Items() // without them the rows are shown all the same
		for _, it := range items {
			if it.Refusal != nil {
				continue
			}
			for _, about := range post.About(it.Command) {
				r.waits[string(about)] = true
			}
		}
	}
	return r.waits[id]
}

// tellUnsent says below a list that some of it is not so at the hub yet.
func (r *run) tellUnsent(rows int) {
	fmt.Fprintln(r.app.Stderr, r.theme().Paint(kit.Warn, r.theme().Glyph(kit.Up))+" "+r.words().Say("outbox.in_list",
		assets.Num("count", int64(rows)), assets.Text("hub", r.hubName())))
}

// saidQueued prints what a verb has said, with what waits.
func (r *run) saidQueued(said string) {
	list := appendList([]byte(`"queued":`), r.queued, appendQueued)
	switch {
	case !r.machine():
		_, _ = r.out.WriteString(said)
		word := "outbox.kept"
		if r.queued[0].Standing == post.Asking { // it was sent, and what the hub said is not known
			word = "outbox.asked"
		}
		fmt.Fprintln(r.app.Stderr, r.theme().Paint(kit.Warn, r.theme().Glyph(kit.Up))+" "+r.words().Say(word,
			assets.Num("count", int64(len(r.queued))), assets.Text("hub", post.Host(r.post.State().URL)), assets.Num("item", int64(r.queued[0].Key))))
	case r.flags.jq != "" || r.flags.fields != "":
		_, _ = r.out.WriteString(said)
		fmt.Fprintf(r.app.Stderr, "{%s}\n", list)
	case strings.Count(said, "\n") == 1 && strings.HasPrefix(said, "{") && strings.HasSuffix(said, "}\n"):
		said = strings.Replace(said, `"outcome":"done"`, `"outcome":"queued"`, 1)
		fmt.Fprintf(r.out, "%s,%s}\n", strings.TrimSuffix(said, "}\n"), list)
	default:
		fmt.Fprintf(r.out, "%s{\"outcome\":\"queued\",%s}\n", said, list)
	}
}

// appendQueued names a command that waits, in JSON.
func appendQueued(b []byte, it post.Item) []byte {
	b = appendInt(appendKey(append(b, '{'), "item"), int64(it.Key))
	b = appendString(appendKey(b, "command"), it.Wire)
	b = appendString(appendKey(b, "state"), string(it.Standing))
	b = appendIDs(appendKey(b, "about"), it)
	return append(appendMoment(appendKey(b, "at"), it.At), '}')
}

func appendIDs(b []byte, it post.Item) []byte {
	return appendList(b, post.About(it.Command), func(b []byte, id model.ID) []byte { return appendString(b, string(id)) })
}

// quotedLine writes arguments so that a shell reads them back as they are.
func quotedLine(args []string) string {
	all := make([]string, len(args))
	for i, a := range args {
		if all[i] = a; a == "" || strings.ContainsAny(a, " \t\n'\"\\$`*?[](){}<>|&;#~!") {
			all[i] = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
	}
	return strings.Join(all, " ")
}

// teller says what the post has.
func (r *run) postTeller() post.Teller {
	now := time.Now()
	if z := r.app.Zone; z != nil {
		now = now.In(z)
	}
	return post.Teller{Words: r.words(), Now: now}
}

// postTrouble gives what is wrong with the way to the hub its exit code and its rule; nil for anything else.
func (r *run) postTrouble(err error) error {
	unreachable := func(rule model.Rule, value string) error {
		return &failure{ExitUnreachable, "unreachable", &model.Refusal{Rule: rule, Args: []model.Arg{assets.Text("value", model.Safe(value))}}}
	}
	switch {
	case errors.Is(err, post.ErrOffline):
		return unreachable(ruleConfirmFirst, r.hubName())
	case errors.Is(err, post.ErrPending):
		return unreachable(ruleUnreachable, r.hubName())
	case errors.Is(err, post.ErrFull):
		return byRule(ruleFull, "")
	case errors.Is(err, post.ErrForeign):
		return &failure{ExitForbidden, "forbidden", &model.Refusal{Answer: model.ByRight, Rule: ruleReplicaOther, Field: "as", Args: []model.Arg{assets.Text("value", r.handle)}}}
	}
	return nil
}

func (r *run) hubName() string {
	if r.post == nil {
		return ""
	}
	return post.Host(r.post.State().URL)
}

// wayTrouble says what is wrong on the way to a hub.
func (r *run) wayTrouble(err error, url string) error {
	var q *post.Question
	if errors.As(err, &q) {
		args := []model.Arg{
			assets.Text("key", q.Offered), assets.Text("known", q.Known), assets.Text("where", model.Safe(q.Where)),
			assets.Text("hub", post.Host(url)), assets.Text("own", q.Own),
			assets.Text("shell", post.Shell(url)),
		}
		f := &failure{ExitRefused, "refused", &model.Refusal{Answer: model.ByRule, Rule: model.Rule("join." + q.Why), Field: "url", Args: args}}
		switch q.Why {
		case post.Unknown, post.Keyless, post.Device:
			f.exit, f.code = ExitForbidden, "forbidden"
		case post.NoHub, post.Update:
			f.exit, f.code = ExitUnreachable, "unreachable"
		}
		return f
	}
	var t *Trouble
	var f *failure
	if errors.As(err, &t) || errors.As(err, &f) || r.cut(err) {
		return err
	}
	return &failure{ExitUnreachable, "unreachable", &model.Refusal{Rule: ruleUnreachable, Field: "url", Args: []model.Arg{
		assets.Text("value", post.Host(url)), assets.Text("why", model.Safe(err.Error())),
	}}}
}

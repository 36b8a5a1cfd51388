package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"

	"github.com/spf13/cobra"
)

// outboxNoun is what waits to be sent, and what was refused.
func (r *run) outboxNoun() *cobra.Command {
	return r.noun("outbox", r.outboxLs(), r.outboxShow(), r.outboxRetry(), r.outboxEdit(), r.outboxDrop())
}

// mail opens the replica and returns what it has under way.
func (r *run) mail() (post.Post, error) {
	if err := r.open(false); err != nil {
		return nil, err
	}
	if r.post == nil {
		return nil, absent(ruleNoReplica, "data", assets.Text("value", model.Safe(r.dir())))
	}
	if err := r.choose(); err != nil && r.post.State().Loaded {
		return nil, err
	}
	return r.post, nil
}

// itemNoun is a command of the outbox.
func (r *run) itemNoun() noun[post.Item] {
	t, strikes := r.postTeller(), func(it post.Item) string { return r.strikes[it.Key] }
	type item = post.Item
	return noun[item]{
		columns: []column[item]{
			{"item", inAll, func(_ *scene, b []byte, it item) []byte { return appendInt(b, int64(it.Key)) }},
			{"state", inAll, func(_ *scene, b []byte, it item) []byte { return appendString(b, string(it.Standing)) }},
			{"command", inAll, func(_ *scene, b []byte, it item) []byte { return appendString(b, it.Wire) }},
			{"what", inAll, func(_ *scene, b []byte, it item) []byte { return appendText(b, t.What(it)) }},
			{"about", inAll, func(_ *scene, b []byte, it item) []byte { return appendIDs(b, it) }},
			{"at", inAll, func(_ *scene, b []byte, it item) []byte { return appendMoment(b, it.At) }},
			{"sent", inAll, func(_ *scene, b []byte, it item) []byte { return appendBool(b, it.Sent) }},
			{"why", inAll, func(_ *scene, b []byte, it item) []byte { return appendText(b, t.Why(it)) }},
			{"rule", inAll, func(_ *scene, b []byte, it item) []byte {
				if it.Refusal == nil {
					return appendText(b, "")
				}
				return appendText(b, string(it.Refusal.Rule))
			}},
			{"refused_at", inAll, func(_ *scene, b []byte, it item) []byte { return appendMoment(b, it.Refused) }},
			{"clock", inAll, func(_ *scene, b []byte, it item) []byte { return appendText(b, strikes(it)) }},
			{"line", inAll, func(_ *scene, b []byte, it item) []byte { return appendText(b, it.Origin.Line) }},
		},
		cells: []cell[item]{
			{"item", true, false, false, func(s *scene, it item) styled { return plain(s.words.Digits(int64(it.Key))) }},
			{"state", false, false, false, func(_ *scene, it item) styled { return styled{t.Standing(it.Standing), standingRole(it.Standing)} }},
			{"what", false, false, false, func(_ *scene, it item) styled { return plain(t.What(it)) }},
			{"about", false, false, false, func(_ *scene, it item) styled { return plain(t.About(it)) }},
			{"why", false, true, false, func(_ *scene, it item) styled {
				if clock := strikes(it); clock != "" {
					return styled{clock, kit.Warn}
				}
				return muted(t.Why(it))
			}},
		},
	}
}

// warn finds for each item the clock that may strike before it arrives.
func (r *run) warn(items ...post.Item) error {
	r.strikes = map[uint64]string{}
	return r.post.Confirmed(r.actor, func(v model.View) {
		s := r.scene(v)
		for _, it := range items {
			if c, ok := post.Clock(v, it); ok {
				r.strikes[it.Key] = s.words.Say("outbox.clock", assets.Text("due", s.exact(c.Due)), assets.Text("then", s.then(c)))
			}
		}
	})
}

func standingRole(s post.Standing) kit.Role {
	switch s {
	case post.Refused:
		return kit.Bad
	case post.Asking:
		return kit.Warn
	}
	return kit.Accent
}

func (r *run) outboxLs() *cobra.Command {
	l := &filter{}
	state := ""
	c := listed(r.verb("ls", 0, 0, func([]string) error { return r.listOutbox(l, state) }))
	c.Flags().StringVar(&l.match, "match", "", "")
	c.Flags().StringVar(&state, "state", "", "")
	r.complete(c, "state", words(standings()))
	return c
}

func standings() []post.Standing {
	return []post.Standing{post.Queued, post.Asking, post.Accepted, post.Refused}
}

func (r *run) listOutbox(l *filter, state string) error {
	if state != "" {
		if _, err := wordIn("state", state, standings()); err != nil {
			return err
		}
	}
	t := r.postTeller()
	list, err := newListing(r, r.itemNoun(), l.match, func(_ *scene, it post.Item) string {
		return t.What(it) + " " + it.Wire + " " + t.About(it) + " " + t.Why(it)
	})
	if err != nil {
		return err
	}
	p, err := r.mail()
	if err != nil {
		return err
	}
	items, err := p.Items()
	if err == nil {
		err = r.warn(items...)
	}
	if err != nil {
		return err
	}
	if err := r.view(func(s *scene) error {
		for _, it := range items {
			if (state == "" || string(it.Standing) == state) && !list.push(s, it) {
				break
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return list.finish()
}

// item finds an item of the outbox by what was typed.
func (r *run) item(typed string) (post.Post, post.Item, error) {
	key, err := strconv.ParseUint(typed, 10, 64)
	if err != nil {
		return nil, post.Item{}, usage(ruleNoItem, "item", assets.Text("value", model.Safe(typed)))
	}
	p, err := r.mail()
	if err != nil {
		return nil, post.Item{}, err
	}
	it, there, err := p.Item(key)
	if err == nil && !there {
		err = absent(ruleNoItem, "item", assets.Text("value", typed))
	}
	return p, it, err
}

func (r *run) outboxShow() *cobra.Command {
	return r.verb("show ITEM", 1, 1, func(args []string) error {
		_, it, err := r.item(args[0])
		if err != nil {
			return err
		}
		return r.printItem(it)
	})
}

// printItem prints one item: an object for programs, a page for people.
func (r *run) printItem(it post.Item) error {
	p, err := newPrinter(r, r.itemNoun(), inShow)
	if err == nil {
		err = r.warn(it)
	}
	if err != nil {
		return err
	}
	fell := r.fell(it)
	return r.view(func(s *scene) error {
		if !r.human() || r.flags.fields != "" {
			return p.print(s, it)
		}
		t, w := r.postTeller(), r.words()
		page := kit.KeyValues{
			{Label: w.Say("outbox.page_state"), Value: t.Standing(it.Standing), Role: standingRole(it.Standing)},
			{Label: w.Say("outbox.page_why"), Value: t.Why(it)},
		}
		for _, text := range fell {
			page = append(page, kit.KeyValue{Value: text})
		}
		add := func(word, value string) {
			if value != "" {
				page = append(page, kit.KeyValue{Label: w.Say(word), Value: value})
			}
		}
		add("outbox.page_about", t.About(it))
		add("outbox.page_made", s.exact(it.At))
		add("outbox.page_clock", r.strikes[it.Key])
		if it.Origin.Line != "" {
			add("outbox.page_line", "aeconnect "+it.Origin.Line)
		}
		r.lines(append(r.heading(t.What(it), w.Say("outbox.number", assets.Num("item", int64(it.Key)))), page.View(r.theme(), r.pageWidth())...))
		return nil
	})
}

// fell says what a refused item fell over, for people.
func (r *run) fell(it post.Item) []string {
	if !r.human() {
		return nil
	}
	past := func(ref model.Ref, limit int) ([]model.Happening, error) {
		return r.market.History(r.actor, ref, limit)
	}
	return r.postTeller().Fate(post.FateOf(r.post, past, r.actor, it, model.View.Handle))
}

// tellWaiting says of a thing what waits to be sent about it, or was refused.
func (r *run) tellWaiting(id model.ID) {
	if r.post == nil {
		return
	}
	items, err := r.post.Items()
	if err != nil {
		return // what is known of the thing itself was said
	}
	t := r.postTeller()
	for _, it := range items {
		if slices.Contains(post.About(it.Command), id) {
			fmt.Fprintln(r.out, r.words().Say("outbox.about_thing", assets.Num("item", int64(it.Key)), assets.Text("what", t.What(it)),
				assets.Text("state", t.Standing(it.Standing)), assets.Text("why", t.Why(it))))
		}
	}
}

func (r *run) outboxRetry() *cobra.Command {
	return r.verb("retry ITEM...", 1, -1, func(args []string) error {
		var last error
		for _, typed := range args {
			if err := r.retry(typed); err != nil && last == nil {
				last = err
			}
		}
		return last
	})
}

// retry sends one refused item again.
func (r *run) retry(typed string) error {
	p, it, err := r.item(typed)
	switch {
	case err != nil:
		return err
	case it.Refusal == nil:
		return byRule(ruleNotRefused, "item", assets.Text("value", typed))
	}
	next, d, err := p.Again(r.ctx, it.Key)
	if err != nil {
		return err
	}
	if d.Refusal != nil {
		for _, text := range r.fell(it) {
			fmt.Fprintln(r.app.Stderr, strings.Join(r.broken("  "+text, 2), "\n"))
		}
		return refused(d.Refusal)
	}
	now, there, err := p.Settled(r.ctx, next.Key)
	switch {
	case err != nil:
		return err
	case !there:
		r.say("outbox.done", assets.Text("what", r.postTeller().What(it)))
		return nil
	case now.Refusal != nil:
		return refused(now.Refusal)
	}
	r.wait(now)
	return nil
}

// outboxEdit gives the command line of an item to the person's editor and carries out what comes back in its place. What
// stands behind the item on the line is taken instead of the editor.
func (r *run) outboxEdit() *cobra.Command {
	c := r.verb("edit ITEM [COMMAND...]", 1, -1, func(args []string) error {
		p, it, err := r.item(args[0])
		if err != nil {
			return err
		}
		if it.Refusal == nil && it.Sent {
			return byRule(ruleSent, "item", assets.Text("value", args[0]))
		}
		line := args[1:]
		if len(line) == 0 {
			if line, err = r.editLine(it); err != nil {
				return err
			}
		}
		if len(line) > 0 && line[0] == "aeconnect" {
			line = line[1:]
		}
		return r.instead(p, it, line)
	})
	c.Flags().SetInterspersed(false) // the flags behind the item are the command's
	return c
}

// instead carries out a command line in an item's place. The item goes only when the new one was decided or kept.
func (r *run) instead(p post.Post, it post.Item, line []string) error {
	next := &run{app: r.app, ctx: r.ctx, out: r.out, line: line, market: r.market, post: p}
	next.early = wantsJSON(line)
	held := r.market
	if wrapped, ok := held.(posted); ok {
		next.market = posted{wrapped.Market, next}
	}
	next.kept = true
	err := next.execute(line)
	if r.queued = next.queued; next.held != nil {
		r.held, r.out = next.held, next.out
	}
	r.flags = next.flags
	if err != nil && !errors.Is(err, errWaiting) {
		return err
	}
	if !next.did { // it read, or planned: nothing has taken the item's place
		return usage(ruleNoChange, "command", assets.Text("value", model.Safe(quotedLine(line))), assets.Num("item", int64(it.Key)))
	}
	if dropped := p.Drop(it.Key); dropped != nil && !errors.Is(dropped, post.ErrNoItem) {
		return dropped
	}
	return err
}

// editLine lets the person change the command line of an item.
func (r *run) editLine(it post.Item) ([]string, error) {
	if it.Origin.Line == "" {
		return nil, byRule(ruleNoLine, "item", assets.Num("value", int64(it.Key)))
	}
	editor := r.app.Env("VISUAL")
	if editor == "" {
		editor = r.app.Env("EDITOR")
	}
	if !r.person() || r.app.Edit == nil || editor == "" {
		return nil, usage(ruleMissing, "command", assets.Text("value", "COMMAND: aeconnect outbox edit "+strconv.FormatUint(it.Key, 10)+" "+it.Origin.Line))
	}
	f, err := os.CreateTemp("", "aeconnect-*.sh")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.WriteString("aeconnect " + it.Origin.Line + "\n")
	if err = errors.Join(err, f.Close()); err == nil {
		err = r.app.Edit(r.ctx, editor, f.Name())
	}
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(f.Name())
	if err != nil {
		return nil, err
	}
	line, ok := splitLine(strings.TrimSpace(string(text)))
	if !ok || len(line) == 0 {
		return nil, usage(ruleInput, "command", assets.Text("value", "-"))
	}
	return line, nil
}

// splitLine reads a command line as a shell does that knows quotes and nothing else.
func splitLine(text string) (args []string, ok bool) {
	var word strings.Builder
	quote, within, escaped := rune(0), false, false
	for _, c := range text {
		switch {
		case escaped:
			word.WriteRune(c)
			escaped = false
		case c == '\\' && quote != '\'':
			escaped, within = true, true
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote, within = c, true
		case quote == 0 && (c == ' ' || c == '\t' || c == '\n'):
			if within {
				args = append(args, word.String())
				word.Reset()
				within = false
			}
		default:
			word.WriteRune(c)
			within = true
		}
	}
	if within {
		args = append(args, word.String())
	}
	return args, quote == 0 && !escaped
}

func (r *run) outboxDrop() *cobra.Command {
	return takes(r.verb("drop ITEM...", 1, -1, func(args []string) error {
		items := make([]post.Item, 0, len(args))
		for _, typed := range args { // nothing is dropped where one is not there
			_, it, err := r.item(typed)
			if err != nil {
				return err
			}
			items = append(items, it)
		}
		for _, it := range items {
			if err := r.drop(it); err != nil {
				return err
			}
		}
		return nil
	}), yesFlag)
}

// drop throws one item away, once the person wants it.
func (r *run) drop(it post.Item) error {
	t, number := r.postTeller(), assets.Text("value", strconv.FormatUint(it.Key, 10))
	if all, err := r.post.Items(); err == nil && r.person() && !r.flags.yes {
		if rest := t.Rest(post.Followers(all, it.Key)); rest != "" {
			fmt.Fprintln(r.app.Stderr, rest)
		}
	}
	if err := r.confirm("outbox.ask_drop", assets.Text("what", t.What(it)), assets.Text("about", t.About(it))); err != nil {
		return err
	}
	switch err := r.post.Drop(it.Key); {
	case errors.Is(err, post.ErrSent):
		return byRule(ruleSent, "item", number)
	case errors.Is(err, post.ErrNoItem):
		return absent(ruleNoItem, "item", number)
	case err != nil:
		return err
	}
	return r.showKept([]keptFact{{"item", appendInt(nil, int64(it.Key))}, {"dropped", appendBool(nil, true)}}, r.dropped(t.What(it)))
}

package cli

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"

	"github.com/spf13/cobra"
)

// Asking is what connecting to a hub asks of a person. Nothing ever has to be asked: a nil function says no.
type Asking struct {
	// As is the account, where the way to the hub serves several: through its socket.
	As string
	// Stay has another marketplace at the hub's place be an error, and nothing be thrown away for it.
	Stay bool
	// Trust is asked whether a key that was never seen is the hub's.
	Trust func(ctx context.Context, fingerprint string) (bool, error)
	// Passphrase is asked for the passphrase of a key file.
	Passphrase func(ctx context.Context, file string) ([]byte, error)
}

// JoinOptions say how a directory becomes a replica.
type JoinOptions struct {
	Asking
	Identity []string         // files of private keys that are offered first
	Told     func(post.State) // hears how far the first load is; nil: nobody wants to know
}

// Joined says what became of joining.
type Joined struct {
	URL     string
	Account string // handle; "" while the hub has not answered
	Key     string // the public key by which the hub of a folder knows this device; "" elsewhere
	Loaded  bool   // everything is here
	State   post.State
}

// The rules by which joining refuses.
const (
	ruleReplicaOther model.Rule = "replica.account" // {value}: the account that the replica belongs to
	ruleJoinAs       model.Rule = "join.account"
	ruleNoReplica    model.Rule = "replica.none"    // {value}
	ruleNotLoaded    model.Rule = "replica.loading" // {value}
	ruleUnreachable  model.Rule = "hub.unreachable" // {value}
	ruleConfirmFirst model.Rule = "outbox.confirm"  // {value}
	ruleNoItem       model.Rule = "outbox.none"     // {value}
	ruleSent         model.Rule = "outbox.sent"     // {value}
	ruleNotRefused   model.Rule = "outbox.waits"    // {value}
	ruleFull         model.Rule = "outbox.full"     //
	ruleNoLine       model.Rule = "outbox.no_line"  // {value}
	ruleNoChange     model.Rule = "outbox.instead"  // {value}: the command line, {item}
	ruleJoinAway     model.Rule = "join.away"       // {value}, {why}
	rulePinned       model.Rule = "join.pinned"     // {hub}, {known}: the key that was named, {key}: the one shown
	ruleFingerprint  model.Rule = "join.fingerprint"
	ruleIdentity     model.Rule = "join.identity" // {value}
)

func (r *run) joinVerb() *cobra.Command {
	var o JoinOptions
	pinned := ""
	c := takes(r.verb("join URL", 1, 1, func(args []string) error { return r.join(args[0], pinned, o) }), yesFlag)
	f := c.Flags()
	f.StringArrayVar(&o.Identity, "identity", nil, "")
	f.StringVar(&pinned, "fingerprint", "", "")
	return c
}

// join makes the data directory a replica of a hub.
func (r *run) join(url, pinned string, o JoinOptions) error {
	p, err := newPrinter(r, factNoun("data", "hub", "account", "state", "rows", "key"), inShow)
	if err != nil {
		return err
	}
	if pinned != "" && !fingerprinted(pinned) {
		return usage(ruleFingerprint, "fingerprint", assets.Text("value", model.Safe(pinned)))
	}
	o.Asking = r.asking(pinned)
	if o.Identity, err = r.identities(o.Identity); err != nil {
		return err
	}
	bar := r.loading()
	o.Told = bar.told
	done, err := r.app.Join(r.ctx, r.dir(), url, o)
	bar.end()
	var q *post.Question
	if errors.As(err, &q) && q.Why == post.Unknown && strings.HasPrefix(url, "unix:") && o.As == "" { // there is no key to tell by
		return usage(ruleJoinAs, "as")
	}
	if err != nil {
		return r.notJoined(err, url, pinned)
	}
	state, word := "joined", "join.done"
	if !done.Loaded {
		state, word = "waiting", "join.waiting"
	}
	if r.human() && r.flags.fields == "" {
		r.say(word, assets.Text("hub", post.Host(url)), assets.Text("account", done.Account), assets.Num("rows", int64(done.State.Got)),
			assets.Text("key", done.Key), assets.Text("data", r.dataHint()))
	} else if err := p.print(nil, facts{
		appendString(nil, r.dir()), appendString(nil, url), appendText(nil, done.Account), appendString(nil, state),
		appendInt(nil, int64(done.State.Got)), appendText(nil, done.Key),
	}); err != nil {
		return err
	}
	if !done.Loaded {
		return errWaiting
	}
	return nil
}

// identities makes the names of key files whole. One that is not there is refused before anybody is asked anything.
func (r *run) identities(files []string) ([]string, error) {
	all := make([]string, len(files))
	for i, file := range files {
		if !filepath.IsAbs(file) {
			file = filepath.Join(r.app.WorkDir, file)
		}
		whole, err := filepath.Abs(file)
		if err != nil {
			return nil, err
		}
		if info, err := os.Stat(whole); err != nil || !info.Mode().IsRegular() {
			return nil, absent(ruleIdentity, "identity", assets.Text("value", model.Safe(files[i])))
		}
		all[i] = whole
	}
	return all, nil
}

// fingerprinted tells whether a text can be the fingerprint of a key: SHA-256 in base64 without padding.
func fingerprinted(text string) bool {
	sum, is := strings.CutPrefix(text, "SHA256:")
	raw, err := base64.RawStdEncoding.DecodeString(sum)
	return is && err == nil && len(raw) == sha256.Size
}

// notJoined says why nothing was joined. Unlike on the way to a hub that is known, nothing waits here.
func (r *run) notJoined(err error, url, pinned string) error {
	told := r.wayTrouble(err, url)
	var f *failure
	if !errors.As(told, &f) {
		return told
	}
	switch {
	case f.refusal.Rule == ruleUnreachable:
		f.refusal.Rule = ruleJoinAway
	case f.refusal.Rule == "join."+post.Untrusted && pinned != "":
		f.refusal.Rule = rulePinned
		f.refusal.Args = append([]model.Arg{assets.Text("known", pinned)}, f.refusal.Args...)
	}
	return told
}

// errWaiting ends a command line whose question is on its way: nothing more has to be said.
var errWaiting = errors.New("the hub has not answered yet")

// dataHint is what the next command needs to find the directory.
func (r *run) dataHint() string {
	if r.flags.data == "" {
		return ""
	}
	return " --data " + r.flags.data
}

// asking asks the person at the terminal, or answers by what was said on the command line.
func (r *run) asking(pinned string) Asking {
	a := Asking{As: r.flags.as}
	switch {
	case pinned != "":
		a.Trust = func(_ context.Context, fingerprint string) (bool, error) { return fingerprint == pinned, nil }
	case r.flags.yes:
		a.Trust = func(context.Context, string) (bool, error) { return true, nil }
	case r.person():
		a.Trust = r.askTrust
	}
	if r.person() && r.app.Secret != nil {
		a.Passphrase = func(ctx context.Context, file string) ([]byte, error) {
			return r.app.Secret(ctx, r.words().Say("join.passphrase", assets.Text("file", model.Safe(file))))
		}
	}
	return a
}

// askTrust shows a hub's key to the person. No is the answer unless it is yes.
func (r *run) askTrust(_ context.Context, fingerprint string) (bool, error) {
	fmt.Fprintln(r.app.Stderr, r.words().Say("join.unseen", assets.Text("key", fingerprint)))
	fmt.Fprint(r.app.Stderr, r.words().Say("join.trust")+" ")
	line, err := bufio.NewReader(r.app.Stdin).ReadString('\n')
	if err != nil && line == "" {
		return false, nil
	}
	answer := strings.ToLower(strings.TrimSpace(line))
	return answer == "y" || answer == "yes" || answer == fingerprint, nil
}

// loading draws how far a first load is.
type loading struct {
	run   *run
	began time.Time
	drawn bool
	last  time.Time
}

func (r *run) loading() *loading { return &loading{run: r} }

// told draws a state on one line of standard error, where a person sits there.
func (l *loading) told(s post.State) {
	now := time.Now()
	if !l.run.person() || s.Loaded || s.Got == 0 || now.Sub(l.last) < 100*time.Millisecond {
		return
	}
	if l.began.IsZero() {
		l.began = now
	}
	l.last, l.drawn = now, true
	const cells = 30
	t, w := l.run.theme(), l.run.words()
	share := float64(s.Got) / float64(max(s.Got+s.Left, 1))
	text := w.Say("join.loading", assets.Num("done", int64(s.Got)), assets.Num("total", int64(s.Got+s.Left)))
	if spent := now.Sub(l.began); spent > time.Second {
		rate := float64(s.Got) / spent.Seconds()
		left := time.Duration(float64(s.Left) / rate * float64(time.Second)).Round(time.Second)
		text += "  " + w.Say("join.rate", assets.Num("rate", int64(rate)), assets.Text("left", left.String()))
	}
	fmt.Fprint(l.run.app.Stderr, "\r\x1b[K"+kit.ShareBar(t, cells, share)+"  "+text)
}

// end gives the line back.
func (l *loading) end() {
	if l.drawn {
		fmt.Fprint(l.run.app.Stderr, "\r\x1b[K")
	}
}

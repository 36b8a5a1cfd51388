package cli

import (
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/post"

	"github.com/spf13/cobra"
)

// RemoteLine is a command line that a hub carries out, as ssh HUB LINE would.
type RemoteLine struct {
	Asking
	URL      string
	Identity []string  // files of private keys that are offered first
	Line     string    // quoted as for a shell; "": the hub's screens are wanted
	In       io.Reader // its standard input
}

// The rules of what is sent to a hub.
const (
	ruleRemoteURL       model.Rule = "usage.remote_url"   // {value}
	ruleRemoteFolder    model.Rule = "remote.folder"      // {value}
	ruleRemoteAway      model.Rule = "remote.unreachable" // {value} {why}
	ruleRemoteUntrusted model.Rule = "remote.untrusted"   // {hub} {key}
	ruleRemoteCopy      model.Rule = "usage.remote_copy"  // {value}: the verb
)

// The flags that say where a command line is carried out. They stay here; a hub gets the others.
const (
	remoteFlag   = "remote"
	identityFlag = "identity"
)

// atHome are the verbs that name no marketplace, or name one themselves.
func atHome() []string { return []string{"join", "help", "version", "guide", "man", "completion"} }

// ofTheCopy are the verbs about the copy of a marketplace that lies here: no hub has one.
func ofTheCopy() []string { return []string{"outbox", "sync"} }

// remoteFlags has a hub carry out what names one, by flag or by variable: it is never carried out here instead.
func (r *run) remoteFlags(root *cobra.Command) {
	var identity []string
	root.PersistentFlags().String(remoteFlag, "", "")
	root.PersistentFlags().StringArrayVar(&identity, identityFlag, nil, "")
	r.complete(root, remoteFlag, words([]string{"ssh://", "unix:///"}))
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error {
		url := c.Flags().Lookup(remoteFlag).Value.String()
		if url == "" {
			url = r.app.Env("AECONNECT_REMOTE")
		}
		top := c
		for top.HasParent() && top.Parent() != root {
			top = top.Parent()
		}
		if url == "" || r.flags.version || slices.Contains(atHome(), top.Name()) {
			return nil
		}
		if slices.Contains(ofTheCopy(), top.Name()) {
			return usage(ruleRemoteCopy, remoteFlag, assets.Text("value", top.Name()))
		}
		return r.elsewhere(c, url, identity)
	}
}

// elsewhere sends a command line to where it is carried out. What comes back as nil is carried out here, in the directory of
// the hub whose socket was named.
func (r *run) elsewhere(c *cobra.Command, raw string, identity []string) error {
	u, err := url.Parse(raw)
	switch {
	case err == nil && u.Scheme == "folder":
		return byRule(ruleRemoteFolder, remoteFlag, assets.Text("value", model.Safe(raw)))
	case err == nil && u.Scheme == "unix" && u.Host == "" && filepath.IsAbs(u.Path):
		return r.besides(raw, u.Path)
	case err != nil || u.Scheme != "ssh" || u.Hostname() == "" || r.app.Remote == nil:
		return usage(ruleRemoteURL, remoteFlag, assets.Text("value", model.Safe(raw)))
	case c.Parent() == nil && !r.person():
		return usage(ruleTerminal, "")
	}
	line, in, err := r.relayed(c)
	if err != nil {
		return err
	}
	l := RemoteLine{Asking: r.asking(""), URL: raw, Line: quotedLine(line), In: in}
	if l.Trust = nil; r.person() { // --yes is the command's, and vouches for no key
		l.Trust = r.askTrust
	}
	for _, file := range identity {
		l.Identity = append(l.Identity, r.path(file))
	}
	exit, err := r.app.Remote(r.ctx, r.dir(), l)
	if err != nil {
		return r.remoteTrouble(err, raw)
	}
	return &carriedOut{exit}
}

// besides takes the directory of a socket on this computer: whoever holds it is asked there, like any other process of the
// directory's owner.
func (r *run) besides(raw, socket string) error {
	if _, err := os.Stat(socket); err != nil {
		return r.remoteTrouble(err, raw)
	}
	r.flags.data = filepath.Dir(socket)
	return nil
}

// remoteTrouble says what is wrong on the way to a hub that is asked for one thing only.
func (r *run) remoteTrouble(err error, raw string) error {
	var q *post.Question
	if errors.As(err, &q) && q.Why == post.Untrusted {
		return byRule(ruleRemoteUntrusted, remoteFlag, assets.Text("hub", post.Host(raw)), assets.Text("key", q.Offered))
	}
	told := r.wayTrouble(err, raw)
	var f *failure
	if errors.As(told, &f) && f.refusal.Rule == ruleUnreachable { // nothing is queued for later
		f.refusal.Rule, f.refusal.Field = ruleRemoteAway, remoteFlag
	}
	return told
}

// carriedOut ends a command line that a hub has carried out: everything was said there.
type carriedOut struct{ exit int }

// Error implements error; nobody reads it.
func (c *carriedOut) Error() string { return "carried out at the hub" }

// relayed is the command line as it goes to the hub: without what says where that is, and with a file of this computer as its
// standard input.
func (r *run) relayed(c *cobra.Command) (line []string, in io.Reader, err error) {
	to := &relay{run: r, c: c, in: r.app.Stdin, verb: len(strings.Fields(c.CommandPath())) - 1}
	for rest := r.line; len(rest) > 0; {
		if rest[0] == "--" {
			to.line = append(to.line, rest...)
			break
		}
		if rest, err = to.take(rest); err != nil {
			return nil, nil, err
		}
	}
	return to.line, to.in, nil
}

// relay is a command line that is being read.
type relay struct {
	run  *run
	c    *cobra.Command
	line []string
	in   io.Reader
	sent string // the file that is sent as standard input, "" for none
	verb int    // words that name the verb
	seen int    // words that are no flags
}

// take reads a word, with its value where it is a flag that has one.
func (t *relay) take(rest []string) ([]string, error) {
	word := rest[0]
	name, value, has := strings.Cut(strings.TrimPrefix(word, "--"), "=")
	f := t.c.Flags().Lookup(name)
	switch {
	case strings.HasPrefix(word, "--"):
	case strings.HasPrefix(word, "-f") && t.c.Flags().ShorthandLookup("f") != nil:
		f, value, has = t.c.Flags().ShorthandLookup("f"), strings.TrimPrefix(word[2:], "="), len(word) > 2
	case strings.HasPrefix(word, "-") && word != "-":
		t.line = append(t.line, word)
		return rest[1:], nil
	default:
		return rest[1:], t.word(word)
	}
	rest = rest[1:]
	if f != nil && !has && f.NoOptDefVal == "" && len(rest) > 0 {
		value, rest = rest[0], rest[1:]
	} else if f == nil || !has {
		t.line = append(t.line, word)
		return rest, nil
	}
	if slices.Contains([]string{remoteFlag, identityFlag, "data"}, f.Name) {
		return rest, nil
	}
	if f.Name == "file" {
		if err := t.send(value); err != nil {
			return nil, err
		}
		value = "-"
	}
	t.line = append(t.line, "--"+f.Name+"="+value)
	return rest, nil
}

// word reads a word that is no flag. Where the verb takes a file there, one of this computer is sent.
func (t *relay) word(word string) error {
	at := t.seen - t.verb
	t.seen++
	t.line = append(t.line, word)
	names := strings.Fields(t.c.Use)
	if at < 0 || at+1 >= len(names) || !strings.Contains(names[at+1], "KEYFILE") {
		return nil
	}
	if info, err := os.Stat(t.run.path(word)); err != nil || !info.Mode().IsRegular() {
		return nil // a key itself
	}
	t.line[len(t.line)-1] = "-"
	return t.send(word)
}

// send has a file be standard input.
func (t *relay) send(name string) error {
	if name == "-" {
		return nil
	}
	if t.sent != "" {
		return usage(ruleInput, "file", assets.Text("value", "-"))
	}
	text, err := t.run.document(name)
	t.sent, t.in = name, strings.NewReader(text)
	return err
}

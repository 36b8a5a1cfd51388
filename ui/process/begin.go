package process

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"aeconnect/ui"
	"aeconnect/ui/cli"
	"aeconnect/ui/post"
	"aeconnect/ui/screen"
)

// beginning is what screens offer where there is no account yet: the sample, and a hub to join. Either takes the place of
// the empty marketplace that this process began to have something to show.
type beginning struct {
	process *Process
	holding *holding
	over    context.CancelFunc // ends what is being joined
	joining sync.WaitGroup
	one     sync.Mutex // of those, one at a time makes its files
}

// offered are the options of screens with what a beginning has.
func (b *beginning) offered(ctx context.Context, o ui.Options) ui.Options {
	left, over := context.WithCancel(ctx)
	p, h := b.process, b.holding
	b.over = over
	o.Sample = func(context.Context) (ui.Options, error) {
		o, err := p.sample(ctx, p.app.DemoDir(), firstSample(), "")
		if err == nil {
			err = p.emptied(h)
		}
		return o, leaving(err)
	}
	if h.mail != nil {
		return o
	}
	o.NewKey = newKey
	o.Join = func(asked context.Context, url string, a screen.JoinAsking) (ui.Options, error) {
		b.joining.Add(1)
		defer b.joining.Done()
		b.one.Lock() // what was given up before is taken away first
		defer b.one.Unlock()
		asked, cancel := context.WithCancel(asked)
		defer cancel()
		defer context.AfterFunc(left, cancel)()
		o, err := p.beginJoined(ctx, asked, h, url, a)
		return o, leaving(err)
	}
	return o
}

// leaving says that another process shows what was chosen, where one holds it.
func leaving(err error) error {
	if errors.Is(err, errAway) {
		return ui.ErrLeave
	}
	return err
}

// end gives up what is being joined, and waits until nothing of it is left.
func (b *beginning) end() {
	b.over()
	b.joining.Wait()
}

// emptied gives a directory back and takes the marketplace in it away, unless somebody is in it.
func (p *Process) emptied(h *holding) error {
	if h.mail != nil || h.market == nil {
		return nil
	}
	if blank, err := p.store.Blank(h.market); err != nil || !blank {
		return err
	}
	if err := h.close(); err != nil {
		return err
	}
	if err := p.store.Discard(h.dir); p.store.Kind(err) != Held { // whoever looked on here may have begun it anew
		return err
	}
	return nil
}

// joiningDir is where a replica is made that takes the place of an empty marketplace only when it is whole: whatever is in
// the way of that, the directory stays as it was.
const joiningDir = "joining"

// beginJoined makes the directory of an empty marketplace a replica, and goes on with its screens. asked ends when the
// person gives it up.
func (p *Process) beginJoined(ctx, asked context.Context, h *holding, url string, a screen.JoinAsking) (ui.Options, error) {
	if err := p.store.CheckURL(url); err != nil {
		return ui.Options{}, &post.Question{Why: post.NoURL, Err: err}
	}
	if blank, err := p.store.Blank(h.market); err != nil || !blank {
		return ui.Options{}, errors.Join(err, &post.Question{Why: post.Occupied, Where: h.dir, Err: fs.ErrExist})
	}
	typed := map[string][]byte{}
	staging := filepath.Join(h.dir, joiningDir)
	if err := p.stage(asked, staging, url, typed, a); err != nil {
		return ui.Options{}, errors.Join(err, unstaged(staging))
	}
	if err := moved(staging, h.dir); err != nil {
		return ui.Options{}, err
	}
	if err := h.close(); err != nil { // from here on the directory is a replica's
		return ui.Options{}, err
	}
	_ = p.store.Discard(h.dir) // empty: where it cannot be taken away it is in nobody's way
	var joined *holding
	err := p.enter(ctx, away{dir: h.dir, screens: true}, func() (err error) {
		joined, err = p.hold(h.dir, holdOptions{long: true}, nil)
		return err
	})
	if err != nil {
		return ui.Options{}, err
	}
	for file, phrase := range typed {
		joined.mail.phrases.keep(file, phrase)
	}
	o := joined.options(ctx, p.environ)
	o.DataFlag = dataFlag(h.dir, p.app.DataDir())
	return o, nil
}

// stage makes a replica in a directory of its own and brings its first view, as far as the hub answers at once. The
// passphrases that the person types are kept in typed.
func (p *Process) stage(ctx context.Context, staging, url string, typed map[string][]byte, a screen.JoinAsking) error {
	if err := plainDir(staging); err != nil {
		return err
	}
	if err := errors.Join(unstaged(staging), os.MkdirAll(staging, 0o700)); err != nil {
		return err
	}
	m, err := p.store.Join(staging, url, nil, Opening{Command: p.doing()})
	if err != nil {
		return err
	}
	if _, err := p.store.DeviceKey(staging, url); err != nil {
		return errors.Join(err, m.Close())
	}
	way := &mail{Replica: m.(remoteMarket).Replica}
	ask := func(ctx context.Context, file string) ([]byte, error) {
		phrase, err := a.Passphrase(ctx, file)
		if err == nil {
			typed[file] = phrase
		}
		return phrase, err
	}
	err = way.sync(ctx, cli.Asking{Trust: a.Trust, Passphrase: ask}, a.Told)
	way.close()
	if errors.Is(err, post.ErrPending) {
		err = nil // the answer comes through the folder, some time
	}
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return errors.Join(err, m.Close())
}

// unstaged takes away what is left of a replica that did not become one. The key of the device stays, and so does the
// hub's: an operator may be adding the one, and the person has vouched for the other.
func unstaged(staging string) (err error) {
	all, _ := os.ReadDir(staging) // none where nothing was staged
	for _, e := range all {
		if strings.HasPrefix(e.Name(), "replica.db") {
			err = errors.Join(err, os.Remove(filepath.Join(staging, e.Name())))
		}
	}
	_ = os.Remove(staging) // where nothing else is in it
	return err
}

// moved moves what was staged to where it belongs, the replica last: with it the directory is one.
func moved(staging, dir string) error {
	if err := plainDir(staging); err != nil {
		return err
	}
	entries, err := os.ReadDir(staging)
	if err != nil {
		return err
	}
	last := ""
	for _, e := range entries {
		if e.Name() == "replica.db" {
			last = e.Name()
			continue
		}
		if !staged(e.Name()) {
			continue
		}
		to := filepath.Join(dir, e.Name())
		if err = errors.Join(os.RemoveAll(to), os.Rename(filepath.Join(staging, e.Name()), to)); err != nil {
			return err
		}
	}
	if last == "" {
		return fs.ErrNotExist
	}
	err = os.Rename(filepath.Join(staging, last), filepath.Join(dir, last))
	_ = os.Remove(staging) // where nothing else is in it
	return err
}

// plainDir refuses what is in the place of a directory of one's own, as a link to elsewhere. What is not there is none.
func plainDir(dir string) error {
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && !info.IsDir():
		return &fs.PathError{Op: "join", Path: dir, Err: syscall.ENOTDIR}
	}
	return err
}

// staged tells whether a replica that is made may have left a name: nothing else takes the place of what is there.
func staged(name string) bool {
	return strings.HasPrefix(name, "replica.db") || name == "known_hosts" || name == "post"
}

// phrases remembers the passphrases that were typed for as long as the process lives, so that a connection that comes
// again asks nobody.
type phrases struct {
	mu    sync.Mutex
	typed map[string][]byte
}

func (p *phrases) keep(file string, phrase []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.typed == nil {
		p.typed = map[string][]byte{}
	}
	p.typed[file] = phrase
}

// again returns the passphrase that was typed; nothing leaves the key locked, and its file named.
func (p *phrases) again(_ context.Context, file string) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.typed[file], nil
}

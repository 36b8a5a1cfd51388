package folder_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"aeconnect/store/remote"
	"aeconnect/store/remote/folder"
	"aeconnect/store/remote/remotetest"

	"golang.org/x/crypto/ssh"
)

const poll = 2 * time.Millisecond

// post is a folder with an office at it.
type post struct {
	remotetest.Strikes
	t      testing.TB
	world  *remotetest.World
	dir    string // the folder
	hubDir string
	stop   func()
	wreck  func() // ends the wrecker
	trust  bool
}

// newPost makes a folder with nobody at it.
func newPost(t testing.TB, w *remotetest.World) *post { return newPostAt(t, w, t.TempDir()) }

func newPostAt(t testing.TB, w *remotetest.World, dir string) *post {
	p := &post{t: t, world: w, dir: dir, hubDir: t.TempDir(), stop: func() {}, wreck: func() {}, trust: true}
	t.Cleanup(func() { p.wreck(); p.stop() })
	return p
}

func (p *post) url() string { return "folder://" + p.dir }

func (p *post) office() *folder.Office {
	o, err := folder.OpenOffice(p.url(), p.world, folder.OfficeOptions{Dir: p.hubDir, Poll: poll})
	if err != nil {
		p.t.Fatal(err)
	}
	return o
}

func (p *post) start() {
	o := p.office()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); _ = o.Run(ctx) }()
	p.stop = func() { cancel(); <-done }
}

func (p *post) Restart() error { p.stop(); p.start(); return nil }

// device makes the directory of a new device of an account, or of nobody.
func (p *post) device(handle string) string {
	dir := p.t.TempDir()
	line, err := folder.PublicKey(dir)
	if err != nil {
		p.t.Fatal(err)
	}
	key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(line))
	if err != nil {
		p.t.Fatal(err)
	}
	if handle != "nobody" {
		p.world.Admit(ssh.FingerprintSHA256(key), handle)
	}
	return dir
}

func (p *post) options(dir string) folder.Options {
	return folder.Options{
		Dir: dir, Poll: poll, Patience: time.Minute,
		Trust: func(context.Context, string) (bool, error) { return p.trust, nil },
	}
}

// Connect opens a device. Every call is another one: a device's directory belongs to one process at a time.
func (p *post) Connect(ctx context.Context, handle string) (remote.Remote, error) {
	return folder.Open(ctx, p.url(), p.options(p.device(handle)))
}

// Disturb lets a wrecker loose on the folder, until the way is to be calm.
func (p *post) Disturb(f remotetest.Fault, seed uint64) {
	p.wreck()
	if f == remotetest.Calm {
		p.wreck = func() {}
		return
	}
	w := &wrecker{post: p, fault: f, chance: rand.New(rand.NewPCG(seed, 4))}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); w.run(ctx) }()
	p.wreck = func() { cancel(); <-done }
}

func TestConformance(t *testing.T) {
	remotetest.Run(t, remotetest.Driver{
		Open: func(t testing.TB, w *remotetest.World) remotetest.Medium {
			p := newPost(t, w)
			p.start()
			return p
		},
		Carried: true,
		Faults: []remotetest.Fault{
			remotetest.LostAnswer, remotetest.Duplicate, remotetest.Delay, remotetest.Reorder, remotetest.Cut,
		},
	})
}

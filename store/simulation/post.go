package simulation

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/remote/folder"
)

// post is a folder that lies between the hub and the devices. What is in it travels by journeys.
type post struct {
	run    *run
	chance *rand.Rand
	dir    string // the folder
	desk   string // the hub's own directory for it
	office *folder.Office
	hub    *hub.Hub  // that the office was opened for
	moment time.Time // of files that were tampered with: each has another
	stick  Files     // the folder as it was once
	older  map[string][]byte
	backup Files           // of the hub's directory
	gone   bool            // the folder is not there
	dies   bool            // the hub, when it is next asked to decide something
	ctx    context.Context // of the life
	over   context.CancelFunc
}

func newPost(s *run) *post {
	p := &post{
		run: s, chance: streams(s.seed, "post"), dir: filepath.Join(s.dir, "folder"), desk: filepath.Join(s.dir, "desk"),
		moment: begin(), older: map[string][]byte{},
	}
	p.ctx, p.over = context.WithCancel(context.Background())
	return p
}

func (p *post) url() string { return "folder://" + p.dir }

// journey carries the folder to the hub and back. On a rough one things happen to what is in it.
func (p *post) journey(rough bool) {
	if err := p.travel(rough); err != nil {
		p.run.book.wrong = append(p.run.book.wrong, p.run.breaks(GoesOn, err))
	}
}

func (p *post) travel(rough bool) error {
	if err := p.comeBack(); err != nil {
		return err
	}
	if rough {
		if err := p.mishap(); err != nil || p.gone {
			return err
		}
	}
	if err := p.open(); err != nil {
		return err
	}
	p.dies = rough && p.chance.IntN(16) == 0
	err := p.office.Sweep(p.ctx)
	dead := p.dies && p.hub != p.run.machine.hub
	p.dies = false
	p.run.note("  journey rough=%v: %v", rough, err)
	if dark := p.run.machine.process.broken(); dead || dark || rough && errors.Is(err, remote.ErrClosed) {
		err = nil
	}
	return errors.Join(err, p.sealed())
}

// open has an office at the folder for the hub that runs now.
func (p *post) open() (err error) {
	if p.office != nil && p.hub == p.run.machine.hub {
		return nil
	}
	p.hub = p.run.machine.hub
	p.office, err = folder.OpenOffice(p.url(), p, folder.OfficeOptions{Dir: p.desk, Now: p.run.machine.clock.Now})
	return err
}

// Receive implements remote.Authority.
func (p *post) Receive(id remote.Identity) remote.Remote {
	return &counter{Remote: p.run.machine.serves.Receive(id), post: p, id: id}
}

// counter is where the hub answers the letters of a device.
type counter struct {
	remote.Remote
	post *post
	id   remote.Identity
	name journal.Device
}

// Greet implements remote.Remote.
func (c *counter) Greet(ctx context.Context, h remote.Hello) (remote.Welcome, error) {
	c.name = h.Device
	return c.Remote.Greet(ctx, h)
}

// Send implements remote.Remote. What is said here was said, whenever the letter comes.
func (c *counter) Send(ctx context.Context, all []remote.Parcel) ([]remote.Answer, error) {
	s := c.post.run
	if s.parts.Spilled {
		if err := c.post.spill(all); err != nil {
			return nil, err
		}
	}
	if c.post.dies {
		_, _ = c.Remote.Send(ctx, all[:c.post.chance.IntN(len(all)+1)])
		s.tally.add(hubDies.String())
		return nil, errors.Join(remote.ErrClosed, s.machine.crash())
	}
	answers, err := c.Remote.Send(ctx, all)
	for _, a := range answers {
		s.book.said[said{place{c.name, a.Counter}, a.Seq}] = len(s.book.heads)
	}
	return answers, err
}

// Watch implements remote.Remote: no news come by themselves, at a moment that is nobody's choice.
func (c *counter) Watch(ctx context.Context, _ remote.Cursor) error {
	<-ctx.Done()
	return ctx.Err()
}

// Pull implements remote.Remote.
func (c *counter) Pull(ctx context.Context, after remote.Cursor, limit int) (remote.Page, error) {
	p, err := c.Remote.Pull(ctx, after, limit)
	for _, d := range c.post.run.holding(c.id.Fingerprint) {
		if err == nil {
			c.post.run.overhear(d, p)
		}
	}
	return p, err
}

// spill lays private texts open.
func (p *post) spill(all []remote.Parcel) error {
	for _, parcel := range all {
		for _, o := range parcel.Secrets {
			if err := p.lay("outbox.txt", []byte(o.Value)); err != nil {
				return err
			}
		}
	}
	return nil
}

// sealed demands that nobody can read a private text in the folder.
func (p *post) sealed() error {
	all, err := filesOf(p.dir)
	for _, text := range slices.Sorted(maps.Keys(p.run.private)) {
		for name, raw := range all {
			if bytes.Contains(raw, []byte(text)) {
				return p.run.breaks(Private, fmt.Errorf("the private text %q lies open in %s", text, name))
			}
		}
	}
	return err
}

// letters are the names of all letters, below the folder.
func (p *post) letters() (all []string) {
	found, _ := filepath.Glob(filepath.Join(p.dir, "aeconnect-post", "*", "*", "*.letter"))
	for _, name := range found {
		below, _ := filepath.Rel(p.dir, name)
		all = append(all, below)
	}
	slices.Sort(all)
	return all
}

// comeBack has the folder at its place.
func (p *post) comeBack() error {
	if !p.gone {
		return nil
	}
	p.gone = false
	return errors.Join(os.Remove(p.dir), os.Rename(p.dir+".away", p.dir))
}

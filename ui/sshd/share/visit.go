package share

import (
	"context"
	"errors"
	"os"
	"time"

	"aeconnect/ui/kit"
)

// Visit is what a process does that found its directory held: it is a client of the holder, of the next one when that
// leaves, and becomes the holder itself when nobody else does.
type Visit struct {
	Dir    string
	Ask    Ask
	Client *Client // the first connection
	// Try opens the directory as this process's own.
	Try func() (House, error)
	// Held tells whether an error of Try says that another process holds the directory.
	Held func(error) bool
	// Notice is what the screens say when another holder shows them than before.
	Notice string
}

// enter makes sure that there is a client or a house.
func (v *Visit) enter(ctx context.Context) (own House, err error) {
	if v.Client != nil {
		return nil, nil
	}
	v.Client, err = Enter(ctx, v.Dir, func() (err error) { own, err = v.Try(); return err }, v.Held)
	if err != nil || v.Client != nil {
		return nil, err // what Try returned with an error is no house
	}
	return own, nil
}

// leave hangs up; it tells whether the holder was gone, and the ask is to be put to the next one.
func (v *Visit) leave(err error) (gone bool) {
	_ = v.Client.Close()
	v.Client, v.Ask.Again = nil, true
	return errors.Is(err, errGone)
}

// Command has the ask's command line carried out, however many holders come and go meanwhile. The tape is its standard
// input; that of the streams is not read.
func (v *Visit) Command(ctx context.Context, tape *Tape, s Streams) (Exit, error) {
	out, errs := newEcho(s.Out), newEcho(s.Err)
	s.Log = s.Err // what was said there does not come again
	s.Out, s.Err, s.Edit = out, errs, once(s.Edit)
	v.Ask.Began = time.Now().Truncate(10 * time.Millisecond) // file systems round down
	for {
		own, err := v.enter(ctx)
		if err != nil {
			return Exit{}, err
		}
		s.In = tape.View()
		if own != nil {
			return own.Run(ctx, v.Ask, s), nil
		}
		exit, err := v.Client.command(ctx, v.Ask, s)
		if !v.leave(err) {
			return exit, err
		}
		out.rewind()
		errs.rewind()
	}
}

// once makes an editor of one that nobody is asked to use twice: what they wrote the first time is there again.
func once(run func(ctx context.Context, editor, file string) error) func(context.Context, string, string) error {
	done := ""
	return func(ctx context.Context, editor, file string) error {
		if done != "" {
			text, err := os.ReadFile(done)
			return errors.Join(err, os.WriteFile(file, text, 0o600))
		}
		err := run(ctx, editor, file)
		if err == nil {
			done = file
		}
		return err
	}
}

// short is how long a holder must have shown the screens for its leaving to be worth a word.
const short = time.Second

// Screens shows the ask's screens on a terminal until the person leaves them.
func (v *Visit) Screens(ctx context.Context, t *Terminal) (Exit, error) {
	ctx = t.ending(ctx)
	v.Ask.Screens, v.Ask.Suspends = true, kit.CanSuspend()
	for {
		v.Ask.Width, v.Ask.Height = t.Size()
		own, err := v.enter(ctx)
		if err != nil {
			return Exit{}, err
		}
		if own != nil {
			return v.own(ctx, own, t)
		}
		began, memory := time.Now(), NewMemory(v.Ask.Memory, nil)
		exit, err := v.Client.screens(ctx, v.Ask, t, memory)
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		if !v.leave(err) {
			return exit, err
		}
		t.settle()
		v.Ask.Memory, v.Ask.Handle, v.Ask.Notice = memory.Kept(), "", ""
		if time.Since(began) > short {
			v.Ask.Notice = v.Notice
		}
	}
}

// own shows the screens as the holder, on the terminal as it is.
func (v *Visit) own(ctx context.Context, own House, t *Terminal) (Exit, error) {
	shown, err := own.Open(ctx, v.Ask, NewMemory(v.Ask.Memory, nil))
	if err != nil {
		return Exit{}, err
	}
	t.far = false // what a frame of the other's may have begun is ended: the screens see to the rest
	o := kit.Options{
		In: t, Out: t.out, Env: t.env, Width: v.Ask.Width, Height: v.Ask.Height, Resizes: t.resizes, Resumed: t.resumed, Theme: shown.Theme,
	}
	if v.Ask.Suspends {
		o.Suspend = t.sleep
	}
	_, err = kit.Run(ctx, shown.Model, o)
	if shown.Close != nil {
		err = errors.Join(err, shown.Close())
	}
	if err != nil {
		return Exit{}, err
	}
	return shown.left(), nil
}

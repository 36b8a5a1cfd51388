package process

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"time"

	"aeconnect/ui/cli"
)

// offices serves replicas through folders until ctx ends. left returns when nothing is done there any more.
func (h *holding) offices(ctx context.Context, paths []string) (all []cli.Folder, left func(), err error) {
	ctx, cancel := context.WithCancel(ctx)
	var working sync.WaitGroup
	left = func() { cancel(); finished(&working) }
	for _, path := range paths {
		abs, err := filepath.Abs(path)
		var o Office
		if err == nil {
			o, err = h.market.Office(abs, h.keeper().Logger())
		}
		if err != nil {
			left()
			return nil, nil, &cli.Trouble{Exit: cli.ExitUnreachable, Code: "folder", Rule: "serve.folder", Field: "folder", Err: errors.New(path)}
		}
		working.Go(func() { _ = o.Run(ctx) }) // it ends with ctx alone
		all = append(all, cli.Folder{Path: abs, Fingerprint: o.Fingerprint()})
	}
	return all, left, nil
}

// patience is how long the end of a hub waits for what is under way in its folders: a drive over a network may never answer.
const patience = 5 * time.Second

// finished waits for what is under way, but not for ever. What is cut off was not answered yet, and is asked again.
func finished(working *sync.WaitGroup) {
	done := make(chan struct{})
	go func() { working.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(patience):
	}
}

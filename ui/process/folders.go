package process

import (
	"context"
	"errors"
	"path/filepath"
	"sync"

	"aeconnect/ui/cli"
)

// offices serves replicas through folders until ctx ends. left returns when nothing is done there any more.
func (h *holding) offices(ctx context.Context, paths []string) (all []cli.Folder, left func(), err error) {
	ctx, cancel := context.WithCancel(ctx)
	var working sync.WaitGroup
	left = func() { cancel(); working.Wait() }
	for _, path := range paths {
		abs, err := filepath.Abs(path)
		var o Office
		if err == nil {
			o, err = h.market.Office(abs)
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

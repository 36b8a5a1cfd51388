package process

import "context"

// Fresh is that of a [mail], for a command of another process.
func (e errandPost) Fresh(ctx context.Context) bool {
	f, is := e.Post.(interface {
		Fresh(ctx context.Context) bool
	})
	return !is || f.Fresh(ctx)
}

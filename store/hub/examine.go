package hub

import "context"

type Report struct{}

func (Report) Clean() bool                                               { return true }
func (Report) Err() error                                                { return nil }
func Examine(ctx context.Context, path string, p func()) (Report, error) { return Report{}, nil }

package post_test

import (
	"testing"

	"aeconnect/ui/post"
)

// Whoever drops a command is told of those that are refused with it, those that rest on it only by another too.
func TestFollowers(t *testing.T) {
	all := []post.Item{
		{Key: 9, Standing: post.Refused, Rests: []uint64{3}},
		{Key: 3, Standing: post.Queued}, {Key: 4, Standing: post.Queued, Rests: []uint64{3}}, {Key: 5, Standing: post.Queued},
		{Key: 6, Standing: post.Queued, Rests: []uint64{4}}, {Key: 7, Standing: post.Accepted, Rests: []uint64{3}},
	}
	got := post.Followers(all, 3)
	if len(got) != 2 || got[0].Key != 4 || got[1].Key != 6 {
		t.Errorf("%v", got)
	}
	if got := post.Followers(all, 9); len(got) > 0 {
		t.Errorf("what was refused: %v", got)
	}
}

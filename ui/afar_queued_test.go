package ui

import (
	"strings"
	"testing"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen/screentest"
)

// No notice tells as done what only waits for the hub; it says so once, and of nothing but what was queued.
func TestNoticesTellOfWhatIsQueued(t *testing.T) {
	c := screentest.NewCast(t)
	p := screentest.NewPost(c.World, c.Orders["applied"])
	done := kit.Toast{Role: kit.Good, Text: "Application approved."}
	for _, line := range []post.Line{post.Offline, post.Connected} {
		p.At.Line = line
		a := New(Options{Market: c.World, Post: p, Words: assets.NewWords("en")})
		a.origins.wait(&model.MarkSeen{}, p.At)
		if got := a.honest(done); got != done {
			t.Errorf("%s: of nothing it says %q", line, got.Text)
		}
		a.origins.wait(&model.ApproveApplications{}, p.At)
		got := a.honest(done)
		if queued := strings.Contains(got.Text, "Queued: Approve applications") && got.Role == kit.Accent; queued != (line == post.Offline) {
			t.Errorf("%s: it says %q", line, got.Text)
		}
		if got := a.honest(done); got != done {
			t.Errorf("%s: the next one says %q", line, got.Text)
		}
	}
}

package post_test

import (
	"testing"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/post"
)

// What a restored hub has forgotten of a person's own is named, and how much more there is.
func TestAlarmNamesWhatIsGone(t *testing.T) {
	words := assets.NewWords("en")
	say := func(a post.Alarm) string { a.Kind = "restored"; return post.Teller{Words: words}.Alarm(a) }
	bare := say(post.Alarm{})
	for want, a := range map[string]post.Alarm{
		" No longer there of what is yours: T-1, O-2. What you changed elsewhere may be gone too.":       {Gone: []model.ID{"T-1", "O-2"}},
		" No longer there of what is yours: T-1 and 3 more. What you changed elsewhere may be gone too.": {Gone: []model.ID{"T-1"}, More: 3},
	} {
		if got := say(a); got != bare+want {
			t.Errorf("%q", got)
		}
	}
}

package post

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
)

// gone names what an alarm says is not there any more, as a sentence after another; "" for nothing.
func (t Teller) gone(a Alarm) string {
	if len(a.Gone) == 0 {
		return ""
	}
	ids := make([]string, len(a.Gone))
	for i, id := range a.Gone {
		ids[i] = model.Safe(string(id))
	}
	return " " + t.Words.Say("outbox.alarm_gone", assets.Text("ids", strings.Join(ids, ", ")), assets.Num("more", int64(a.More)))
}

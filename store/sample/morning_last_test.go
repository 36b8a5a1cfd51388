package sample

import (
	"testing"

	"aeconnect/model"
)

// Whoever opens a finished sample as lumen finds what was done, and one thing that can still be taken back.
func TestLumenCanTakeTheLastDecisionBack(t *testing.T) {
	for _, tasks := range []int{1, 600} {
		c := take(t, Options{Seed: 3, Tasks: tasks, Past: -1})
		me := model.AccountByHandle(c.State(), lumen)
		v := model.NewView(c.State(), model.Actor{Account: me.Key}, c.Now())
		all, open := 0, 0
		for _, row := range v.Rows(model.BatchesOf(me.Key), model.Place{}, true) {
			if all++; row.(*model.Batch).Open() {
				open++
			}
		}
		if all < 10 || open != 1 {
			t.Errorf("%d tasks: %d batches, %d open", tasks, all, open)
		}
	}
}

package hub_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/hub/hubtest"
	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
)

// What everybody sees wakes nobody before the policy's pause is over, counted from when the wait began; what somebody
// alone sees does at once. Without either no time passes: nothing ticks.
func TestFeedWatchPauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, err := hub.New(mem.New(journal.Epoch{1}), hub.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer h.Close()
		w := newWorld(t, h)
		values := append(hubtest.Policy(), model.PolicyValue{Name: "counts.refresh.seconds", Value: 90})
		w.do("", &model.OpenMarket{Virtual: true, Start: start(), Zone: "UTC", Values: model.SortPolicy(values)})
		w.people("lumen", "mia")
		mia := w.pupil("mia")
		mia.pull(t, h, 0)
		watch := func() chan time.Duration {
			woken, begun := make(chan time.Duration, 1), time.Now()
			go func() {
				if err := h.Watch(context.Background(), mia.actor, mia.cursor); err != nil {
					t.Error(err)
				}
				woken <- time.Since(begun)
			}()
			synctest.Wait()
			return woken
		}
		for name, c := range map[string]struct {
			after, want time.Duration
			do          func()
		}{
			"the square at once": {0, 90 * time.Second, func() { w.publish("lumen") }},
			"the square later":   {30 * time.Second, 90 * time.Second, func() { w.publish("lumen") }},
			"the square late":    {100 * time.Second, 100 * time.Second, func() { w.publish("lumen") }},
			"her own":            {30 * time.Second, 30 * time.Second, func() { w.do("mia", &model.MarkSeen{Until: start()}) }},
		} {
			woken := watch()
			time.Sleep(c.after)
			c.do()
			if got := <-woken; got != c.want {
				t.Errorf("%s: woken after %v, want %v", name, got, c.want)
			}
			mia.pull(t, h, 0)
		}
	})
}

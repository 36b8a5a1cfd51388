package sshd

import (
	"strings"
	"testing"
	"time"

	"aeconnect/assets"
)

// TestIdleScreensAreWarned: a key pressed then is a key pressed, and the next time there is a warning again.
func TestIdleScreensAreWarned(t *testing.T) {
	t.Parallel()
	limits := generous()
	limits.Idle = 600 * time.Millisecond
	h, key := start(t, limits), newKey(t)
	h.house.give(key, "lumen", Full)
	w := h.window(h.dial(key), 100, 10)
	w.sees("hello lumen")
	begun := time.Now()
	w.sees("this session ends in")
	if w.types("x"); time.Since(begun) < limits.Idle/2-50*time.Millisecond {
		t.Error("it warns at once")
	}
	w.sees("x.")
	pressed := time.Now()
	if exit := w.ends(); exit != 0 {
		t.Errorf("exit %d", exit)
	}
	if lasted := time.Since(pressed); lasted < limits.Idle-50*time.Millisecond {
		t.Errorf("ended %v after a key", lasted)
	}
	w.whole("No key was pressed")
	if !strings.Contains(h.log.String(), "why=idle") {
		t.Error(h.log.String())
	}
}

// TestIdleIsCounted: who was sent away after one minute does not read of minutes.
func TestIdleIsCounted(t *testing.T) {
	w := Words()("en")
	for _, e := range []ending{idle, stalled} {
		one, ten := w.Say(e.word(), assets.Num("count", 1)), w.Say(e.word(), assets.Num("count", 10))
		if !strings.Contains(one, " 1 minute,") || !strings.Contains(ten, " 10 minutes,") {
			t.Errorf("%v: %q, %q", e, one, ten)
		}
	}
}

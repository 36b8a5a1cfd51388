package replica_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
	"aeconnect/store/remote"
	"aeconnect/store/replica"
)

// pageless is a hub whose pages do not come.
type pageless struct{ remote.Remote }

// Pull implements remote.Remote.
func (pageless) Pull(context.Context, remote.Cursor, int) (remote.Page, error) {
	return remote.Page{}, errCut
}

// A hub says that a command was carried out, and the line breaks before its page has come. Then the hub is put back to what
// it was before, and a copy of the device uses the same number for something else, so that neither counters nor heads tell
// that anything is missing. The command is not taken for done: it is sent again, and there is an alarm.
func TestCopiedDeviceAndRestoredHub(t *testing.T) {
	for name, others := range map[string]int{"as many numbers": 1, "more numbers": 3} {
		t.Run(name, func(t *testing.T) {
			kept := mem.New(journal.Epoch{1})
			h := hubOn(t, kept)
			w := newWorld(t, h).found(true)
			l := join(t, h, "lumen", 3)
			l.sync()
			l.Close()
			copied := join(t, h, "lumen", 50)
			copied.Close()
			if raw, err := os.ReadFile(filepath.Join(l.dir, replica.FileName)); err != nil || os.WriteFile(filepath.Join(copied.dir, replica.FileName), raw, 0o600) != nil {
				t.Fatal(err)
			}
			l.restart()
			copied.restart()
			yesterday := kept.Fork()

			c := task(l)
			l.do(c)
			if err := l.syncOver(pageless{l.remote()}); !errors.Is(err, errCut) {
				t.Fatal(err)
			}
			if all := l.Outbox(); len(all) != 1 || all[0].Standing() != replica.Accepted {
				t.Fatalf("it was not carried out: %+v", all)
			}
			w.hub = hubOn(t, yesterday)
			w.send = through(w.hub)
			l.hub, copied.hub = w.hub, w.hub
			for range others {
				copied.do(task(copied))
			}
			copied.sync()
			l.restart()
			l.sync()
			_ = w.hub.View(func(r model.Reader) error {
				if model.TaskByID(r, c.ID) == nil {
					t.Error("a command that the hub had carried out is lost")
				}
				return nil
			})
			if s := l.State(); len(s.Alarms) == 0 || s.Alarms[0].Kind != replica.AlarmRestored {
				t.Errorf("alarms: %+v", s.Alarms)
			}
			if n := len(l.Outbox()); n > 0 {
				t.Errorf("%d commands still wait", n)
			}
			if err := w.same(l); err != nil {
				t.Error(err)
			}
		})
	}
}

func hubOn(t *testing.T, j journal.Journal) *hub.Hub {
	h, err := hub.New(j, hub.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

package bolt_test

import (
	"path/filepath"
	"testing"

	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
	"aeconnect/store/journal/journaltest"
)

func TestJournal(t *testing.T) {
	paths := map[journal.Epoch]string{}
	reopen := func(t *testing.T, j journal.Journal) journal.Journal {
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		again, err := bolt.Open(paths[j.Head().Epoch], bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return again
	}
	journaltest.Run(t, journaltest.Driver{Reopen: reopen, Open: func(t *testing.T) journal.Journal {
		path := filepath.Join(t.TempDir(), "j.db")
		j := open(t, path, bolt.Options{})
		paths[j.Head().Epoch] = path
		return j
	}})
}

func open(t testing.TB, path string, o bolt.Options) *bolt.Journal {
	t.Helper()
	j, err := bolt.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	return j
}

package mem_test

import (
	"testing"

	"aeconnect/store/journal"
	"aeconnect/store/journal/journaltest"
	"aeconnect/store/journal/mem"
)

func TestJournal(t *testing.T) {
	journaltest.Run(t, journaltest.Driver{Open: func(*testing.T) journal.Journal { return mem.New(journal.NewEpoch()) }})
}

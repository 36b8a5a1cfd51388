package bolt

import "go.etcd.io/bbolt"

// LoseTails takes the tails away, as a disk that vanishes would.
func (j *Journal) LoseTails() {
	for _, t := range j.tails {
		t.file.Close()
	}
}

// Rest waits for a checkpoint that is running.
func (j *Journal) Rest() {
	j.appending.Lock()
	defer j.appending.Unlock()
	<-j.idle
}

// PieceRows is how many rows a transaction of a checkpoint changes at most.
const PieceRows = pieceRows

// HalfCheckpoint writes the rooms of what waits into the file, and neither log nor head: what a process leaves that is
// killed during a checkpoint.
func (j *Journal) HalfCheckpoint() error {
	j.appending.Lock()
	defer j.appending.Unlock()
	<-j.idle
	return j.writeRooms(j.active)
}

// Transactions is how many transactions have changed the file.
func (j *Journal) Transactions() (n int) {
	_ = j.db.View(func(b *bbolt.Tx) error { n = b.ID(); return nil })
	return n
}

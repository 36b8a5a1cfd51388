package bolt

// LoseTails takes the tails away, as a disk that vanishes would.
func (j *Journal) LoseTails() {
	for _, t := range j.tails {
		t.file.Close()
	}
}

// Settle waits for a checkpoint that is running.
func (j *Journal) Settle() {
	j.appending.Lock()
	defer j.appending.Unlock()
	<-j.idle
}

package bolt

// Relieve implements journal.Relief. A file is read through the process's memory: whatever was walked once would count
// as its memory for ever.
func (j *Journal) Relieve() {
	t := &tx{}
	b, err := j.begin(t)
	if err != nil {
		return
	}
	defer rollback(b)
	relieve(b)
}

// Settle implements journal.Relief.
func (j *Journal) Settle() error {
	if j.options.ReadOnly {
		return errReadOnly
	}
	j.appending.Lock()
	defer j.appending.Unlock()
	return j.drain()
}

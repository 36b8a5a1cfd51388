package replica

import "go.etcd.io/bbolt"

// Check reads the whole file and returns how many rows the view has, and what is wrong with the file: sentences, none where it
// is whole. Nothing is written meanwhile; what is shown goes on being shown.
func (r *Replica) Check() (rows uint64, wrong []string, err error) {
	tx, err := r.db.Load().Begin(true) // a reader would see pages come and go that others write
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = tx.Rollback() }() // nothing was changed
	for fault := range tx.Check() {
		wrong = append(wrong, fault.Error())
	}
	if len(wrong) > 0 {
		return 0, wrong, nil
	}
	return r.rows(tx), nil, nil
}

// rows counts the rows of the view.
func (r *Replica) rows(tx *bbolt.Tx) (n uint64) {
	r.gate.look(func() {
		_ = view(tx, r.meta.Live).Bucket([]byte(roomRow)).ForEach(func(_, _ []byte) error { n++; return nil })
	})
	return n
}

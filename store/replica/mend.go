package replica

import (
	"errors"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	boltfault "go.etcd.io/bbolt/errors"
)

// openFile opens a replica's file; a DamagedError says that it is damaged, ErrHeld where another process has it.
func openFile(name string, relaxed bool) (db *bbolt.DB, err error) {
	err = reading(name, func() (err error) {
		db, err = bbolt.Open(name, 0o600, &bbolt.Options{
			Timeout: 50 * time.Millisecond, FreelistType: bbolt.FreelistMapType, NoSync: relaxed, NoGrowSync: relaxed, InitialMmapSize: 64 << 20,
		})
		if err == nil {
			err = uncut(db)
		}
		return err
	})
	if err != nil && db != nil {
		_ = db.Close()
	}
	if errors.Is(err, boltfault.ErrTimeout) {
		err = ErrHeld
	}
	return db, err
}

// commit changes the file, whole or not at all. When writing fails nobody can say what of it stands there, so nothing
// more is done with the file before it has been opened anew.
func (r *Replica) commit(fn func(tx *bbolt.Tx) error) error {
	written := false
	err := r.db.Load().Update(func(tx *bbolt.Tx) error {
		err := fn(tx)
		written = err == nil
		return err
	})
	if err != nil && written {
		r.hurt.Store(true)
	}
	return err
}

// mend opens the file anew after a write that failed: what it holds then is what counts. Within the gate.
func (r *Replica) mend() error {
	if !r.hurt.Load() {
		return nil
	}
	_ = r.db.Load().Close() // what it could not write it cannot write now
	db, err := openFile(filepath.Join(r.dir, FileName), r.relaxed)
	if err != nil {
		return own(err)
	}
	r.db.Store(db)
	before, items := r.meta, r.items
	r.meta, r.items, r.pending = meta{}, nil, nil
	r.cache.clear()
	if err := r.load(); err != nil {
		r.meta, r.items = before, items
		return own(err)
	}
	r.hurt.Store(false)
	return nil
}

// OutOfRoom tells that the replica's own file had no room for what was to be kept: everything goes on once there is.
func OutOfRoom(err error) bool {
	var own *fileError
	return errors.As(err, &own) && noRoom(own)
}

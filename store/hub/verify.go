package hub

import (
	"context"
	"errors"
	"fmt"

	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
)

// Verify replays a journal of any driver, in memory, and compares the state that it keeps with what its entries say, row
// by row. Nobody may append meanwhile. The error tells the first difference, or what broke the chain.
func Verify(ctx context.Context, kept journal.Journal) error {
	r := replayInto(mem.New(kept.Head().Epoch))
	err := r.all(func(yield func(journal.Record, error) bool) {
		err := kept.Read(ctx, 1, func(record journal.Record) error {
			if !yield(record, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(journal.Record{}, err)
		}
	})
	if err != nil {
		return err
	}
	return r.journal.View(func(said journal.Reader) error {
		return kept.View(func(is journal.Reader) (err error) {
			if is.Head().Hash != said.Head().Hash {
				err = fmt.Errorf("the journal says that its head is %+v, its entries say %+v", is.Head(), said.Head())
			}
			for _, room := range derived() {
				differences(room, is.Ascend(room, nil), said.Ascend(room, nil), func(key []byte, what string) {
					if what != "" && err == nil {
						err = fmt.Errorf("%s %s", describe(room, key), what)
					}
				})
			}
			return err
		})
	})
}

var errEnough = errors.New("enough was read")

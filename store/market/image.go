package market

import (
	"errors"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/search"
)

// The search index of a large marketplace is kept as an image beside its file, so that the next session need not read
// every task. An image says after which entry it was made, with the hash of the chain up to there: it is believed only
// where this journal has that very entry. It can be deleted at any time.

const (
	// imageName is the image's file in the data directory.
	imageName = "titles.image"
	// imageRows is from how many titles on an image is worth its file.
	imageRows = 5000
	// stale is how many entries an image is behind when it is written anew.
	stale = 2000
	// hopeless is how many it is behind when reading the tasks costs less than catching up.
	hopeless = 20_000
)

var errForeign = errors.New("the image belongs to another state")

// restore fills the index from its image and catches up with the journal. It returns how many entries the image was
// behind; with an error the index holds nothing that it did not hold before.
func (x *index) restore(head journal.Head) (behind uint64, err error) {
	var from uint64
	err = x.titles.LoadFile(x.ctx, x.image, func(s search.Stamp) error {
		from = s.Position
		if from == 0 || from > head.Seq || head.Seq-from > hopeless {
			return errForeign
		}
		made, err := x.hub.HeadAt(from)
		if err == nil && stamp(made) != s {
			err = errForeign
		}
		return err
	})
	if err != nil {
		return 0, err
	}
	touched := map[model.Key]bool{}
	err = x.hub.Log(x.ctx, from+1, func(e hub.Entry) error {
		for _, event := range e.Events {
			for _, ref := range event.About() {
				if ref.Kind == model.KindTask {
					touched[ref.Key] = true
				}
			}
		}
		return nil
	})
	for key := range touched {
		if err == nil {
			err = x.look(key)
		}
	}
	return head.Seq - from, err
}

// keep writes the image of a state no older than head, where it is worth it. Without one the next session reads the
// tasks: nothing is lost when it cannot be written.
func (x *index) keep(head journal.Head) {
	if p := x.titles.Progress(); p.Loaded >= x.worth && x.ctx.Err() == nil {
		_ = x.titles.SaveFile(x.image, stamp(head))
	}
}

// stamp names the state that an image was made of.
func stamp(head journal.Head) search.Stamp {
	return search.Stamp{Epoch: string(head.Epoch[:]) + string(head.Hash[:]), Position: head.Seq}
}

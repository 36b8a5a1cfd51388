package hub

import (
	"bytes"
	"fmt"
	"iter"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// compare lays the state that is kept beside the one that the journal says, row by row, and reports each difference.
// Nothing is lost by one: a rebuild brings the right row back. A state that another version kept has nothing to be
// compared with: it is made anew when the marketplace is opened.
func compare(r *Report, kept *bolt.Survey, said journal.Reader) {
	t := tally{report: r}
	for _, room := range derived() {
		differences(room, kept.Rows(room), said.Ascend(room, nil), func(key []byte, what string) {
			switch {
			case what == "":
				r.Rows++
			case room == roomState && string(key) == layoutKey:
				r.Other = true
			default:
				t.add(Finding{What: describe(room, key) + " " + what, At: -1})
			}
		})
		if r.Other { // the layout is in the first room
			return
		}
	}
	t.close("rows of the state differ from what the journal says")
}

// differences walks over both, which are in the order of their keys, and says of each key what is wrong with it; "" for
// nothing.
func differences(room journal.Room, kept, said iter.Seq2[[]byte, []byte], tell func(key []byte, what string)) {
	next, stop := iter.Pull2(said)
	defer stop()
	want, value, more := next()
	for key, got := range kept {
		for more && bytes.Compare(want, key) < 0 {
			tell(want, "is missing")
			want, value, more = next()
		}
		switch {
		case !more || !bytes.Equal(want, key):
			tell(key, "is none that the journal knows")
			continue
		case !bytes.Equal(got, value):
			tell(key, "differs from what the journal says")
		default:
			tell(key, "")
		}
		want, value, more = next()
	}
	for more {
		tell(want, "is missing")
		want, _, more = next()
	}
}

// describe names a row of a room for people, as far as its key says what it is.
func describe(room journal.Room, key []byte) string {
	switch {
	case room == roomRow && len(key) == refBytes:
		return refName(refAt(key))
	case room == roomTrail && len(key) == refBytes+8:
		seq, _ := readNumber(key[refBytes:])
		return fmt.Sprintf("entry %d in the history of %s", seq, refName(refAt(key)))
	case room == roomFeed:
		return fmt.Sprintf("what an entry tells (%x)", key)
	case room == roomList:
		return fmt.Sprintf("an entry of a list (%x)", key)
	case room == roomCount:
		return fmt.Sprintf("the count of a list (%x)", key)
	case room == roomDevice:
		return fmt.Sprintf("a command's number (%x)", key)
	}
	return fmt.Sprintf("a row (%s %x)", room, key)
}

// refName is the kind of a row and its internal number.
func refName(ref model.Ref) string {
	names := map[model.Kind]string{
		model.KindMarket: "the marketplace", model.KindPolicy: "policy", model.KindAccount: "account", model.KindTask: "task",
		model.KindOrder: "order", model.KindPayment: "payment", model.KindPosting: "ledger line", model.KindBalance: "balance",
		model.KindStanding: "reliability of account", model.KindBatch: "batch", model.KindMark: "mark of account",
		model.KindActivity: "activity", model.KindEntry: "entry in an activity", model.KindKey: "key", model.KindAccess: "application for access",
		model.KindPromo: "promo code", model.KindCode: "code",
		model.KindRequest: "request", model.KindBlock: "block",
	}
	name, known := names[ref.Kind]
	if !known {
		name = fmt.Sprintf("row of kind %d,", ref.Kind)
	}
	return fmt.Sprintf("%s %d", name, ref.Key)
}

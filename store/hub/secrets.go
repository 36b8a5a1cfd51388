package hub

import (
	"fmt"
	"reflect"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// secretCheck gathers the private values that are kept. They do not follow from the journal, but each proves itself: it
// is what its commitment says, or not.
type secretCheck struct {
	codec journal.Codec
	sound map[model.Commitment]model.Opened
	bad   int // rows that prove nothing
}

// readSecrets reads the room of private values, once.
func readSecrets(codec journal.Codec, s *bolt.Survey) *secretCheck {
	c := &secretCheck{codec: codec, sound: map[model.Commitment]model.Opened{}}
	for key, raw := range s.Rows(roomSecret) {
		var o model.Opened
		if err := codec.Decode(raw, &o); err != nil || len(key) != len(model.Commitment{}) || o.Commit() != model.Commitment(key) {
			c.bad++
			continue
		}
		c.sound[model.Commitment(key)] = o
	}
	return c
}

// opened returns the sound values.
func (c *secretCheck) opened() (all []model.Opened) {
	for _, o := range c.sound {
		all = append(all, o)
	}
	return all
}

// missing returns the commitments of the state made anew whose values are not kept, with the rows that they belong to,
// and how many more were not kept but could be found elsewhere in the files; these are sound from then on.
func (c *secretCheck) missing(said *replay, s *bolt.Survey) (wanted map[model.Commitment]model.Ref, found int, err error) {
	wanted = map[model.Commitment]model.Ref{}
	err = said.journal.View(func(v journal.Reader) error {
		for key, raw := range v.Ascend(roomRow, nil) {
			row, err := decodeRow(c.codec, refAt(key), raw)
			if err != nil {
				return err
			}
			commitments(reflect.ValueOf(row), func(k model.Commitment) {
				if _, kept := c.sound[k]; !kept && !k.IsZero() {
					wanted[k] = row.Ref()
				}
			})
		}
		return nil
	})
	if err != nil || len(wanted) == 0 {
		return wanted, 0, err
	}
	err = c.search(s, func(k model.Commitment, o model.Opened) {
		if _, ok := wanted[k]; ok {
			c.sound[k] = o
			delete(wanted, k)
			found++
		}
	})
	return wanted, found, err
}

// search looks for private values in the bytes of the files. Each begins with a map of two: the salt, 16 bytes, first.
func (c *secretCheck) search(s *bolt.Survey, fn func(model.Commitment, model.Opened)) error {
	const most = 4096 // far beyond an address
	return s.Scan([]byte{0xa2, 0x01, 0x50}, most, func(b []byte) {
		var o model.Opened
		if rest, err := c.codec.First(b[:min(len(b), most)], &o); err == nil && len(rest) < len(b) {
			fn(o.Commit(), o)
		}
	})
}

// commitments calls fn with every commitment within a row.
func commitments(v reflect.Value, fn func(model.Commitment)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			commitments(v.Elem(), fn)
		}
	case reflect.Array:
		if v.Type() == reflect.TypeFor[model.Commitment]() {
			fn(v.Interface().(model.Commitment))
		}
	case reflect.Slice:
		if holds(v.Type().Elem()) {
			for i := range v.Len() {
				commitments(v.Index(i), fn)
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				commitments(v.Field(i), fn)
			}
		}
	}
}

// holds tells whether elements of the type may hold commitments, which spares walking over texts and numbers.
func holds(t reflect.Type) bool {
	k := t.Kind()
	return k == reflect.Struct || k == reflect.Pointer || t == reflect.TypeFor[model.Commitment]()
}

// tell adds what was found about private values to the report.
func (c *secretCheck) tell(r *Report, wanted map[model.Commitment]model.Ref, found int) {
	t := tally{report: r}
	for range c.bad {
		t.add(Finding{What: "a private value is not what was committed to", At: -1})
	}
	for range found {
		t.add(Finding{What: "a private value cannot be read in its place, but was found elsewhere", At: -1})
	}
	for _, ref := range wanted {
		t.add(Finding{What: fmt.Sprintf("a private value of %s is missing", refName(ref)), At: -1, Lost: "the address, PayPal address or phone that it was"})
	}
	t.close("private values cannot be read")
}

package model

import (
	"reflect"
	"testing"
)

// Every command with a revision in it says so: else it could overwrite what its author never saw.
func TestCommandsWithRevisionsSaySo(t *testing.T) {
	for _, c := range commands() {
		v := reflect.ValueOf(c).Elem()
		if fillRevisions(v) != (len(Revised(c)) > 0) {
			t.Errorf("%s: Revised says %q", c.Wire(), Revised(c))
		}
	}
}

// fillRevisions gives every list a row and every revision a number, and tells whether there was one.
func fillRevisions(v reflect.Value) (found bool) {
	for i := range v.NumField() {
		f := v.Field(i)
		switch {
		case !f.CanSet():
		case f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.Struct:
			f.Set(reflect.MakeSlice(f.Type(), 1, 1))
			found = fillRevisions(f.Index(0)) || found
		case f.Kind() == reflect.Struct:
			found = fillRevisions(f) || found
		case v.Type().Field(i).Name == "Rev":
			f.SetUint(1)
			found = true
		}
	}
	return found
}

package model

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The table of testdata/fields.txt says of every text of every row, event and command whose business it is. A text that
// is not in the table fails the test: whoever adds one decides who may read it, and the tests beside this one hold the
// code to it.

// words are texts that are one of a list in this package: they tell a kind of thing and never what somebody wrote.
func words() []reflect.Type {
	return []reflect.Type{
		reflect.TypeFor[Role](), reflect.TypeFor[Level](), reflect.TypeFor[CreatorKind](), reflect.TypeFor[Platform](), reflect.TypeFor[RejectReason](),
		reflect.TypeFor[BatchKind](), reflect.TypeFor[KeyKind](), reflect.TypeFor[Book](), reflect.TypeFor[Method](), reflect.TypeFor[Currency](),
		reflect.TypeFor[SuspenseReason](), reflect.TypeFor[Number](), reflect.TypeFor[Rule](), reflect.TypeFor[LossKind](), reflect.TypeFor[ContentType](), reflect.TypeFor[ExposureKind](),
	}
}

// leaf is one text in a value, with the name of its field: "Order.Rejection.Note".
type leaf struct {
	path string
	at   reflect.Value
}

// leaves returns every text below a value. With grow, what is nil or empty is made first, so that all of them are met.
func leaves(path string, v reflect.Value, grow bool) (all []leaf) {
	t := v.Type()
	switch {
	case slices.Contains(words(), t):
		return nil
	case t.Kind() == reflect.String, t == reflect.TypeFor[Commitment]():
		return []leaf{{path, v}}
	case t.Kind() == reflect.Pointer:
		if v.IsNil() && grow {
			v.Set(reflect.New(t.Elem()))
		}
		if !v.IsNil() {
			return leaves(path, v.Elem(), grow)
		}
	case t.Kind() == reflect.Slice:
		if v.Len() == 0 && grow {
			v.Set(reflect.MakeSlice(t, 1, 1))
		}
		for i := range v.Len() {
			all = append(all, leaves(path, v.Index(i), grow)...)
		}
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			if f := t.Field(i); f.Anonymous {
				all = append(all, leaves(path, v.Field(i), grow)...)
			} else if f.IsExported() {
				all = append(all, leaves(path+"."+f.Name, v.Field(i), grow)...)
			}
		}
	case t.Kind() == reflect.Map, t.Kind() == reflect.Interface, t.Kind() == reflect.Array && t.Elem().Kind() != reflect.Uint8:
		panic(fmt.Sprintf("%s is a %s: say here how its texts are found", path, t))
	}
	return all
}

// rowKinds returns an empty row of every kind.
func rowKinds() (all []Row) {
	for k := Kind(1); k != 0; k++ {
		if row := NewRow(k); row != nil {
			all = append(all, row)
		}
	}
	return all
}

// textFields returns the name of every text of every row, event and command.
func textFields() []string {
	seen := map[string]bool{}
	add := func(sort string, v any) {
		e := reflect.ValueOf(v).Elem()
		for _, l := range leaves(sort+e.Type().Name(), e, true) {
			seen[l.path] = true
		}
	}
	for _, row := range rowKinds() {
		add("", row)
	}
	for _, e := range events() {
		add("", e)
	}
	for _, c := range commands() {
		add("!", c) // what somebody utters
	}
	var all []string
	for path := range seen {
		all = append(all, path)
	}
	slices.Sort(all)
	return all
}

// fieldTable reads whose business each text is.
func fieldTable(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("testdata/fields.txt")
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]string{}
	for line := range strings.Lines(string(data)) {
		if words := strings.Fields(line); len(words) > 0 && words[0] != "#" {
			if len(words) != 2 {
				t.Fatalf("fields.txt: %q", line)
			}
			table[words[0]] = words[1]
		}
	}
	return table
}

func TestEveryTextIsSomebodysBusiness(t *testing.T) {
	table := fieldTable(t)
	for _, path := range textFields() {
		if table[path] == "" {
			t.Errorf("%s is in no line of testdata/fields.txt: who may read it?", path)
		}
		delete(table, path)
	}
	for path := range table {
		t.Errorf("testdata/fields.txt knows %s, which is no more", path)
	}
}

package post

import (
	"reflect"

	"aeconnect/model"
)

// About returns the IDs of what a command is about, as they stand in it: those of the things that it makes, changes or
// answers, each once.
func About(c model.Command) (ids []model.ID) {
	if c == nil {
		return nil
	}
	seen := map[model.ID]bool{}
	gather(reflect.ValueOf(c), 0, func(id model.ID) {
		if id != "" && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	})
	return ids
}

// deepest bounds how deep a command is looked into: a batch holds rows, and those hold IDs.
const deepest = 4

func gather(v reflect.Value, depth int, found func(model.ID)) {
	if depth > deepest {
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			gather(v.Elem(), depth, found)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[model.ID]() {
			found(model.ID(v.String()))
		}
	case reflect.Slice:
		if k := v.Type().Elem().Kind(); k == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			gather(v.Index(i), depth+1, found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				gather(v.Field(i), depth+1, found)
			}
		}
	}
}

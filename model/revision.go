package model

import "reflect"

// Revised returns the names of the rows whose revision a command carries: that of a task, an order or an activity is its
// ID, that of a contract the creator's handle. None says that Decide compares no revision, and then the command is as
// right, or wrong, whatever became of the commands that its author gave before it.
//
// A command that carries revisions was made over what its author saw. Where that was partly the author's own wish, which
// had not reached the hub, the revision is that of a row as it would have become; if the wish was refused, the number may
// by chance be that of what somebody else made of the row. So who keeps commands notes on which earlier ones such a
// command rests, and the hub refuses it when one of those was refused (RuleHubRests).
func Revised(c Command) (names []string) {
	switch c := c.(type) {
	case *EditTask:
		if c.Rev != 0 {
			names = append(names, string(c.ID))
		}
	case *ChangeActivity:
		if c.Rev != 0 {
			names = append(names, string(c.ID))
		}
	case *ApplyForMany:
		for _, row := range c.Rows {
			if row.Rev != 0 {
				names = append(names, row.Creator)
			}
		}
	case bulk:
		for _, row := range c.picked() {
			if row.Rev != 0 {
				names = append(names, string(row.ID))
			}
		}
	}
	return names
}

// Named returns the names, as in [Revised], of what a command says that it is about: every ID in it, each once, and the
// creators whose contracts it would change.
func Named(c Command) (names []string) {
	for _, id := range IDsIn(c) {
		names = append(names, string(id))
	}
	switch c := c.(type) {
	case *AddToRoster:
		names = append(names, c.Creators...)
	case *RemoveFromRoster:
		names = append(names, c.Names...)
	case *SetShare:
		names = append(names, c.Creators...)
	}
	return names
}

// IDsIn returns the IDs that stand in a command: those of the things that it makes, changes or answers, each once.
func IDsIn(c Command) (ids []ID) {
	if c == nil {
		return nil
	}
	seen := map[ID]bool{}
	gatherIDs(reflect.ValueOf(c), 0, func(id ID) {
		if id != "" && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	})
	return ids
}

// deepestID bounds how deep a command is looked into: a batch holds rows, and those hold IDs.
const deepestID = 4

func gatherIDs(v reflect.Value, depth int, found func(ID)) {
	if depth > deepestID {
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			gatherIDs(v.Elem(), depth, found)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[ID]() {
			found(ID(v.String()))
		}
	case reflect.Slice:
		if k := v.Type().Elem().Kind(); k != reflect.Uint8 {
			for i := range v.Len() {
				gatherIDs(v.Index(i), depth+1, found)
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				gatherIDs(v.Field(i), depth+1, found)
			}
		}
	}
}

// NameOf returns the name of a row that has revisions which commands carry; "" for any other.
func NameOf(r Reader, row Row) string {
	switch row := row.(type) {
	case *Task:
		return string(row.ID)
	case *Order:
		return string(row.ID)
	case *Activity:
		return string(row.ID)
	case *Contract:
		if a := AccountOf(r, row.Creator); a != nil {
			return a.Handle
		}
	}
	return ""
}

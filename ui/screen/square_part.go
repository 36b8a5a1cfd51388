package screen

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"aeconnect/model"
	"aeconnect/ui/ask"
)

// byPart tells that a query names what the platform gives to tasks: activity:11.11, exposure:instagram. The search box
// looks at titles; these are found by the lists of entries and of promises, which are short.
func byPart(query string) bool {
	small := strings.ToLower(query)
	return strings.Contains(small, "activity:") || strings.Contains(small, "exposure:") || strings.HasPrefix(small, fitsFilter)
}

// findByPart finds the open tasks of a type that a query with such fields names, soonest to close first. The other words
// and fields of the query hold as in every list.
func findByPart(v model.View, query string, of model.TaskType) Found {
	began := time.Now()
	fields := ask.TaskFields()
	filter, _ := ask.ParseFilter(query, ask.FieldsOf(fields), v.Now, model.PolicyNow(v.Reader).Calendar().Zone)
	var found []*model.Task
	for _, t := range partTasks(v, query) {
		if t.State != model.Published || of != 0 && t.Type != of {
			continue
		}
		if filter.Fields(func(i int) ask.Value { return fields[i].Value(v, t) }) && (!filter.Texts() || filter.Like(ask.RowTexts(v, t)) != ask.Unlike) {
			found = append(found, t)
		}
	}
	slices.SortFunc(found, func(a, b *model.Task) int {
		return cmp.Or(cmp.Compare(a.Terms.ApplyBy, b.Terms.ApplyBy), cmp.Compare(a.Key, b.Key))
	})
	out := Found{Total: len(found), Took: time.Since(began)}
	for _, t := range found[:min(len(found), foundRows)] {
		out.Hits = append(out.Hits, Hit{Task: t.Key})
	}
	return out
}

// fitsFilter begins a query for the tasks that fit whoever looks (M45).
const fitsFilter = "fits:yes"

// partTasks are the tasks that take part in any activity, or where no activity is asked for those that exposure was
// promised to.
func partTasks(v model.View, query string) []*model.Task {
	var all []*model.Task
	if strings.HasPrefix(strings.ToLower(query), fitsFilter) {
		all, _ = v.Fitting(foundRows)
		return all
	}
	if !strings.Contains(strings.ToLower(query), "activity:") {
		for _, row := range v.Rows(model.ExposureAny(), model.Place{}, false) {
			all = append(all, row.(*model.Task))
		}
		return all
	}
	seen := map[model.Key]bool{}
	for _, row := range v.Rows(model.Activities(0), model.Place{}, true) {
		for _, row := range v.Rows(model.EntriesIn(row.(*model.Activity).Key, model.EntryAccepted), model.Place{}, false) {
			key := row.(*model.ActivityEntry).Task
			if t := v.Task(key); t != nil && !seen[key] {
				seen[key] = true
				all = append(all, t)
			}
		}
	}
	return all
}

package screen

import (
	"slices"
	"strings"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// Whereabouts implements [Whereabouts].
func (p reviewPage) Whereabouts() string {
	if p.file == nil {
		return ""
	}
	return whereReview + " " + string(p.file.order.ID)
}

// Whereabouts implements [Whereabouts].
func (f sendForm) Whereabouts() string {
	var ids []string
	for _, row := range f.what.rows {
		ids = append(ids, string(row.order.ID))
	}
	return whereRows(whereSend, ids)
}

// Whereabouts implements [Whereabouts].
func (f recordForm) Whereabouts() string {
	var ids []string
	for _, row := range f.what.rows {
		ids = append(ids, string(row.order.ID))
	}
	return whereRows(whereRecord, ids)
}

// whereRows says where a form about several orders is; "" while nothing was read.
func whereRows(what string, ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return what + " " + strings.Join(ids, " ")
}

// reopenRows opens a form about the orders that are still there.
func reopenRows(d Desk, ids string, open func([]string) kit.Screen) (kit.Screen, bool) {
	var keys []string
	for _, id := range strings.Fields(ids) {
		if key := keyOf(d, model.KindOrder, id); key != 0 {
			keys = append(keys, rowKey(model.Ref{Kind: model.KindOrder, Key: key}))
		}
	}
	keys = slices.Compact(keys)
	if len(keys) == 0 {
		return nil, false
	}
	return open(keys), true
}

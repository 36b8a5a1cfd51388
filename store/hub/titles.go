package hub

import (
	"fmt"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// Titles returns what a search needs of up to limit tasks from a key on, in the order of their keys, and the key to go
// on from, 0 after the last. It reads no whole row and leaves none in the cache, because it is for reading all of them.
func (h *Hub) Titles(from model.Key, limit int) (titles []model.TaskTitle, next model.Key, err error) {
	err = h.view(func(r *reader) error {
		return r.with(func(v journal.Reader) error {
			for key, raw := range v.Ascend(roomRow, rowKey(model.Ref{Kind: model.KindTask, Key: from})) {
				ref := refAt(key)
				if ref.Kind != model.KindTask {
					break
				}
				if len(titles) == limit {
					next = ref.Key
					break
				}
				var t model.TaskTitle
				if err := h.codec.Glance(raw, &t); err != nil || t.Key != ref.Key {
					return &journal.DamageError{What: fmt.Sprintf("task %d cannot be read", ref.Key), Err: err}
				}
				titles = append(titles, t)
			}
			return nil
		})
	})
	h.relieve(len(titles))
	return titles, next, err
}

package search

import (
	"context"
	"slices"
)

// mergeWidth is how many segments of about the same size make one: each document is
// then written anew three times on its way from the tail to a full segment.
const mergeWidth = 4

// startMerge begins a merge in the background if there is something to merge. The
// caller holds the lock.
func (x *Index) startMerge() {
	if x.merging != nil || x.loader != nil {
		return
	}
	parts := mergeable(x.view.Load().parts)
	if parts == nil {
		return
	}
	x.merging = make(chan struct{})
	go x.merge(parts)
}

// merge puts new segments in the place of some parts, again and again while there is
// something to merge.
func (x *Index) merge(parts []part) {
	for {
		var entries []entry
		for _, p := range parts {
			entries = p.byKeys(entries)
		}
		merged := newSegments(entries, parts[0].wide, x.alpha)
		x.mu.Lock()
		x.install(parts, merged)
		parts = mergeable(x.view.Load().parts)
		if parts == nil || x.loader != nil {
			close(x.merging)
			x.merging = nil
			x.mu.Unlock()
			return
		}
		x.mu.Unlock()
	}
}

// install replaces parts by the segments merged from them. Rows that died while the
// merge went on are dead in the new segments too.
func (x *Index) install(old []part, merged []*segment) {
	v := x.view.Load()
	parts := make([]part, len(merged))
	for i, s := range merged {
		parts[i] = x.named(s)
	}
	before := make(map[uint64]part, len(old))
	for _, p := range old {
		before[p.id] = p
	}
	gone := func(p part) bool { _, ok := before[p.id]; return ok }
	for _, now := range v.parts {
		if gone(now) && now.deaths > before[now.id].deaths {
			bury(diedSince(before[now.id], now), parts)
		}
	}
	x.publish(v.replaced(gone, parts))
	x.cache.forget(func(id uint64) bool { _, ok := before[id]; return ok })
}

// diedSince lists the keys of the rows that are dead now and were not then.
func diedSince(then, now part) []uint64 {
	var keys []uint64
	for row := range now.rows() {
		if then.alive(row) && !now.alive(row) {
			keys = append(keys, now.key(row))
		}
	}
	return keys
}

// bury marks keys dead in the parts that hold them.
func bury(keys []uint64, parts []part) {
	for _, key := range keys {
		for i, p := range parts {
			if row, ok := p.row(key); ok && p.alive(row) {
				parts[i] = p.without(row)
			}
		}
	}
}

// mergeable picks what to merge next: segments of which more than half is dead, else
// mergeWidth segments of one kind and of about the same size; nil if there are none.
func mergeable(parts []part) []part {
	var tiers [2][3][]part
	for _, p := range parts {
		if 2*p.deaths > p.rows() {
			return []part{p}
		}
		kind := 0
		if p.wide {
			kind = 1
		}
		if t := tier(p.living()); t < len(tiers[kind]) {
			tiers[kind][t] = append(tiers[kind][t], p)
		}
	}
	for _, kind := range tiers {
		for _, tier := range kind {
			if len(tier) >= mergeWidth {
				return tier[:mergeWidth]
			}
		}
	}
	return nil
}

// tier is 0 for segments made of one tail, 2 for segments four of which fill one, 3
// for those that are full.
func tier(rows int) int {
	switch {
	case rows <= 2*tailRows:
		return 0
	case rows <= 8*tailRows:
		return 1
	case rows <= 32*tailRows:
		return 2
	}
	return 3
}

// Compact merges what is not full and drops dead rows, while searches go on. It
// returns ErrLoading while documents are being loaded.
func (x *Index) Compact(ctx context.Context) error {
	parts, err := x.seizeMerge(ctx)
	if err != nil {
		return err
	}
	defer x.releaseMerge()
	for _, wide := range []bool{false, true} {
		var loose []part
		for _, p := range parts {
			if p.wide == wide && (p.deaths > 0 || p.rows() < segmentRows) {
				loose = append(loose, p)
			}
		}
		for batch := range slices.Chunk(loose, 2*mergeWidth) {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if len(batch) > 1 || batch[0].deaths > 0 {
				x.compact(batch)
			}
		}
	}
	return nil
}

func (x *Index) compact(parts []part) {
	var entries []entry
	for _, p := range parts {
		entries = p.byKeys(entries)
	}
	merged := newSegments(entries, parts[0].wide, x.alpha)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.install(parts, merged)
}

// seizeMerge waits until no merge goes on and keeps others from beginning. The parts
// that it returns are those that the caller may replace.
func (x *Index) seizeMerge(ctx context.Context) ([]part, error) {
	for {
		x.mu.Lock()
		going, loading := x.merging, x.loader != nil
		if going == nil && !loading {
			defer x.mu.Unlock()
			x.merging = make(chan struct{})
			return x.view.Load().parts, nil
		}
		x.mu.Unlock()
		if loading {
			return nil, ErrLoading
		}
		select {
		case <-going:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (x *Index) releaseMerge() {
	x.mu.Lock()
	defer x.mu.Unlock()
	close(x.merging)
	x.merging = nil
	x.startMerge()
}

package search_test

import (
	"context"
	"fmt"

	"aeconnect/store/search"
)

func Example() {
	const cps, fixed search.Class = 0, 1
	x := search.New(search.Options{})
	x.Put(search.Doc{Key: 1, Title: "Wireless earbuds launch", Class: fixed})
	x.Put(search.Doc{Key: 2, Title: "Sleep earbuds, soft tips", Class: cps})
	x.Put(search.Doc{Key: 3, Title: "Gear bag for a bed and breakfast", Class: fixed})

	box := x.NewSession()
	r, err := box.Search(context.Background(), "earb", search.AllClasses(), 200)
	if err != nil {
		return // a newer key has overtaken this one
	}
	fmt.Println(r.Total, "of", r.Of)
	for _, h := range r.Hits {
		fmt.Println(h.Key, h.Exact, h.Positions)
	}
	r, _ = box.Search(context.Background(), "earb", search.Of(cps), 200)
	fmt.Println(r.Total, "of", r.Of)
	// Output:
	// 3 of 3
	// 1 true [9 10 11 12]
	// 2 true [6 7 8 9]
	// 3 false [1 2 3 5]
	// 1 of 1
}

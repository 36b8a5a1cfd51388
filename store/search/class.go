package search

// Class is a small number that a document carries so that a search can be kept to one
// tab of the Task Square (the type of the task). Any values will do; a segment spends
// one bit a row for each class that occurs in it, so there should be a handful.
type Class uint8

// Classes is a set of classes; the zero value is empty.
type Classes [4]uint64

// AllClasses is the set of every class: the tab "All".
func AllClasses() Classes {
	return Classes{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
}

// Of is the set of the classes given.
func Of(classes ...Class) Classes {
	var set Classes
	for _, c := range classes {
		set[c>>6] |= 1 << (c & 63)
	}
	return set
}

// Has tells whether c is in the set.
func (set Classes) Has(c Class) bool { return set[c>>6]>>(c&63)&1 == 1 }

// classCounts holds the number of live documents of each class.
type classCounts [256]int32

// sum is the number of live documents in the classes of the set.
func (counts *classCounts) sum(set Classes) int {
	total := 0
	for c, n := range counts {
		if n != 0 && set.Has(Class(c)) {
			total += int(n)
		}
	}
	return total
}

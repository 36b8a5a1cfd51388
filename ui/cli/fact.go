package cli

// facts are the values of one object that is no row of the marketplace - the time, a version - as JSON.
type facts [][]byte

// factNoun is an object of named values.
func factNoun(names ...string) noun[facts] {
	var n noun[facts]
	for i, name := range names {
		n.columns = append(n.columns, column[facts]{name, inAll, func(_ *scene, b []byte, f facts) []byte { return append(b, f[i]...) }})
	}
	return n
}

// print prints one object.
func (p *printer[T]) print(s *scene, row T) error {
	p.add(s, row)
	return p.close()
}

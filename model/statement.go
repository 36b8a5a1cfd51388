package model

import "crypto/sha256"

// statementLines is how many lines of a statement stand on one page.
const statementLines = 256

// Statement is one page of a Portals statement: what each line said, so that the same line again changes nothing and
// another one in its place is seen. It is the seller's alone.
type Statement struct {
	Key    Key             `cbor:"1,keyasint"`
	Seller Key             `cbor:"2,keyasint"`
	ID     string          `cbor:"3,keyasint"` // the report's
	Page   int64           `cbor:"4,keyasint"`
	First  Moment          `cbor:"5,keyasint"` // when lines of it were imported
	Last   Moment          `cbor:"6,keyasint"`
	Lines  []StatementLine `cbor:"7,keyasint"` // by number
}

// LineHash is the beginning of the SHA-256 of what a line says.
type LineHash [12]byte

// StatementLine is one line that was imported.
type StatementLine struct {
	_    struct{} `cbor:",toarray"`
	No   int64
	Hash LineHash
	Sale Key
}

func (*Statement) kind() Kind { return KindStatement }

// Ref implements [Row].
func (s *Statement) Ref() Ref { return Ref{KindStatement, s.Key} }

// Lists implements [Row].
func (s *Statement) Lists(e *Entries) {
	e.Add(ListStatements, group(uint64(s.Seller)), pageSort(s.ID, s.Page))
}

func pageSort(id string, page int64) string { return id + "\x00" + ordered(page) }

// StatementsOf lists the pages of a seller's statements, by statement and page.
func StatementsOf(seller Key) Query { return Query{ListStatements, group(uint64(seller))} }

// StatementOf returns the page of a key, or nil.
func StatementOf(r Reader, key Key) *Statement { return must[*Statement](r, key) }

func pageOf(r Reader, seller Key, id string, page int64) *Statement {
	sort := pageSort(id, page)
	for p := range r.Scan(ListStatements, group(uint64(seller)), Place{Sort: sort}, false) {
		if p.Sort == sort {
			return must[*Statement](r, p.Ref.Key)
		}
		break
	}
	return nil
}

// hash returns what a line says, in the same bytes however the report wrote it.
func (c *ImportSales) hash(l SaleLine) LineHash {
	h := sha256.New()
	for _, s := range []string{l.Sale, c.Targets[l.Target], c.Items[l.Item], string(c.Currencies[l.Currency]), l.Country, l.Buyer} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	h.Write([]byte(ordered(int64(l.Sold), int64(l.Received), int64(l.Status), l.Amount)))
	return LineHash(h.Sum(nil)[:12])
}

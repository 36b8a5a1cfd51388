package model

import "strings"

// ID names a thing for people: a letter for its kind and eight random Crockford base32 characters,
// "T-4F7K-9Q2M". Whoever creates the thing mints it, offline too; the authority refuses a taken one.
type ID string

// The letters that IDs begin with.
const (
	TaskLetter       = 'T'
	OrderLetter      = 'O'
	PaymentLetter    = 'P'
	BatchLetter      = 'B'
	ActivityLetter   = 'A'
	AccessLetter     = 'J' // who wants to join
	RequestLetter    = 'V' // who wants to be verified, or to stream
	WithdrawalLetter = 'W'
)

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// MintID makes an ID of the letter from 40 random bits.
func MintID(letter byte, random uint64) ID {
	b := []byte{letter, '-', 0, 0, 0, 0, '-', 0, 0, 0, 0}
	for _, i := range []int{2, 3, 4, 5, 7, 8, 9, 10} {
		b[i] = crockford[random&31]
		random >>= 5
	}
	return ID(b)
}

// Letter returns the letter of the ID's kind, 0 for an empty one.
func (id ID) Letter() byte {
	if id == "" {
		return 0
	}
	return id[0]
}

// Valid tells whether id is whole and of the kind of letter.
func (id ID) Valid(letter byte) bool {
	if len(id) != 11 || id[0] != letter || id[1] != '-' || id[6] != '-' {
		return false
	}
	for i := 2; i < len(id); i++ {
		if i != 6 && strings.IndexByte(crockford, id[i]) < 0 {
			return false
		}
	}
	return true
}

// NormalizeID reads an ID or the beginning of one as people type it: any case, hyphens optional,
// O for 0 and I or L for 1 as Crockford allows. It returns "" for what cannot begin an ID.
func NormalizeID(typed string) ID {
	s := strings.ToUpper(strings.TrimSpace(typed))
	if s == "" {
		return ""
	}
	rest := strings.NewReplacer("-", "", "O", "0", "I", "1", "L", "1").Replace(s[1:])
	if len(rest) > 8 || strings.IndexByte("ATOPBDJVW", s[0]) < 0 {
		return ""
	}
	for i := range len(rest) {
		if strings.IndexByte(crockford, rest[i]) < 0 {
			return ""
		}
	}
	id := s[:1] + "-" + rest[:min(4, len(rest))]
	if len(rest) > 4 {
		id += "-" + rest[4:]
	}
	return ID(id)
}

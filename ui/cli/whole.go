package cli

import (
	"errors"
	"strconv"

	"github.com/spf13/pflag"
)

// errWhole says that a text is no whole number in plain decimal; people read the sentence of the flag.
var errWhole = errors.New("no whole number")

// whole is the value of a flag that takes a whole number, in plain decimal only: neither "0x5" nor "+1" nor "1_000".
type whole struct{ to *int }

// wholeVar adds a flag that takes a whole number.
func wholeVar(f *pflag.FlagSet, to *int, name string, standard int) {
	*to = standard
	f.Var(whole{to}, name, "")
}

// parseWhole reads a whole number.
func parseWhole(typed string) (int64, error) {
	n, err := strconv.ParseInt(typed, 10, 64)
	if err != nil || typed[0] == '+' {
		return 0, errWhole
	}
	return n, nil
}

// String implements pflag.Value.
func (w whole) String() string {
	if w.to == nil {
		return "0"
	}
	return strconv.Itoa(*w.to)
}

// Set implements pflag.Value.
func (w whole) Set(typed string) error {
	n, err := parseWhole(typed)
	if err == nil {
		*w.to = int(n)
	}
	return err
}

// Type implements pflag.Value.
func (w whole) Type() string { return "int" }

// wholeVar64 adds a flag that takes a whole number that is not negative.
func wholeVar64(f *pflag.FlagSet, to *uint64, name string, standard uint64) {
	*to = standard
	f.Var(count{to}, name, "")
}

// count is the value of a flag that takes a whole number that is not negative.
type count struct{ to *uint64 }

// String implements pflag.Value.
func (c count) String() string {
	if c.to == nil {
		return "0"
	}
	return strconv.FormatUint(*c.to, 10)
}

// Set implements pflag.Value.
func (c count) Set(typed string) error {
	n, err := strconv.ParseUint(typed, 10, 64) // takes no sign
	if err == nil {
		*c.to = n
	}
	return err
}

// Type implements pflag.Value.
func (c count) Type() string { return "uint64" }

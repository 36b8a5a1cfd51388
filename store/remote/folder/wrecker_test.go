package folder_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"aeconnect/store/remote/remotetest"
)

// wrecker does to the files of a folder what clouds, sticks and strangers do.
type wrecker struct {
	*post
	fault  remotetest.Fault
	chance *rand.Rand
}

func (w *wrecker) run(ctx context.Context) {
	for ctx.Err() == nil {
		time.Sleep(2 * poll)
		letters := append(w.letters("to-hub"), w.letters("from-hub")...)
		if len(letters) > 0 && w.chance.IntN(2) == 0 {
			w.strike(letters[w.chance.IntN(len(letters))], letters)
		}
	}
}

// strike does it to one letter. Letters come and go meanwhile; what cannot be done is left out.
func (w *wrecker) strike(name string, all []string) {
	text, err := os.ReadFile(name)
	if err != nil || len(text) == 0 {
		return
	}
	switch w.fault {
	case remotetest.LostAnswer:
		if err = errNot; strings.Contains(name, "from-hub") {
			err = os.Remove(name)
		}
	case remotetest.Duplicate:
		err = os.WriteFile(next(name), text, 0o644)
	case remotetest.Delay:
		hidden := filepath.Join(filepath.Dir(name), ".late")
		err = os.Rename(name, hidden)
		time.Sleep(2 * poll)
		_ = os.Rename(hidden, name)
	case remotetest.Reorder:
		if other := all[w.chance.IntN(len(all))]; other != name {
			err = os.WriteFile(other, text, 0o644)
		} else {
			err = errNot
		}
	case remotetest.Cut:
		err = os.Truncate(name, int64(w.chance.IntN(len(text))))
	}
	if err == nil {
		w.Strike(w.fault)
	}
}

var errNot = errors.New("this letter is left alone")

// letters returns the letters of a side, in order.
func (p *post) letters(side string) []string {
	names, err := filepath.Glob(filepath.Join(p.dir, "aeconnect-post", side, "*", "*.letter"))
	if err != nil {
		p.t.Error(err)
	}
	return names
}

// next is the name of the letter after one.
func next(name string) string {
	stem := strings.TrimSuffix(name, ".letter")
	digits := []byte(stem)
	for i := len(digits) - 1; digits[i] != '-'; i-- {
		if digits[i]++; digits[i] <= '9' {
			break
		}
		digits[i] = '0'
	}
	return string(digits) + ".letter"
}

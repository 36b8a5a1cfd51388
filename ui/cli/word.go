package cli

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
)

// wordIn returns the word that was typed if it is one of those that are known; "In Review" and "in-review" are
// in_review.
func wordIn[S ~string](flag, typed string, known []S) (S, error) {
	tidy := S(strings.ToLower(strings.TrimSpace(typed)))
	for _, word := range []S{tidy, S(strings.NewReplacer(" ", "_", "-", "_").Replace(string(tidy)))} {
		if slices.Contains(known, word) {
			return word, nil
		}
	}
	return "", usage(ruleWord, flag, assets.Text("value", model.Safe(typed)), assets.Text("known", joined(known)))
}

// wordsIn is wordIn for several words, parted by commas or typed in flags of their own.
func wordsIn[S ~string](flag string, typed []string, known []S) ([]S, error) {
	var all []S
	for _, t := range typed {
		word, err := wordIn(flag, t, known)
		if err != nil {
			return nil, err
		}
		all = append(all, word)
	}
	return all, nil
}

func joined[S ~string](all []S) string {
	texts := make([]string, len(all))
	for i, s := range all {
		texts[i] = string(s)
	}
	return strings.Join(texts, ", ")
}

// named returns the names of values that have one.
func named[T interface{ String() string }](all []T) []string {
	texts := make([]string, len(all))
	for i, v := range all {
		texts[i] = v.String()
	}
	return texts
}

// together refuses two flags that exclude each other.
func together(first, second string) error {
	return usage(ruleTogether, first, assets.Text("first", "--"+first), assets.Text("second", "--"+second))
}

package ui

import (
	"flag"
	"fmt"
	"go/format"
	"os"
	"reflect"
	"strings"
	"testing"

	"aeconnect/assets"
	"aeconnect/ui/kit"
)

// TestTheKitSpeaksTheCatalogue keeps one truth: what the kit says without a catalogue is what the catalogue says.
func TestTheKitSpeaksTheCatalogue(t *testing.T) {
	const path = "kit/shell_words_english.go"
	var b strings.Builder
	b.WriteString("// Code generated from assets/words/en.kit.toml by a test of package ui. DO NOT EDIT.\n\npackage kit\n\n// English returns the kit's texts in English: the words of the catalogue's\n" +
		"// en.kit.toml, for whoever draws without a catalogue. A test of the program\n// writes this file from there and fails when the two differ.\n" +
		"func English() *Words {\n\treturn &Words{\n")
	words := reflect.ValueOf(*kitWords(assets.NewWords("en")))
	for i := range words.NumField() {
		fmt.Fprintf(&b, "\t\t%s: %q,\n", words.Type().Field(i).Name, words.Field(i).String())
	}
	b.WriteString("\t}\n}\n")
	want, err := format.Source([]byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s is not what en.kit.toml says; run with -update\n--- want\n%s", path, want)
	}
}

// TestEveryLanguageSpeaksTheKit: a language that lacks a word of the kit would show English in the middle of a screen.
func TestEveryLanguageSpeaksTheKit(t *testing.T) {
	for _, lang := range assets.Languages() {
		w := assets.NewWords(lang)
		kit.NewWords(func(id string, args, holders []string) string {
			if !w.Has("kit." + id) {
				t.Errorf("%s has no word kit.%s", lang, id)
			}
			return ""
		})
	}
}

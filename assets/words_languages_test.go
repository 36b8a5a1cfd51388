package assets

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"aeconnect/model"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// wholeLanguages are the languages that say everything that English says. In another one a file may still be missing,
// and its words are English then; a file that is there is whole in every language.
func wholeLanguages() []string { return []string{"es"} }

// spokenText is a text of one file as it stands there.
type spokenText struct {
	forms  map[plural.Form]string
	counts bool
}

// all returns the texts of every form in one.
func (s spokenText) all() string {
	var b strings.Builder
	for _, form := range slices.Sorted(maps.Keys(s.forms)) {
		b.WriteString(s.forms[form] + "\n")
	}
	return b.String()
}

// names returns what the forms refer to, arguments and numbers of the policy, each once, sorted.
func (s spokenText) names() []string {
	var all []string
	for _, text := range s.forms {
		all = append(all, referred(parseTemplate(text))...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func referred(t template) []string {
	var all []string
	for _, p := range t {
		if p.name != "" {
			all = append(all, p.name)
		}
		all = append(append(all, referred(p.yes)...), referred(p.other)...)
	}
	return all
}

// spokenFiles reads the files of a language: for each part ("" for en.toml, "kit" for en.kit.toml) its texts by ID. The
// sentences of the policy table are the English part "policy".
func spokenFiles(t *testing.T, lang string) map[string]map[string]spokenText {
	t.Helper()
	names, err := fs.Glob(files, "words/"+lang+".*")
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]map[string]spokenText{}
	for _, name := range names {
		part := strings.TrimPrefix(strings.TrimSuffix(strings.TrimPrefix(name, "words/"+lang), ".toml"), ".")
		parts[part] = spokenFile(name)
	}
	if lang == "en" {
		parts["policy"] = map[string]spokenText{}
		for _, n := range Policy().Numbers {
			parts["policy"]["policy."+string(n.Name)] = spokenText{forms: map[plural.Form]string{plural.Other: n.Sentence}}
		}
	}
	return parts
}

func spokenFile(name string) map[string]spokenText {
	var f wordFile
	read(name, &f)
	texts := map[string]spokenText{}
	for section, words := range f.Word {
		for key, text := range words {
			texts[section+"."+key] = spokenText{forms: map[plural.Form]string{plural.Other: text}}
		}
	}
	for section, words := range f.Plural {
		for key, p := range words {
			forms := map[plural.Form]string{plural.Zero: p.Zero, plural.One: p.One, plural.Two: p.Two, plural.Few: p.Few, plural.Many: p.Many, plural.Other: p.Other}
			maps.DeleteFunc(forms, func(_ plural.Form, text string) bool { return text == "" })
			texts[section+"."+key] = spokenText{forms: forms, counts: true}
		}
	}
	for rule, e := range f.Rule {
		for key, text := range map[string]string{".title": e.Title, ".sentence": e.Sentence, ".refusal": e.Refusal, ".accepts": e.Accepts} {
			if text != "" {
				texts["rule."+string(rule)+key] = spokenText{forms: map[plural.Form]string{plural.Other: text}}
			}
		}
	}
	if f.Language != "" {
		texts["language.self"] = spokenText{forms: map[plural.Form]string{plural.Other: f.Language}}
	}
	return texts
}

// otherLanguages returns the languages beside English that there is a file for.
func otherLanguages() []string { return Languages()[1:] }

// A file of another language says what the English file of the same name says: no text is missing, and none stands
// there that nobody asks for.
func TestFilesOfALanguageSayWhatEnglishSays(t *testing.T) {
	english := spokenFiles(t, "en")
	for _, lang := range otherLanguages() {
		parts := spokenFiles(t, lang)
		for part, texts := range parts {
			for id := range texts {
				if _, ok := english[part][id]; !ok {
					t.Errorf("%s, part %q: %s is not in the English file", lang, part, id)
				}
			}
			for id := range english[part] {
				if _, ok := texts[id]; !ok {
					t.Errorf("%s, part %q: %s is missing", lang, part, id)
				}
			}
		}
		for part := range english {
			if _, ok := parts[part]; !ok && slices.Contains(wholeLanguages(), lang) {
				t.Errorf("%s has no part %q", lang, part)
			}
		}
	}
}

// eachTranslation calls a check with every text of another language and the English one.
func eachTranslation(t *testing.T, check func(lang, id string, english, own spokenText)) {
	t.Helper()
	english := spokenFiles(t, "en")
	for _, lang := range otherLanguages() {
		for part, texts := range spokenFiles(t, lang) {
			for id, own := range texts {
				if said, ok := english[part][id]; ok {
					check(lang, id, said, own)
				}
			}
		}
	}
}

// What a text is told is said in every language: the same arguments, the same numbers of the policy.
func TestLanguagesUseTheSameArguments(t *testing.T) {
	eachTranslation(t, func(lang, id string, english, own spokenText) {
		if !slices.Equal(english.names(), own.names()) {
			t.Errorf("%s %s uses %v, English %v", lang, id, own.names(), english.names())
		}
	})
}

// formsOf returns the plural forms that whole numbers take in a language, and those that one number alone takes.
func formsOf(lang string) (taken []plural.Form, alone map[plural.Form]bool) {
	tag, count := language.Make(lang), map[plural.Form]int{}
	for _, n := range append([]int{1_000_000, 2_000_000}, slices.Collect(sequence(1000))...) {
		count[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)]++
	}
	alone = map[plural.Form]bool{}
	for form, n := range count {
		alone[form] = n == 1
	}
	return slices.Sorted(maps.Keys(count)), alone
}

func sequence(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// A text that counts has the forms that its language takes, besides the one for fractions that it falls back on. A form
// that several numbers share says the number where English says it.
func TestLanguagesHaveTheirPluralForms(t *testing.T) {
	eachTranslation(t, func(lang, id string, english, own spokenText) {
		if english.counts != own.counts {
			t.Errorf("%s %s: counts %t, English %t", lang, id, own.counts, english.counts)
			return
		}
		taken, alone := formsOf(lang)
		same := len(english.forms) == 1 && len(own.forms) == 1
		for _, form := range taken {
			if own.counts && !same && own.forms[form] == "" {
				t.Errorf("%s %s: form %s is missing", lang, id, formName(form))
			}
		}
		for form, text := range own.forms {
			if form != plural.Other && !slices.Contains(taken, form) {
				t.Errorf("%s %s: there is no form %s", lang, id, formName(form))
			}
			if strings.Contains(english.forms[plural.Other], "{count}") && !alone[form] && !strings.Contains(text, "{count}") {
				t.Errorf("%s %s: form %s does not say the number", lang, id, formName(form))
			}
		}
	})
}

func formName(f plural.Form) string {
	return map[plural.Form]string{plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}[f]
}

// What stays as it is in every language: keys with a modifier, options of commands, and the program's name.
func kept() *regexp.Regexp {
	return regexp.MustCompile(`ctrl\+[a-z]\b|--[a-z][a-z-]+|\besc\b|\baeconnect (account|clock|demo|doctor|guide|hub|order|payment|portals|restore|serve|settings|ship|task|time|undo|content|news|policy|--help)\b|https?://[^\s,;]*[^\s,;.]`)
}

// Texts are whole and clean: no space at an end that English has not, no doubled space, no sign that a terminal
// stumbles over, and keys, options and commands as they are typed.
func TestLanguagesAreClean(t *testing.T) {
	typed := kept()
	eachTranslation(t, func(lang, id string, english, own spokenText) {
		said, want := own.all(), english.all()
		for form, text := range own.forms {
			like := english.forms[form]
			if like == "" {
				like = english.forms[plural.Other]
			}
			if text == "" && like != "" || text != strings.Trim(text, " \n\t") && like == strings.TrimSpace(like) {
				t.Errorf("%s %s: %q is empty or has a space at its end", lang, id, text)
			}
		}
		if strings.Contains(said, "  ") && !strings.Contains(want, "  ") {
			t.Errorf("%s %s: %q has two spaces", lang, id, said)
		}
		if trouble := model.TextTrouble(strings.TrimSpace(said), true); trouble != model.NoTrouble {
			t.Errorf("%s %s: %q has %s", lang, id, said, trouble)
		}
		for _, sign := range typed.FindAllString(want, -1) {
			if !strings.Contains(said, sign) {
				t.Errorf("%s %s: %q does not say %s", lang, id, said, sign)
			}
		}
		whole := strings.HasSuffix(said, ".\n") || strings.HasSuffix(said, "。\n")
		if strings.HasPrefix(id, "rule.") && (strings.HasSuffix(id, ".title") && whole || strings.HasSuffix(id, ".sentence") && !whole) {
			t.Errorf("%s %s: a title has no full stop, a sentence has one: %q", lang, id, said)
		}
	})
}

// A rule that waits for its part of the rules waits in every language.
func TestLanguagesExplainTheSameRules(t *testing.T) {
	want := NewWords("en").Rules()
	for _, lang := range otherLanguages() {
		if got := NewWords(lang).Rules(); !slices.Equal(got, want) {
			t.Errorf("%s explains %d rules, English %d", lang, len(got), len(want))
		}
	}
}

package screen

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"aeconnect/ui/kit"
)

// named is a language or a country: its code and its name in the reader's language, perhaps in its own too.
type named struct{ code, name, self string }

// gazetteer knows languages or countries by code and by name.
type gazetteer struct {
	all  []named
	name func(code string) string
}

// languages returns the languages that people write and speak, with their names in lang.
func languages(lang string) gazetteer {
	in := display.Languages(language.Make(lang))
	g := gazetteer{name: func(code string) string {
		tag, err := language.Parse(code)
		if err != nil {
			return code
		}
		return in.Name(tag)
	}}
	for _, base := range language.Supported.BaseLanguages() {
		code := base.String()
		tag, err := language.Parse(code)
		if err != nil || len(code) != 2 || tag.String() != code {
			continue // codes that were replaced by others
		}
		if name, self := in.Name(tag), display.Self.Name(tag); name != "" && self != "" {
			g.all = append(g.all, named{code, name, self})
		}
	}
	for _, code := range []string{"pt-BR", "zh-Hant"} {
		tag := language.Make(code)
		g.all = append(g.all, named{code, in.Name(tag), display.Self.Name(tag)})
	}
	return g.sorted()
}

// countries returns the countries of the world, with their names in lang.
func countries(lang string) gazetteer {
	in := display.Regions(language.Make(lang))
	g := gazetteer{name: func(code string) string {
		region, err := language.ParseRegion(code)
		if err != nil {
			return code
		}
		return in.Name(region)
	}}
	for _, region := range language.Supported.Regions() {
		code, name := region.String(), in.Name(region)
		if region.IsCountry() && len(code) == 2 && region.Canonicalize() == region && name != "" && code != "UN" && code != "EZ" {
			g.all = append(g.all, named{code: code, name: name})
		}
	}
	return g.sorted()
}

func (g gazetteer) sorted() gazetteer {
	slices.SortFunc(g.all, func(a, b named) int { return strings.Compare(a.name, b.name) })
	return g
}

// countryNames returns the names of countries in lang.
func countryNames(lang string, codes []string) []string {
	in := display.Regions(language.Make(lang))
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = code
		if region, err := language.ParseRegion(code); err == nil {
			names[i] = in.Name(region)
		}
	}
	return names
}

// find returns the code of what was typed: a code, or a name.
func (g gazetteer) find(typed string) (code string, ok bool) {
	folded := strings.ToLower(strings.TrimSpace(typed))
	for _, n := range g.all {
		if strings.ToLower(n.code) == folded || strings.ToLower(n.name) == folded || strings.ToLower(n.self) == folded {
			return n.code, true
		}
	}
	return "", false
}

// codes reads names and codes parted by commas. unknown is the first that is neither.
func (g gazetteer) codes(typed string) (codes []string, unknown string) {
	for _, part := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' || r == '\n' || r == '，' || r == '、' }) {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		code, ok := g.find(part)
		switch {
		case !ok && unknown == "":
			unknown = part
		case ok && !slices.Contains(codes, code):
			codes = append(codes, code)
		}
	}
	return codes, unknown
}

// typed writes codes as find and codes read them back.
func (g gazetteer) typed(codes []string) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = code
		for _, n := range g.all {
			if n.code == code {
				names[i] = n.name
			}
		}
	}
	return strings.Join(names, ", ")
}

// complete offers names for the last word of a list: those that begin with it, then those that contain it.
func (g gazetteer) complete(text string) []kit.Option {
	at := strings.LastIndexByte(text, ',') + 1
	head, word := text[:at], strings.ToLower(strings.TrimSpace(text[at:]))
	if word == "" {
		return nil
	}
	if head != "" {
		head += " "
	}
	const most = 30
	var starts, contains []kit.Option
	for _, n := range g.all {
		name, self := strings.ToLower(n.name), strings.ToLower(n.self)
		detail := n.self
		if self == "" || self == name {
			detail = n.code
		}
		o := kit.Option{Value: head + n.name, Name: n.name, Detail: detail}
		switch {
		case strings.ToLower(n.code) == word:
			starts = append([]kit.Option{o}, starts...)
		case strings.HasPrefix(name, word) || self != "" && strings.HasPrefix(self, word):
			starts = append(starts, o)
		case strings.Contains(name, word):
			contains = append(contains, o)
		}
	}
	all := append(starts, contains...)
	return all[:min(len(all), most)]
}

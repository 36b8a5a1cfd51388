package assets

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"aeconnect/model"
)

// Phrases is what people write in the sample marketplace.
type Phrases struct {
	Titles     []Title    `toml:"title"`
	Clauses    []Spoken   `toml:"clause"` // requirements in languages other than English
	Apply      []Spoken   `toml:"apply"`  // notes of applicants
	Questions  []Exchange `toml:"question"`
	Rejections []Reasoned `toml:"reject"`
	Changes    Texts      `toml:"changes"` // with a request for changes that names its clauses
	Extensions Texts      `toml:"extension"`
	Offers     Texts      `toml:"offer"`
	Stops      Texts      `toml:"stop"`
	Materials  []Exchange `toml:"materials"`
	Expired    Texts      `toml:"expired"` // why an order expired
	Notes      Texts      `toml:"note"`    // with a submission
}

// Texts are texts that say the same in other words.
type Texts []struct {
	Texts []string `toml:"texts"`
}

// All returns every text.
func (t Texts) All() []string {
	var all []string
	for _, group := range t {
		all = append(all, group.Texts...)
	}
	return all
}

// Spoken are texts of one language.
type Spoken struct {
	Language string   `toml:"language"`
	Texts    []string `toml:"texts"`
}

// In returns the texts of a language, those of English where there are none.
func In(all []Spoken, lang string) []string {
	var english []string
	for _, s := range all {
		if s.Language == lang {
			return s.Texts
		}
		if s.Language == "en" {
			english = s.Texts
		}
	}
	return english
}

// Exchange is something asked and its answer.
type Exchange struct {
	Ask    string `toml:"ask"`
	Answer string `toml:"answer"`
}

// Reasoned are texts that go with a reason for a rejection.
type Reasoned struct {
	Reason model.RejectReason `toml:"reason"`
	Texts  []string           `toml:"texts"`
}

// Title is how the title of a task is made of the name of an item.
type Title struct {
	Language string            `toml:"language"`
	Text     string            `toml:"text"`    // "{good} launch"
	Content  model.ContentType `toml:"content"` // the task asks for it; "" for any
	Lower    bool              `toml:"lower"`   // the name stands within the sentence
}

// Of returns the title for an item. A variant, such as "in sand", tells it from other tasks for the same item.
func (t Title) Of(g Good, variant string) string {
	name := g.Name
	if first, size := utf8.DecodeRuneInString(name); t.Lower && size < len(name) {
		if next, _ := utf8.DecodeRuneInString(name[size:]); unicode.IsLower(next) {
			name = string(unicode.ToLower(first)) + name[size:]
		}
	}
	if variant != "" {
		name += " " + variant
	}
	return strings.ReplaceAll(t.Text, "{good}", name)
}

// Fill puts random characters and the creator's handle into the pattern of a link or tracking number: {d8} eight
// digits, {a11} eleven letters and digits, {handle}; {s10} is the number of a postal item with its check digit
// and {sscc} that of a GS1 parcel. {n} in a note is a number from 3 to 8. random(n) draws a number below n.
func Fill(pattern, handle string, random func(n int) int) string {
	var b strings.Builder
	for _, p := range parseTemplate(pattern) {
		switch {
		case p.name == "":
			b.WriteString(p.literal)
		case p.name == "handle":
			b.WriteString(strings.NewReplacer("_", "", ".", "", "-", "").Replace(handle))
		case p.name == "n":
			b.WriteString(strconv.Itoa(3 + random(6)))
		case p.name == "s10":
			digits := draw("0123456789", 8, random)
			b.WriteString(digits + s10Check(digits))
		case p.name == "sscc":
			digits := "34043" + draw("0123456789", 12, random)
			b.WriteString(digits + gs1Check(digits))
		case p.name[0] == 'd':
			b.WriteString(draw("0123456789", length(p), random))
		case p.name[0] == 'a':
			b.WriteString(draw(alphabet(pattern), length(p), random))
		}
	}
	return b.String()
}

// alphabet returns capitals for a tracking number and all letters and digits for a link.
func alphabet(pattern string) string {
	if strings.Contains(pattern, "://") {
		return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	}
	return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
}

func length(p piece) int {
	n, err := strconv.Atoi(p.name[1:])
	if err != nil {
		return 0
	}
	return n
}

func draw(from string, n int, random func(n int) int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = from[random(len(from))]
	}
	if n > 1 && from[0] == '0' && b[0] == '0' {
		b[0] = '7' // numbers that people read begin with another digit
	}
	return string(b)
}

// s10Check returns the check digit of the Universal Postal Union's standard S10 for eight digits.
func s10Check(digits string) string {
	sum := 0
	for i, weight := range []int{8, 6, 4, 2, 3, 5, 9, 7} {
		sum += weight * int(digits[i]-'0')
	}
	check := 11 - sum%11
	switch check {
	case 10:
		check = 0
	case 11:
		check = 5
	}
	return strconv.Itoa(check)
}

// gs1Check returns the GS1 check digit (modulo 10, weights 3 and 1 from the right).
func gs1Check(digits string) string {
	sum := 0
	for i := range len(digits) {
		weight := 3
		if (len(digits)-i)%2 == 0 {
			weight = 1
		}
		sum += weight * int(digits[i]-'0')
	}
	return strconv.Itoa((10 - sum%10) % 10)
}

package cli

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/pelletier/go-toml/v2"
)

// taskFile is a task written as TOML. Its keys are the flags' names in snake_case; a list may be a single text.
type taskFile struct {
	Type        any `toml:"type"`
	Title       any `toml:"title"`
	Link        any `toml:"link"`
	Content     any `toml:"content"`
	Language    any `toml:"language"`
	Country     any `toml:"country"`
	Channel     any `toml:"channel"`
	Description any `toml:"description"`
	Require     any `toml:"require"`
	Fee         any `toml:"fee"` // "120.00 USD", "120", 120 or 120.5
	Currency    any `toml:"currency"`
	Samples     any `toml:"samples"`
	Keep        any `toml:"keep"`
	Product     any `toml:"product"`
	Wanted      any `toml:"wanted"`
	ApplyBy     any `toml:"apply_by"` // a text, a date or a date with time
	SubmitBy    any `toml:"submit_by"`
	Related     any `toml:"related"`
	BrandStream any `toml:"brand_stream"`
	Publish     any `toml:"publish"`
}

// parseTaskFile reads a task's file into a form and says which fields it names. What is no TOML at all, or has an
// unknown key, is a usage error that names key and line; values of another type than their key wants are told by the
// form, all of them.
func parseTaskFile(name, text string) (*taskForm, func(flag string) bool, error) {
	var f taskFile
	text = strings.TrimPrefix(text, "\ufeff") // some editors mark UTF-8 so
	decoder := toml.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		return nil, nil, tomlError(name, text, err)
	}
	r := fileReader{name: name, text: text, form: &taskForm{}}
	r.single(&f)
	r.lists(&f)
	r.values(&f)
	return r.form, func(flag string) bool { return slices.Contains(r.typed, flag) }, nil
}

// tomlError says where a file is no TOML by showing the line: what the reader of TOML says about it is for programmers.
func tomlError(name, text string, err error) error {
	var strict *toml.StrictMissingError
	var broken *toml.DecodeError
	switch {
	case errors.As(err, &strict) && len(strict.Errors) > 0:
		line, _ := strict.Errors[0].Position()
		key := strings.Join(strict.Errors[0].Key(), ".")
		return fileTrouble(ruleKey, name, key, line, key)
	case errors.As(err, &broken):
		line, _ := broken.Position()
		key, what := lineAt(text, line)
		return fileTrouble(ruleTOML, name, key, line, what)
	}
	return fileTrouble(ruleTOML, name, "file", 0, name)
}

// lineAt returns a line, cut to what fits into a sentence, and the key that it seems to set; "file" where it sets none.
func lineAt(text string, line int) (key, shown string) {
	const most = 60
	lines := strings.Split(text, "\n")
	if line < 1 || line > len(lines) {
		return "file", ""
	}
	shown = strings.TrimSpace(lines[line-1])
	key = "file"
	if name, _, set := strings.Cut(shown, "="); set && slices.Contains(taskFlags(), strings.ReplaceAll(strings.TrimSpace(name), "_", "-")) {
		key = strings.TrimSpace(name)
	}
	if runes := []rune(shown); len(runes) > most {
		shown = string(runes[:most]) + "…"
	}
	return key, shown
}

func fileTrouble(rule model.Rule, name, key string, line int, what string) error {
	return usage(rule, model.Safe(key), assets.Text("value", model.Safe(what)), assets.Num("line", int64(line)), assets.Text("file", model.Safe(name)))
}

// fileReader turns the values of a file into a form, which keeps what is wrong with them.
type fileReader struct {
	name, text string
	form       *taskForm
	typed      []string
}

// The words of what a key accepts, below "cli.form_".
const (
	formText   = "text"
	formNumber = "number"
	formSwitch = "switch"
	formList   = "list"
	formMoney  = "money"
	formDate   = "date"
)

// single reads texts, whole numbers and switches.
func (r *fileReader) single(f *taskFile) {
	take(r, "type", formText, f.Type, &r.form.typ)
	take(r, "title", formText, f.Title, &r.form.title)
	take(r, "description", formText, f.Description, &r.form.description)
	take(r, "currency", formText, f.Currency, &r.form.currency)
	var samples, wanted int64
	take(r, "samples", formNumber, f.Samples, &samples)
	take(r, "wanted", formNumber, f.Wanted, &wanted)
	r.form.samples, r.form.wanted = int(samples), int(wanted)
	take(r, "keep", formSwitch, f.Keep, &r.form.keep)
	take(r, "product", formSwitch, f.Product, &r.form.product)
	take(r, "brand-stream", formSwitch, f.BrandStream, &r.form.brandStream)
	take(r, "publish", formSwitch, f.Publish, &r.form.publish)
}

func take[T any](r *fileReader, flag, form string, from any, to *T) {
	if from == nil {
		return
	}
	value, ok := from.(T)
	if !ok {
		r.wrong(flag, form)
		return
	}
	*to = value
	r.typed = append(r.typed, flag)
}

func (r *fileReader) lists(f *taskFile) {
	for _, x := range []struct {
		flag string
		from any
		to   *[]string
	}{
		{"link", f.Link, &r.form.link}, {"content", f.Content, &r.form.content}, {"language", f.Language, &r.form.language},
		{"country", f.Country, &r.form.country}, {"channel", f.Channel, &r.form.channel}, {"require", f.Require, &r.form.require},
		{"related", f.Related, &r.form.related},
	} {
		if x.from == nil {
			continue
		}
		r.typed = append(r.typed, x.flag)
		switch v := x.from.(type) {
		case string:
			*x.to = []string{v}
		case []any:
			for _, e := range v {
				s, ok := e.(string)
				if !ok {
					r.wrong(x.flag, formList)
					break
				}
				*x.to = append(*x.to, s)
			}
		default:
			r.wrong(x.flag, formList)
		}
	}
}

// values reads what may be written in several ways: an amount, and dates.
func (r *fileReader) values(f *taskFile) {
	for _, x := range []struct {
		flag, form string
		from       any
		to         *string
	}{
		{"fee", formMoney, f.Fee, &r.form.fee}, {"apply-by", formDate, f.ApplyBy, &r.form.applyBy}, {"submit-by", formDate, f.SubmitBy, &r.form.submitBy},
	} {
		if x.from == nil {
			continue
		}
		r.typed = append(r.typed, x.flag)
		switch v := x.from.(type) {
		case string:
			*x.to = v
		case int64:
			*x.to = strconv.FormatInt(v, 10)
		case float64:
			*x.to = strconv.FormatFloat(v, 'f', -1, 64)
		case time.Time:
			*x.to = v.Format(time.RFC3339)
		case toml.LocalDate:
			*x.to = v.String()
		case toml.LocalDateTime:
			*x.to = v.AsTime(time.UTC).Format("2006-01-02T15:04:05")
		default:
			r.wrong(x.flag, x.form)
		}
	}
}

// wrong notes that a key has a value of another type than it wants, and that it therefore says nothing.
func (r *fileReader) wrong(flag, form string) {
	name := field(flag)
	r.typed = slices.DeleteFunc(r.typed, func(typed string) bool { return typed == flag })
	r.form.wrong = append(r.form.wrong, usage(ruleTOMLType, name, assets.Text("name", name), assets.Word("form", "cli.form_"+form),
		assets.Num("line", int64(lineOf(r.text, name))), assets.Text("file", model.Safe(r.name))))
}

// lineOf finds the line in which a key is set, 0 where it is not found.
func lineOf(text, key string) int {
	for i, line := range strings.Split(text, "\n") {
		if name, _, set := strings.Cut(line, "="); set && strings.Trim(name, " \t\"'") == key {
			return i + 1
		}
	}
	return 0
}

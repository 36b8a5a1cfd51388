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
	Type        *string `toml:"type"`
	Title       *string `toml:"title"`
	Link        any     `toml:"link"`
	Content     any     `toml:"content"`
	Language    any     `toml:"language"`
	Country     any     `toml:"country"`
	Channel     any     `toml:"channel"`
	Description *string `toml:"description"`
	Require     any     `toml:"require"`
	Fee         any     `toml:"fee"` // "120.00 USD", "120", 120 or 120.5
	Currency    *string `toml:"currency"`
	Samples     *int    `toml:"samples"`
	Keep        *bool   `toml:"keep"`
	Product     *bool   `toml:"product"`
	Wanted      *int    `toml:"wanted"`
	ApplyBy     any     `toml:"apply_by"` // a text, a date or a date with time
	SubmitBy    any     `toml:"submit_by"`
	Related     any     `toml:"related"`
	BrandStream *bool   `toml:"brand_stream"`
	Publish     *bool   `toml:"publish"`
}

// parseTaskFile reads a task's file into a form and says which fields it names. An unknown key, or a value of another
// type than its key wants, is a usage error that names key and line.
func parseTaskFile(name, text string) (*taskForm, func(flag string) bool, error) {
	var f taskFile
	decoder := toml.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		return nil, nil, tomlError(name, err)
	}
	r := fileReader{name: name, text: text, form: &taskForm{}}
	r.texts(&f)
	r.lists(&f)
	r.values(&f)
	return r.form, func(flag string) bool { return slices.Contains(r.typed, flag) }, r.err
}

func tomlError(name string, err error) error {
	var strict *toml.StrictMissingError
	var broken *toml.DecodeError
	switch {
	case errors.As(err, &strict) && len(strict.Errors) > 0:
		line, _ := strict.Errors[0].Position()
		return fileTrouble(ruleKey, name, strings.Join(strict.Errors[0].Key(), "."), line, "")
	case errors.As(err, &broken):
		line, _ := broken.Position()
		return fileTrouble(ruleTOML, name, strings.Join(broken.Key(), "."), line, strings.TrimPrefix(broken.Error(), "toml: "))
	}
	return fileTrouble(ruleTOML, name, "", 0, strings.TrimPrefix(err.Error(), "toml: "))
}

func fileTrouble(rule model.Rule, name, key string, line int, what string) error {
	if what == "" {
		what = key
	}
	return usage(rule, model.Safe(key), assets.Text("value", model.Safe(what)), assets.Num("line", int64(line)), assets.Text("file", model.Safe(name)))
}

// fileReader turns the values of a file into a form. It keeps the first error.
type fileReader struct {
	name, text string
	form       *taskForm
	typed      []string
	err        error
}

func (r *fileReader) texts(f *taskFile) {
	for _, x := range []struct {
		flag string
		from *string
		to   *string
	}{
		{"type", f.Type, &r.form.typ}, {"title", f.Title, &r.form.title}, {"description", f.Description, &r.form.description},
		{"currency", f.Currency, &r.form.currency},
	} {
		take(r, x.flag, x.from, x.to)
	}
	take(r, "samples", f.Samples, &r.form.samples)
	take(r, "wanted", f.Wanted, &r.form.wanted)
	take(r, "keep", f.Keep, &r.form.keep)
	take(r, "product", f.Product, &r.form.product)
	take(r, "brand-stream", f.BrandStream, &r.form.brandStream)
	take(r, "publish", f.Publish, &r.form.publish)
}

func take[T any](r *fileReader, flag string, from, to *T) {
	if from != nil {
		*to = *from
		r.typed = append(r.typed, flag)
	}
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
					r.wrong(x.flag)
				}
				*x.to = append(*x.to, s)
			}
		default:
			r.wrong(x.flag)
		}
	}
}

// values reads what may be written in several ways: an amount, and dates.
func (r *fileReader) values(f *taskFile) {
	for _, x := range []struct {
		flag string
		from any
		to   *string
	}{{"fee", f.Fee, &r.form.fee}, {"apply-by", f.ApplyBy, &r.form.applyBy}, {"submit-by", f.SubmitBy, &r.form.submitBy}} {
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
			r.wrong(x.flag)
		}
	}
}

// wrong says that a key has a value of another type.
func (r *fileReader) wrong(flag string) {
	if r.err == nil {
		r.err = fileTrouble(ruleTOML, r.name, field(flag), lineOf(r.text, field(flag)), field(flag))
	}
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

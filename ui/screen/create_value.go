package screen

import (
	"strconv"
	"strings"
	"time"

	"aeconnect/model"
	"aeconnect/ui/ask"
)

// The words of the choices that are no words of the model.
const (
	rewardFee     = "fee"
	rewardProduct = "product"
	answerYes     = "yes"
	answerNo      = "no"
)

// createReader turns what stands in the fields of the form into the fields of a task and back.
type createReader struct {
	base      *createBase // shared by the fields of one form
	languages gazetteer
	countries gazetteer
}

// fields reads the form. What cannot be read is left unset: the field itself says so.
func (r createReader) fields(get func(string) string) model.TaskFields {
	f := model.TaskFields{
		Title: strings.TrimSpace(get("title")), Description: strings.TrimSpace(get("description")),
		Links: valueLines(get("link")), Related: valueLines(get("related")), Brief: valueLines(get("require")),
		Content: valuesOf[model.ContentType](get("content")), Channels: valuesOf[model.Platform](get("channel")),
		BrandStream: get("brand_stream") == answerYes,
	}
	f.Type, _ = model.ParseTaskType(get("type"))
	f.Languages, _ = r.languages.codes(get("language"))
	f.Countries, _ = r.countries.codes(get("country"))
	f.Samples, f.Wanted = countOf(get("samples")), countOf(get("wanted"))
	f.Keep = f.Samples > 0 && get("keep") != answerNo
	f.ApplyBy, f.SubmitBy = r.moment("apply_by", get), r.moment("submit_by", get)
	if f.Type != model.FixedPrice {
		return f
	}
	if get("reward") == rewardProduct {
		f.Product = true
		return f
	}
	if fee, refusal := model.ParseMoney("fee", get("fee"), "USD"); refusal == nil && get("fee") != "" {
		f.Fee = &fee
	}
	return f
}

func valuesOf[T ~string](value string) []T {
	var all []T
	for _, s := range valueLines(value) {
		all = append(all, T(s))
	}
	return all
}

func countOf(value string) int {
	n, _ := strconv.ParseInt(strings.TrimSpace(value), 10, 32)
	return int(n)
}

func (r createReader) moment(field string, get func(string) string) model.Moment {
	if get(field) == "" {
		return 0
	}
	if kept := r.kept(field); get(field) == r.date(kept) {
		return kept // to the millisecond, or creators would be offered a deadline that nobody moved
	}
	m, refusal := ask.ParseMoment(field, get(field), r.base.now, r.base.zone)
	if refusal != nil {
		return 0
	}
	return m
}

// kept returns a deadline of the task that is edited.
func (r createReader) kept(field string) model.Moment {
	switch {
	case r.base.task == nil:
		return 0
	case field == "apply_by":
		return r.base.task.Terms.ApplyBy
	}
	return r.base.task.Terms.SubmitBy
}

// values writes the fields of a task as the form shows them.
func (r createReader) values(f model.TaskFields) map[string]string {
	v := map[string]string{
		"title": f.Title, "description": f.Description, "link": strings.Join(f.Links, "\n"), "related": strings.Join(f.Related, "\n"),
		"require": strings.Join(f.Brief, "\n"), "content": joinedValues(f.Content), "channel": joinedValues(f.Channels),
		"language": r.languages.typed(f.Languages), "country": r.countries.typed(f.Countries), "samples": countText(f.Samples), "wanted": countText(f.Wanted),
		"apply_by": r.date(f.ApplyBy), "submit_by": r.date(f.SubmitBy), "keep": "", "brand_stream": "", "reward": "", "fee": "", "type": "",
	}
	if f.Type != 0 {
		v["type"] = f.Type.String()
	}
	if f.Samples > 0 {
		v["keep"] = yesNo(f.Keep)
	}
	if f.BrandStream {
		v["brand_stream"] = answerYes
	}
	switch {
	case f.Product:
		v["reward"] = rewardProduct
	case f.Fee != nil:
		v["reward"], v["fee"] = rewardFee, f.Fee.String()
	}
	return v
}

func joinedValues[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, s := range all {
		words[i] = string(s)
	}
	return strings.Join(words, "\n")
}

func countText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func yesNo(b bool) string {
	if b {
		return answerYes
	}
	return answerNo
}

// date writes a moment so that it is read back as the same one: the end of a day as the day alone.
func (r createReader) date(m model.Moment) string {
	if m == 0 {
		return ""
	}
	t := m.Time().In(r.base.zone)
	switch {
	case m.EndOfDay(r.base.zone) == m:
		return t.Format("2006-01-02")
	case t.Second() == 0 && t.Nanosecond() == 0:
		return t.Format("2006-01-02 15:04")
	}
	return t.Format("2006-01-02 15:04:05")
}

// exactDate writes a moment for a file, which is read in the marketplace's zone wherever it is read: as date does where
// that is the zone of the form, else with its distance from UTC.
func (r createReader) exactDate(m model.Moment) string {
	if m == 0 || r.base.zone.String() == r.base.policy.Calendar().Zone.String() {
		return r.date(m)
	}
	return m.Time().In(r.base.zone).Format(time.RFC3339)
}

package screen

import (
	"bytes"

	"github.com/pelletier/go-toml/v2"
)

// taskDoc is a task as a file has it: the names of the flags of "task create". Dates and money are texts, so that
// they may be written as they are typed: "+45d", "120.00".
type taskDoc struct {
	Type        string   `toml:"type,omitempty"`
	Title       string   `toml:"title,omitempty"`
	Link        []string `toml:"link,omitempty"`
	Content     []string `toml:"content,omitempty"`
	Channel     []string `toml:"channel,omitempty"`
	Language    []string `toml:"language,omitempty"`
	Country     []string `toml:"country,omitempty"`
	Description string   `toml:"description,omitempty,multiline"`
	Require     []string `toml:"require,omitempty,multiline"`
	Related     []string `toml:"related,omitempty"`
	Fee         string   `toml:"fee,omitempty"`
	Currency    string   `toml:"currency,omitempty"`
	Product     bool     `toml:"product,omitempty"`
	Samples     int      `toml:"samples,omitempty"`
	Keep        bool     `toml:"keep,omitempty"`
	Wanted      int      `toml:"wanted,omitempty"`
	BrandStream bool     `toml:"brand_stream,omitempty"`
	ApplyBy     string   `toml:"apply_by,omitempty"`
	SubmitBy    string   `toml:"submit_by,omitempty"`
}

// file writes what stands in the form as a file that "task create -f" reads.
func (c create) file() string {
	f := c.fields()
	out := taskDoc{
		Title: f.Title, Link: f.Links, Content: asTexts(f.Content), Channel: asTexts(f.Channels), Language: f.Languages, Country: f.Countries,
		Description: f.Description, Require: f.Brief, Related: f.Related, Product: f.Product, Samples: f.Samples, Keep: f.Keep,
		Wanted: f.Wanted, BrandStream: f.BrandStream, ApplyBy: c.read.exactDate(f.ApplyBy), SubmitBy: c.read.exactDate(f.SubmitBy),
	}
	if f.Type != 0 {
		out.Type = f.Type.String()
	}
	if f.Fee != nil {
		out.Fee, out.Currency = f.Fee.Decimal(), string(f.Fee.Currency)
	}
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(out); err != nil {
		return "" // texts, numbers and booleans always encode
	}
	return b.String()
}

func asTexts[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = string(s)
	}
	return out
}

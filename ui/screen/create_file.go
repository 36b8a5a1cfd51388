package screen

import (
	"bytes"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
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
		Wanted: f.Wanted, BrandStream: f.BrandStream, ApplyBy: c.read.date(f.ApplyBy), SubmitBy: c.read.date(f.SubmitBy),
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

// createFile is a file that was opened: its values go into the form of that name.
type createFile struct {
	form string
	file taskDoc
}

// readTaskDoc reads a file; a key that is not known is refused with its line.
func readTaskDoc(text string) (taskDoc, error) {
	var f taskDoc
	d := toml.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	err := d.Decode(&f)
	return f, err
}

// opened puts the values of a file into the form.
func (c create) opened(msg createFile) create {
	if !c.based || msg.form != c.draftName() {
		return c
	}
	f := msg.file
	values := map[string]string{
		"type": f.Type, "title": f.Title, "link": strings.Join(f.Link, "\n"), "content": strings.Join(f.Content, "\n"),
		"channel": strings.Join(f.Channel, "\n"), "language": c.read.languages.typed(f.Language), "country": c.read.countries.typed(f.Country),
		"description": f.Description, "require": strings.Join(f.Require, "\n"), "related": strings.Join(f.Related, "\n"),
		"samples": countText(f.Samples), "keep": yesNo(f.Keep), "wanted": countText(f.Wanted), "apply_by": f.ApplyBy, "submit_by": f.SubmitBy,
		"reward": rewardFee, "fee": strings.TrimSpace(f.Fee + " " + f.Currency), "brand_stream": "",
	}
	if f.Product {
		values["reward"] = rewardProduct
	}
	if f.BrandStream {
		values["brand_stream"] = answerYes
	}
	c.form = c.form.SetValues(values)
	return c.changed()
}

// newOpenFile is the sheet that takes a file for a form: its text is pasted, which works wherever one sits.
func newOpenFile(d Desk, form string) kit.Screen {
	w := d.Words
	return newSheet(d, sheet{
		title: w.Say("create.open_title"), help: w.Say("create.open_help"), verb: w.Say("create.act_fill"),
		fields: []kit.Field{{
			ID: "file", Label: w.Say("create.label_file"), Hint: w.Say("create.hint_file"), Kind: kit.TextField, Required: true,
			Max: 64 << 10, Rows: 14,
		}},
		do: func(values map[string]string) sheetDone {
			f, err := readTaskDoc(values["file"])
			if err != nil {
				return sheetDone{field: "file", refused: w.Say("create.no_file", assets.Text("error", model.Safe(err.Error())))}
			}
			return sheetDone{to: createFile{form, f}, toast: w.Say("create.opened")}
		},
	})
}

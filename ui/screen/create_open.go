package screen

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// createFile is a file that was opened: its values go into the form of that name.
type createFile struct {
	form string
	doc  map[string]string
}

// readTaskDoc reads a task file into texts by key. Whoever writes one by hand may write numbers, dates and single
// texts where a form has texts and lists. problem names the line or the key that is wrong.
func readTaskDoc(text string) (doc map[string]string, problem *model.Arg) {
	var values map[string]any
	if err := toml.Unmarshal([]byte(strings.TrimPrefix(text, "\ufeff")), &values); err != nil {
		at := assets.Text("error", model.Safe(err.Error()))
		var broken *toml.DecodeError
		if lines := strings.Split(text, "\n"); errors.As(err, &broken) {
			if row, _ := broken.Position(); row >= 1 && row <= len(lines) {
				at = assets.Text("error", model.Safe(lines[row-1]))
			}
		}
		return nil, &at
	}
	doc = map[string]string{}
	for key, value := range values {
		said, ok := tomlText(value)
		if !ok || !slices.Contains(taskDocKeys(), key) {
			at := assets.Text("error", model.Safe(key))
			return nil, &at
		}
		doc[key] = said
	}
	return doc, nil
}

// taskDocKeys are the keys of a task file. "publish" is for commands: a form is sent off by its key.
func taskDocKeys() []string {
	return []string{
		"type", "title", "link", "content", "channel", "language", "country", "description", "require", "related", "fee", "currency",
		"product", "samples", "keep", "wanted", "brand_stream", "apply_by", "submit_by", "publish",
	}
}

// tomlText writes a value of TOML as a field of the form has it; several are one a line.
func tomlText(value any) (text string, ok bool) {
	switch v := value.(type) {
	case string:
		return v, true
	case int64:
		return strconv.FormatInt(v, 10), true
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true
	case bool:
		return yesNo(v), true
	case time.Time:
		return v.Format(time.RFC3339), true
	case toml.LocalDate:
		return v.String(), true
	case toml.LocalDateTime:
		return v.AsTime(time.UTC).Format("2006-01-02 15:04:05"), true
	case []any:
		var all []string
		for _, one := range v {
			line, ok := tomlText(one)
			if !ok {
				return "", false
			}
			all = append(all, line)
		}
		return strings.Join(all, "\n"), true
	}
	return "", false
}

// opened puts the values of a file into the form. What the file does not name is empty.
func (c create) opened(msg createFile) create {
	if !c.based || msg.form != c.draftName() {
		return c
	}
	values := map[string]string{"reward": rewardFee}
	for _, key := range taskDocKeys() {
		values[key] = msg.doc[key]
	}
	values["language"] = c.read.languages.typed(valueLines(values["language"]))
	values["country"] = c.read.countries.typed(valueLines(values["country"]))
	if currency := values["currency"]; values["fee"] != "" && !strings.Contains(values["fee"], " ") {
		values["fee"] = strings.TrimSpace(values["fee"] + " " + currency)
	}
	if values["product"] == answerYes {
		values["reward"] = rewardProduct
	}
	if values["brand_stream"] == answerNo {
		values["brand_stream"] = ""
	}
	c.form = c.form.SetValues(values)
	return c.changed()
}

// newOpenFile is the sheet that takes a file for a form: its text is pasted, which works wherever one sits.
func newOpenFile(d Desk, form string) kit.Screen {
	w := d.Words
	return newSheet(d, sheet{
		title: w.Say("create.open_title"), help: w.Say("create.open_help"), guide: "post-task", verb: w.Say("create.act_fill"),
		fields: []kit.Field{{
			ID: "file", Label: w.Say("create.label_file"), Hint: w.Say("create.hint_file"), Kind: kit.TextField, Required: true,
			Max: 64 << 10, Rows: 14,
		}},
		do: func(values map[string]string) sheetDone {
			doc, problem := readTaskDoc(values["file"])
			if problem != nil {
				return sheetDone{field: "file", refused: w.Say("create.no_file", *problem)}
			}
			return sheetDone{to: createFile{form, doc}, toast: w.Say("create.opened")}
		},
	})
}

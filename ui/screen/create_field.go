package screen

import (
	"errors"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// The steps of the form.
const (
	stepType   = "create.step_type"
	stepGoods  = "create.step_goods"
	stepReward = "create.step_reward"
	stepDates  = "create.step_dates"
)

// createFields are the fields of a task, in the order in which one thinks of them. Their IDs are the names of the
// model's fields, so that a refusal finds its place.
func createFields(s speech, r createReader) []kit.Field {
	fields := append(goodsFields(s, r), rewardFields(s, r)...)
	return append(append([]kit.Field{typeField(s, r)}, fields...), dateFields(s, r)...)
}

func createField(s speech, id, step string) kit.Field {
	f := kit.Field{ID: id, Label: s.Say("create.label_" + id), Group: s.Say(step)}
	if hint := "create.hint_" + id; s.Has(hint) {
		f.Hint = s.Say(hint)
	}
	return f
}

func typeField(s speech, r createReader) kit.Field {
	f := createField(s, "type", stepType)
	f.Kind, f.Required = kit.ChoiceField, true
	for _, t := range model.TaskTypes() {
		if t == model.StorePromoCode && r.base.task != nil || r.base.published() && t != r.base.task.Type {
			continue
		}
		f.Options = append(f.Options, kit.Option{Value: t.String(), Name: s.Say("type." + t.String()), Detail: s.Say("create.type_" + t.String())})
	}
	return f
}

func goodsFields(s speech, r createReader) []kit.Field {
	limit := func(n model.Number) int { return int(r.base.policy.Get(n)) }
	title := createField(s, "title", stepGoods)
	title.Required, title.Max = true, limit(model.TitleChars)
	link := createField(s, "link", stepGoods)
	link.Kind, link.Required, link.Max, link.Rows = kit.ListField, true, limit(model.LinkChars), limit(model.TaskLinksMax)
	link.Check = func(value string) []kit.Note { return itemNotes(s, value) }
	content := createField(s, "content", stepGoods)
	content.Kind, content.Required, content.Options = kit.ManyField, true, wordOptions(s, "content", model.ContentTypes())
	channel := createField(s, "channel", stepGoods)
	channel.Kind, channel.Options = kit.ManyField, wordOptions(s, "channel", model.Platforms())
	language := placeField(s, "language", r.languages)
	country := placeField(s, "country", r.countries)
	description := createField(s, "description", stepGoods)
	description.Kind, description.Required, description.Max, description.Rows = kit.TextField, true, limit(model.DescriptionChars), 6
	require := createField(s, "require", stepGoods)
	require.Kind, require.Mark, require.Max, require.Rows = kit.ListField, "R", limit(model.ClauseChars), limit(model.TaskClausesMax)
	related := createField(s, "related", stepGoods)
	related.Kind, related.Max, related.Rows = kit.ListField, limit(model.LinkChars), limit(model.TaskLinksMax)
	return []kit.Field{title, link, content, channel, language, country, description, require, related}
}

// wordOptions offers words of the catalogue.
func wordOptions[T ~string](s speech, section string, ids []T) []kit.Option {
	all := make([]kit.Option, len(ids))
	for i, id := range ids {
		all[i] = kit.Option{Value: string(id), Name: s.Say(section + "." + string(id))}
	}
	return all
}

// itemNotes says which item each line is.
func itemNotes(s speech, value string) []kit.Note {
	var notes []kit.Note
	for i, line := range valueLines(value) {
		note := kit.Note{Role: kit.Bad, Text: s.Say("create.no_item"), Line: i + 1}
		if link, ok := model.ParseItemLink(line); ok {
			note = kit.Note{Role: kit.Good, Text: s.Say("create.item", assets.Text("item", link.Item)), Line: i + 1}
		}
		notes = append(notes, note)
	}
	return notes
}

// placeField is a field of languages or countries, completed as one types.
func placeField(s speech, id string, g gazetteer) kit.Field {
	f := createField(s, id, stepGoods)
	f.Complete, f.Max = g.complete, 400
	f.Parse = func(value string) (string, error) {
		codes, unknown := g.codes(value)
		if unknown != "" {
			return "", errors.New(s.Say("create.unknown_"+id, assets.Text("value", unknown)))
		}
		names := make([]string, len(codes))
		for i, code := range codes {
			names[i] = g.name(code)
		}
		if said := strings.Join(names, ", "); said != strings.TrimSpace(value) {
			return said, nil
		}
		return "", nil
	}
	return f
}

func rewardFields(s speech, r createReader) []kit.Field {
	fixed := func(get func(string) string) bool { return get("type") == model.FixedPrice.String() }
	reward := createField(s, "reward", stepReward)
	reward.Kind, reward.When = kit.ChoiceField, fixed
	reward.Options = []kit.Option{{Value: rewardFee, Name: s.Say("create.reward_fee")}, {Value: rewardProduct, Name: s.Say("create.reward_product")}}
	fee := createField(s, "fee", stepReward)
	fee.Required, fee.Max = true, 40
	fee.When = func(get func(string) string) bool { return fixed(get) && get("reward") != rewardProduct }
	fee.Parse = s.readMoney("fee", "USD")
	samples := createField(s, "samples", stepReward)
	samples.Kind, samples.Max = kit.NumberField, 6
	keep := createField(s, "keep", stepReward)
	keep.Kind = kit.ChoiceField
	keep.Options = []kit.Option{{Value: answerYes, Name: s.Say("create.keep_yes")}, {Value: answerNo, Name: s.Say("create.keep_no")}}
	keep.When = func(get func(string) string) bool {
		return countOf(get("samples")) > 0 && !(fixed(get) && get("reward") == rewardProduct)
	}
	wanted := createField(s, "wanted", stepReward)
	wanted.Kind, wanted.Max = kit.NumberField, 8
	live := createField(s, "brand_stream", stepReward)
	live.Kind = kit.ManyField
	live.Options = []kit.Option{{Value: answerYes, Name: s.Say("create.brand_stream_yes")}}
	live.When = func(get func(string) string) bool {
		return strings.Contains("\n"+get("content")+"\n", "\n"+string(model.LiveStream)+"\n")
	}
	return []kit.Field{reward, fee, samples, keep, wanted, live}
}

func dateFields(s speech, r createReader) []kit.Field {
	var fields []kit.Field
	for _, id := range []string{"apply_by", "submit_by"} {
		f := createField(s, id, stepDates)
		f.Required, f.Max = true, 60
		f.Parse = func(value string) (string, error) {
			m, refusal := ask.ParseMoment(id, value, r.base.now, r.base.zone)
			if refusal != nil {
				return "", errors.New(s.askAgain(refusal))
			}
			return s.understood(m), nil
		}
		fields = append(fields, f)
	}
	return fields
}

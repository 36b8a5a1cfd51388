package ask

import (
	"aeconnect/model"
)

// RowField is a field of the rows of a list, with what a row has in it. A row of another kind has nothing in it.
// Lists on screens and in commands share these fields, so that one filter means the same in both.
type RowField struct {
	Field
	Value func(model.View, model.Row) Value
}

// FieldsOf returns what a filter may name, in the order of the fields.
func FieldsOf(all []RowField) []Field {
	fields := make([]Field, len(all))
	for i, f := range all {
		fields[i] = f.Field
	}
	return fields
}

// RowTexts is what people call a row by: its title, its ID, who has to do with it.
func RowTexts(v model.View, row model.Row) []string {
	switch row := row.(type) {
	case *model.Task:
		return []string{row.Title, string(row.ID)}
	case *model.Order:
		texts := []string{row.Title, string(row.ID)}
		for _, key := range []model.Key{row.Seller, row.Creator, row.Agency} {
			if a := v.Account(key); a != nil && key != v.Who.Account {
				texts = append(texts, a.Handle, a.Name)
			}
		}
		return texts
	case *model.Payment:
		return []string{string(row.ID), row.Reference}
	case *model.Contract:
		if a := v.Account(row.Creator); a != nil {
			return []string{a.Handle, a.Name, a.Niche}
		}
	case *model.Account:
		return []string{row.Handle, row.Name}
	}
	return nil
}

// feeValue is an amount in hundredths, whatever decimals its currency has.
func feeValue(m model.Money) Value {
	digits, ok := m.Currency.Digits()
	if !ok || m.IsZero() {
		return Value{}
	}
	n := m.Minor
	for ; digits < 2; digits++ {
		n *= 10
	}
	for ; digits > 2; digits-- {
		n /= 10
	}
	return Number(n)
}

func namesOf[T ~string](all []T) []string {
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = string(s)
	}
	return names
}

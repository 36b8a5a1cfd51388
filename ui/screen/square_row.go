package screen

import (
	"strconv"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// closesSoon is the time to the application deadline from which it is worth a warning.
const closesSoon = 5 * 24 * time.Hour

// squareRow returns what draws the rows of the list.
func squareRow(s Session) func(model.View, model.Row) []kit.Cell {
	return func(v model.View, row model.Row) []kit.Cell {
		t, ok := row.(*model.Task)
		if !ok {
			return nil
		}
		return s.waiting().mark(taskCells(s.Words, v.Now, t, nil), t)
	}
}

// taskCells draws a task as a row, with the runes of its title that a search matched.
func taskCells(w *assets.Words, now model.Moment, t *model.Task, match []int) []kit.Cell {
	return []kit.Cell{
		{Text: t.Title, Match: match},
		kit.TextCell(kit.Muted, typeShort(w, t)),
		kit.TextCell(kit.Text, rewardShort(w, t.Terms)),
		sampleCell(t.Terms.Samples),
		closesCell(w, now, t.Terms.ApplyBy),
	}
}

// typeShort is a task's type as a column has room for it.
func typeShort(w *assets.Words, t *model.Task) string { return w.Say("type_short." + t.Type.String()) }

// rewardCells is the column of rewards.
const rewardCells = 16

// rewardShort is what a creator gets: "120.00 USD", "8%", "60.00 USD + 5%", "product". Where that is too long for its
// column, a whole amount goes without its decimals.
func rewardShort(w *assets.Words, t model.Terms) string {
	fee := w.Money(t.Fee)
	switch t.Reward {
	case model.Commission:
		return t.Rate.String()
	case model.Fee:
		return fee
	case model.Product:
		return w.Say("square.product")
	case model.FeeAndCommission:
		if whole := fee + " + " + t.Rate.String(); len(whole) <= rewardCells {
			return whole
		}
		return strings.Replace(fee, ".00 ", " ", 1) + " + " + t.Rate.String()
	}
	return ""
}

// sampleCell tells how many pieces there are for each creator.
func sampleCell(pieces int) kit.Cell {
	return kit.DrawnCell(func(t kit.Theme, w int) string {
		if pieces == 0 {
			return t.Paint(kit.Faint, t.Glyph(kit.Dash))
		}
		return kit.NewLine(t, w).Glyph(kit.Good, kit.Done).Gap(1).Put(kit.Text, strconv.Itoa(pieces)).String()
	})
}

// closesCell is the time left to apply.
func closesCell(w *assets.Words, now, by model.Moment) kit.Cell {
	left := by.Sub(now)
	if left <= 0 {
		return kit.TextCell(kit.Muted, w.Say("square.closed"))
	}
	return kit.TextCell(closingRole(left), leftShort(w, left))
}

// leftShort is a time in its largest unit, which is all that one compares in a list.
func leftShort(w *assets.Words, left time.Duration) string {
	switch {
	case left >= 24*time.Hour:
		return w.Say("left.days", assets.Num("days", int64(left.Hours()/24)))
	case left >= time.Hour:
		return w.Say("left.hours", assets.Num("hours", int64(left.Hours())))
	}
	return w.Say("left.minutes", assets.Num("minutes", int64(left.Minutes())))
}

package assets

import (
	"strconv"
	"time"

	"aeconnect/model"
)

// Measured is one figure of an account's reliability as people read it.
type Measured struct {
	Name    string // "On time"
	Value   string // "96%", "9 d"; "" where nothing was due yet
	Formula string // the inputs: "23 of 24 due submissions came in time"
}

// Measure says a figure with the inputs of its formula.
func (w *Words) Measure(m model.Measure) Measured {
	name := string(m.Figure)
	said := Measured{Name: w.Say("measure." + name)}
	if !m.Known() {
		said.Formula = w.Say("measure.none_" + name)
		return said
	}
	share, isShare := m.Share()
	switch {
	case isShare:
		said.Value = strconv.FormatInt(int64(share)/100, 10) + "%"
	case m.Figure == model.FigureLead:
		said.Value = w.whole("days", int64(m.Median/(24*time.Hour)))
	case m.Figure == model.FigureReview:
		said.Value = w.whole("hours", int64(m.Median/time.Hour))
	case m.Figure == model.FigureChanges:
		said.Value = strconv.FormatFloat(float64(m.Count)/float64(m.Of), 'f', 1, 64)
	default:
		said.Value = w.Digits(int64(m.Count))
	}
	said.Formula = w.Say("measure.of_"+name, Num("part", int64(m.Count)), Num("count", int64(m.Of)))
	return said
}

// whole says a number of whole days or hours; less than one is said to be that.
func (w *Words) whole(unit string, n int64) string {
	if n == 0 {
		return w.Say("measure.less_" + unit)
	}
	return w.Say("measure."+unit, Num("n", n))
}

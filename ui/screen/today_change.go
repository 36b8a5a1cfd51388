package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// todayMoved tells Today that something which concerns this account has changed.
type todayMoved struct{}

// concernMost bounds how many changed rows are looked at one by one.
const concernMost = 64

// concerned finds out whether any of some changed rows concerns this account; a busy marketplace changes many
// that do not.
func (d Desk) concerned(refs []model.Ref) tea.Cmd {
	return func() tea.Msg {
		moved := len(refs) > concernMost
		err := d.Market.View(d.Actor, func(v model.View) {
			for _, ref := range refs[:min(len(refs), concernMost)] {
				moved = moved || concerns(v, ref)
			}
		})
		if err != nil || !moved {
			return nil
		}
		return kit.Self{Msg: todayMoved{}}
	}
}

func concerns(v model.View, ref model.Ref) bool {
	switch ref.Kind {
	case model.KindMarket:
		return true
	case model.KindAccount:
		return ref.Key == v.Who.Account
	case model.KindTask:
		t := v.Task(ref.Key)
		return t != nil && t.Seller == v.Who.Account
	case model.KindOrder:
		return v.Order(ref.Key) != nil
	case model.KindContract:
		row, presence := v.Reader.Get(ref)
		return presence == model.Known && model.CanSee(v.Reader, v.Who, row)
	case model.KindPayment, model.KindAccess, model.KindRequest, model.KindEntry:
		row, presence := v.Reader.Get(ref)
		return presence == model.Known && model.CanSee(v.Reader, v.Who, row)
	}
	return false
}

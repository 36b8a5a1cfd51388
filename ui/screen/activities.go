package screen

import (
	"strconv"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// NewActivities returns the official activities of the platform, with what was entered into them: for a seller its
// Applied Activities, for the operator and support what is under review, and for the operator the exposure that is owed.
func NewActivities(d Desk, role model.Role) kit.Screen {
	tabs := []listTab{
		{key: "open", queries: []model.Query{model.OpenActivities()}, line: []string{"activity", "ls"}},
		{key: "over", queries: []model.Query{model.Activities(model.PhaseOver), model.Activities(model.PhaseCalledOff)}, line: []string{"activity", "ls", "--phase", "over,called_off"}},
	}
	if role == model.Seller {
		tabs = append(tabs, listTab{key: "applied", queries: []model.Query{model.AppliedActivities(d.Actor.Account, 0)}, line: []string{"activity", "applied"}})
	} else {
		tabs = append(tabs, listTab{key: "review", queries: []model.Query{model.EntriesToReview()}, line: []string{"activity", "applied"}})
	}
	owners := []int{0, 0, 1}
	if role == model.Operator {
		tabs = append(tabs, listTab{key: "exposure", queries: []model.Query{model.ExposurePromised()}, line: []string{"task", "exposure"}})
		owners = append(owners, 2)
	}
	p := listFolder{owners: owners, begun: make([]bool, 3), page: "activities"}
	activities := newList(d, activityKind(tabs)).(list)
	entries := entryKind(tabs)
	if role == model.Operator {
		entries = entryKind(tabs, entryBatches()...)
	}
	for _, kind := range []listKind{entries, exposureKind(tabs)} {
		l := newList(d, kind).(list)
		l.page.Title, l.page.Tabs = activities.page.Title, activities.page.Tabs
		p.lists = append(p.lists, l)
	}
	p.lists = append([]kit.Screen{activities}, p.lists...)
	p.at = p.owners[activities.page.Tabs.Current]
	return p.aligned(activities.page.Tabs.Current)
}

// activityKind is the list of activities by their start.
func activityKind(tabs []listTab) listKind {
	return listKind{
		id: "activities", rows: model.KindActivity, tabs: tabs, rising: true, columns: activityColumns, cells: activityCells,
		texts: func(_ model.View, row model.Row) []string {
			a, ok := row.(*model.Activity)
			if !ok {
				return nil
			}
			return []string{a.Name, string(a.ID), a.Conditions}
		},
		open: func(d Desk, ref model.Ref) kit.Screen { return newActivityPage(d, ref.Key) },
		look: activityLook, actions: func(l list) []kit.Action {
			return activityActions(l.desk, rowRef(l.page.Table.CurrentKey()).Key, l.none())
		},
	}
}

func activityColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("activity.head_name"), Width: 20, Flex: 3, Max: 44},
		{Head: s.Say("activity.head_phase"), Width: 19},
		{Head: s.Say("activity.head_left"), Width: 10, Right: true},
		{Head: s.Say("activity.head_begins"), Width: 7, Right: true, Priority: 1},
		{Head: s.Say("activity.head_waiting"), Width: 7, Right: true, Priority: 2},
		{Head: s.Say("activity.head_accepted"), Width: 8, Right: true, Priority: 3},
	}
}

// activityCells draws an activity: in which phase it is and for how long, when it begins, how many tasks stand in it.
func activityCells(s speech, v model.View, row model.Row) []kit.Cell {
	a, ok := row.(*model.Activity)
	if !ok {
		return nil
	}
	left := kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	for _, c := range v.ClocksOn(a) {
		left = kit.TextCell(phaseLeftRole(s, a, c), s.left(c.Due))
	}
	return []kit.Cell{
		kit.TextCell(kit.Text, a.Name), kit.TextCell(phaseRole(a.Phase), s.Say("phase."+a.Phase.String())), left,
		kit.TextCell(kit.Muted, s.day(a.Dates.From)), countCell(s, a.Waiting, kit.Warn), countCell(s, a.Accepted, kit.Text),
	}
}

// phaseLeftRole colours how long a phase lasts: the end of registration is what one may miss.
func phaseLeftRole(s speech, a *model.Activity, c model.Clock) kit.Role {
	if a.Phase == model.PhaseRegistration {
		return s.urgency(c.Due)
	}
	return kit.Muted
}

func phaseRole(p model.Phase) kit.Role {
	switch p {
	case model.PhaseRegistration, model.PhaseRunning:
		return kit.Good
	case model.PhaseWarmUp:
		return kit.Warn
	}
	return kit.Muted
}

func countCell(s speech, n int, role kit.Role) kit.Cell {
	if n == 0 {
		return kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	}
	return kit.TextCell(role, strconv.Itoa(n))
}

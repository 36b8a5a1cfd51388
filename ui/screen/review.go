package screen

import (
	"strconv"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// NewToReview returns a seller's tasks with applications that wait for a decision, the nearest deadline first: Task to
// be reviewed. What is under the cursor opens its applicants.
func NewToReview(d Desk) kit.Screen { return newList(d, toReview(d)) }

func toReview(d Desk) listKind {
	return listKind{
		id: "review", rows: model.KindTask, rising: true, columns: reviewColumns, cells: reviewCells, fields: ask.TaskFields(), sorts: taskSorts(),
		tabs: []listTab{{
			key: "waiting", queries: []model.Query{model.ToReview(d.Actor.Account)}, line: stateLine[model.TaskState]("task"), where: "waiting>0",
		}},
		open:  func(d Desk, ref model.Ref) kit.Screen { return NewApplicants(d, ref.Key) },
		facts: func(s speech, v model.View) []kit.Fact { return reviewFacts(s, v, d.Actor.Account) },
		actions: func(l list) []kit.Action {
			page := l.act("o", "task_page", l.none(), nil)
			if key := rowRef(l.page.Table.CurrentKey()).Key; key != 0 {
				page.Do = pushTask(l.desk, key)
			}
			return []kit.Action{page}
		},
	}
}

func reviewColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("square.head_task"), Width: 22, Flex: 6},
		{Head: s.Say("list.head_waiting"), Width: 7, Right: true},
		{Head: s.Say("list.head_places"), Width: 6, Right: true, Priority: 2},
		{Head: s.Say("list.head_decide"), Width: 9, Right: true},
		{Head: s.Say("square.head_reward"), Width: rewardCells, Priority: 3},
	}
}

// reviewCells draws a task by what waits in it and how long it can wait.
func reviewCells(s speech, v model.View, row model.Row) []kit.Cell {
	t, ok := row.(*model.Task)
	if !ok {
		return nil
	}
	decide := kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	for _, c := range v.ClocksOn(t) {
		if c.Rule == model.ClockReview {
			decide = kit.TextCell(s.urgency(c.Due), s.left(c.Due))
		}
	}
	return []kit.Cell{
		kit.TextCell(kit.Text, t.Title), {Text: s.Digits(int64(t.Waiting)), Role: kit.Warn, Bold: true}, kit.TextCell(kit.Muted, placesOf(t)),
		decide, kit.TextCell(kit.Muted, rewardShort(s.Words, t.Terms)),
	}
}

// placesOf says how many places of a task are taken, "3/10", "3" where any number is wanted.
func placesOf(t *model.Task) string {
	if t.Wanted > 0 {
		return strconv.Itoa(t.Approved) + "/" + strconv.Itoa(t.Wanted)
	}
	return strconv.Itoa(t.Approved)
}

// reviewFacts says how much waits.
func reviewFacts(s speech, v model.View, seller model.Key) []kit.Fact {
	tasks := v.Count(model.ToReview(seller))
	people := v.Count(model.OrdersOf(seller, model.Applied))
	if tasks == 0 {
		return nil
	}
	return kit.Facts(s.Say("list.review_facts", assets.Num("count", int64(people))))
}

package screen

import (
	"strconv"

	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// viewable tells whether views of a list can be saved: it can be opened by its name alone.
func viewable(id string) bool {
	switch id {
	case "tasks", "orders", "review", "applicants", "pending", "confirm", "payments":
		return true
	}
	return false
}

// namedScreen returns the list that a view was saved of, nil where there is none.
func namedScreen(d Desk, v SavedView) kit.Screen {
	switch v.List {
	case "tasks":
		return NewMyTasks(d)
	case "orders":
		return NewMyOrders(d, v.role)
	case "review":
		return NewToReview(d)
	case "pending":
		return NewPending(d)
	case "confirm":
		return NewConfirmList(d)
	case "payments":
		return NewPayments(d, v.role)
	case "applicants":
		if key, err := strconv.ParseUint(v.of, 10, 64); err == nil {
			return NewApplicants(d, model.Key(key))
		}
	}
	return nil
}

// NewMyTasks returns a seller's tasks by state, the newest first.
func NewMyTasks(d Desk) kit.Screen { return newList(d, myTasks(d)) }

func myTasks(d Desk) listKind {
	k := listKind{
		id: "tasks", rows: model.KindTask, columns: taskColumns, cells: myTaskCells, fields: ask.TaskFields(), sorts: taskSorts(), actions: taskActions,
	}
	for _, state := range append([]model.TaskState{0}, model.TaskStates()...) {
		tab := listTab{key: "all", line: stateLine[model.TaskState]("task"), queries: []model.Query{model.TasksOf(d.Actor.Account, state)}}
		if state != 0 {
			tab.key, tab.line = state.String(), stateLine("task", state)
		}
		k.tabs = append(k.tabs, tab)
	}
	return k
}

// NewMyOrders returns an account's orders under the guides' names, what changed last first. A seller and whoever
// makes the content have names of their own for the same states.
func NewMyOrders(d Desk, role model.Role) kit.Screen { return newList(d, myOrders(d, role)) }

func myOrders(d Desk, role model.Role) listKind {
	k := listKind{id: "orders", rows: model.KindOrder, role: role, columns: orderColumns, cells: myOrderCells, fields: ask.OrderFields(), sorts: orderSorts()}
	closed := []model.OrderState{model.Cancelled, model.Rejected, model.Expired, model.Stopped}
	add := func(key string, states ...model.OrderState) {
		tab := listTab{key: key, line: stateLine("order", states...)}
		for _, s := range states {
			tab.queries = append(tab.queries, model.OrdersOf(d.Actor.Account, s))
		}
		k.tabs = append(k.tabs, tab)
	}
	if role == model.Seller || role == model.Operator {
		for _, b := range []listBatch{approveBatch(), rejectBatch()} {
			b.tabs = []string{"review"}
			k.batches = append(k.batches, b)
		}
		add("review", model.Applied)
		add("pending", model.AwaitingSample, model.OnTheWay)
		add("making", model.AwaitingSubmission, model.ChangesAsked)
		add("confirm", model.InReview)
		add("pay", model.Confirmed, model.Paid)
		add("completed", model.Completed, model.Submitted)
	} else {
		k.actions = makerActions
		add("applied", model.Applied)
		add("awaiting", model.AwaitingSample, model.OnTheWay, model.AwaitingSubmission, model.ChangesAsked)
		add("submitted", model.InReview, model.Submitted, model.Confirmed, model.Paid)
		add("completed", model.Completed)
	}
	add("closed", closed...)
	return k
}

// makerActions are what whoever makes the content can do to the order under the cursor, as on its page.
func makerActions(l list) []kit.Action {
	f := l.current()
	if f == nil {
		return nil
	}
	acts := l.desk.orderActions(f, f.speech(newSpeech(l.desk.Session)), "")
	return append(acts.main, acts.late...)
}

func taskColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("square.head_task"), Width: 22, Flex: 6},
		{Head: s.Say("square.head_type"), Width: 7, Priority: 4},
		{Head: s.Say("list.head_state"), Width: widest(6, s.Say("list.state_draft"), s.Say("list.state_published"), s.Say("list.state_closed"), s.Say("list.state_ended")), Priority: 1},
		{Head: s.Say("list.head_waiting"), Width: 7, Right: true},
		{Head: s.Say("list.head_places"), Width: 6, Right: true, Priority: 3},
		{Head: s.Say("square.head_closes"), Width: 6, Right: true, Priority: 2},
	}
}

// myTaskCells draws a task as its seller reads it: what waits is what one looks for.
func myTaskCells(s speech, v model.View, row model.Row) []kit.Cell {
	t, ok := row.(*model.Task)
	if !ok {
		return nil
	}
	waiting := kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	if t.Waiting > 0 {
		waiting = kit.Cell{Text: s.Digits(int64(t.Waiting)), Role: kit.Warn, Bold: true}
	}
	places := strconv.Itoa(t.Approved)
	if t.Wanted > 0 {
		places += "/" + strconv.Itoa(t.Wanted)
	}
	closes := closesCell(s.Words, v.Now, t.Terms.ApplyBy)
	if t.State != model.Published {
		closes = kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	}
	return []kit.Cell{
		kit.TextCell(kit.Text, t.Title), kit.TextCell(kit.Muted, typeShort(s.Words, t)), kit.TextCell(kit.Muted, s.Say("list.state_"+t.State.String())),
		waiting, kit.TextCell(kit.Muted, places), closes,
	}
}

func orderColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("square.head_task"), Width: 22, Flex: 6},
		{Head: s.Say("list.head_with"), Width: 12, Flex: 1, Max: 18, Priority: 1},
		{Head: s.Say("list.head_state"), Width: 19, Priority: 3},
		{Head: s.Say("list.head_turn"), Width: 11, Flex: 1, Max: 18, Priority: 2},
		{Head: s.Say("list.head_left"), Width: 9, Right: true},
	}
}

// myOrderCells draws an order as one of its parties reads it: with whom, where it stands, whose turn it is.
func myOrderCells(s speech, v model.View, row model.Row) []kit.Cell {
	o, ok := row.(*model.Order)
	if !ok {
		return nil
	}
	with := o.Seller
	if v.Who.Account == o.Seller {
		with = o.Acting(model.CreatorSide)
	} else if v.Who.Account == o.Agency && o.Creator != o.Agency { // an agency asks first of all whose order it is
		with = o.Creator
	}
	turn, left := kit.TextCell(kit.Faint, s.sign(kit.Nothing)), kit.TextCell(kit.Faint, s.sign(kit.Nothing))
	if c, ok := ask.NextTurn(v.ClocksOn(o)); ok {
		role := kit.Muted
		if c.Turn == v.Who.Account && c.Turn != 0 {
			role = kit.Strong
		}
		turn = namedCell(role, s.turn(c, v.Who.Account, s.namer(v)))
		left = kit.TextCell(s.urgency(c.Due), s.left(c.Due))
	}
	return []kit.Cell{
		kit.TextCell(kit.Text, o.Title), namedCell(kit.Text, s.named(v, with)), kit.TextCell(kit.Muted, s.Say("state."+o.State.String())), turn, left,
	}
}

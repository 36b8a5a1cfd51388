package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// listKind declares a list: which rows it has, how they are drawn, by what they are found and ordered, and what can be
// done to them. [newList] makes the screen of it. Its texts stand in the catalogue below "list.ID": ID for the title,
// ID_help, ID_order for the list's own order, ID_TAB for each tab, ID_empty and ID_empty_TAB for what to do when there
// is nothing.
//
// Everything but the first five fields may be left out. Functions that are given a [model.View] run beside the loop.
type listKind struct {
	id      string
	rows    model.Kind
	tabs    []listTab // one: the list has no tabs
	columns func(speech) []kit.Column
	cells   func(speech, model.View, model.Row) []kit.Cell

	also    model.Kind // of some of its rows, where they are of two kinds; 0: of none
	of      string     // whose rows they are where there is such a list for each of something: the key of a task
	rising  bool       // the list's own order is that of the index, the least place first; else the greatest is first
	texts   func(model.View, model.Row) []string
	fields  []ask.RowField                                    // what the filter can name
	sorts   []listSort                                        // other orders than the list's own, in turn by s
	batches []listBatch                                       // what can be done to chosen rows
	open    func(Desk, model.Ref) kit.Screen                  // what enter opens; nil: the row's page
	facts   func(speech, model.View) []kit.Fact               // the head line; nil: the list's order in words
	lead    func(speech, model.View) []kit.Fact               // the line below it, in a list without tabs
	leaves  bool                                              // one came here on the way to a batch, and goes on when it is done
	role    model.Role                                        // as whom one sees the list, where that makes a difference
	actions func(list) []kit.Action                           // those of this list alone; they stand behind the batches
	look    func(Session, model.Ref) (listPreview, error)     // what stands beside a row; nil: a task's card, an order's file
	beside  func(*orderFile, speech, kit.Theme, int) []string // draws an order's file for so many cells; nil: as Today does
}

// listPreview draws what stands beside the row under the cursor, in lines of at most w cells. It is made of what was
// read and reads nothing.
type listPreview func(t kit.Theme, w, h int) []string

// listTab is some states of a list, read as one, and the command line that lists the same, if there is one.
type listTab struct {
	key     string
	queries []model.Query
	line    []string // after the program's name
	where   string   // the filter that makes it the same rows
	order   string   // word for the order of its rows, "" for that of the kind
}

// listSort is an order of a list by a number; rows with the same number keep the list's own order. It is named by
// "sort.ID" in the catalogue.
type listSort struct {
	id   string
	most bool // the greatest first
	by   func(model.View, model.Row) int64
}

// listBatch is something that can be done to many rows at once. With rows chosen its key opens a plan; otherwise it is
// done to the row under the cursor. Its texts stand in the catalogue below "batch.ID": ID names it for one row,
// ID_many for {count}, ID_help says what it does, ID_title heads the plan of {count}, ID_done says what was done to
// {count}; ID_owes and others are the totals' own.
type listBatch struct {
	id     string
	key    string
	tabs   []string                 // where it can be done; nil: everywhere
	asks   bool                     // it cannot be taken back
	single bool                     // its command takes one order, so that several are lines below each other
	verb   string                   // what is done to one order: the verb of its page; "": the batch of one
	fields func(speech) []kit.Field // of its form, which comes before the plan; nil: nothing is asked
	build  func(batchDeed) (model.Command, []model.Opened)
	args   func(batchDeed) []string                        // the same as a command line, after the program's name
	totals func(speech, model.View, planned) kit.KeyValues // at the foot of the plan, beside how many rows
	start  map[string]string                               // what the form begins with
	about  model.Ref                                       // another row that it is about, beside those chosen: the task that one applies to
	effect func(speech, model.RowResult) string            // what becomes of a row, in a plan; nil: the state of an order
	begin  func(Desk, []string) tea.Cmd                    // opens a page of its own for the rows of some keys, in place of form and plan; nil: those
}

// batchDeed is a batch about to be planned or done: to which rows, at the revisions that were seen, with which values
// of its form.
type batchDeed struct {
	market Market
	rows   []model.Row
	picked []model.Picked
	get    func(field string) string
	about  model.Row            // of the batch, nil where it is about none
	names  map[model.Ref]string // of creators, by their contracts; of entries the two IDs
}

// planned is what a batch would do, for its totals.
type planned struct {
	rows  []model.Row  // those that go through, as they are now
	after model.Reader // the marketplace as it would be afterwards
}

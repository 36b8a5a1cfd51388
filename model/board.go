package model

import (
	"iter"
	"time"
)

// Stage is a column of an agency's board: some states of an order that ask for the same.
type Stage uint8

// The stages of a board.
const (
	StageApplied Stage = iota
	StageSample        // the sample waits to be sent, or is on the way
	StageSubmit        // content is to be handed in, the first time or again
	StageReview
	StageUnpaid // owed, or recorded and not acknowledged
	StageDone   // completed, or nothing left to do but to wait
	stageCount
)

// Stages returns every stage in the order of an order's life.
func Stages() []Stage {
	return []Stage{StageApplied, StageSample, StageSubmit, StageReview, StageUnpaid, StageDone}
}

// String returns the stage's word in JSON and in the catalogue ("stage." before it).
func (s Stage) String() string {
	return [...]string{"applied", "sample", "to_submit", "in_review", "unpaid", "done"}[s]
}

// States returns the states of orders that a stage holds.
func (s Stage) States() []OrderState {
	switch s {
	case StageApplied:
		return []OrderState{Applied}
	case StageSample:
		return []OrderState{AwaitingSample, OnTheWay}
	case StageSubmit:
		return []OrderState{AwaitingSubmission, ChangesAsked}
	case StageReview:
		return []OrderState{InReview}
	case StageUnpaid:
		return []OrderState{Confirmed, Paid}
	}
	return []OrderState{Submitted, Completed}
}

// stageOf returns the stage of a state; an order that expired for want of content was to be submitted.
func stageOf(s OrderState) (Stage, bool) {
	for _, stage := range Stages() {
		for _, of := range stage.States() {
			if of == s {
				return stage, true
			}
		}
	}
	return StageSubmit, s == Expired
}

// Marks are what of a creator's orders needs somebody now, by stage.
type Marks struct {
	Late  [stageCount]int // the time has passed: content, sample or fee; what expired lately stands below StageSubmit
	Today [stageCount]int // it is this side's turn, and due before the day is over
}

// Sum returns the marks of all stages.
func (m Marks) Sum() (late, today int) {
	for i := range m.Late {
		late, today = late+m.Late[i], today+m.Today[i]
	}
	return late, today
}

// BoardRow is one creator of an agency's board.
type BoardRow struct {
	Contract *Contract
	Creator  *Account // its public profile
	Marks
}

// In returns how many orders stand in a stage.
func (b BoardRow) In(s Stage) int { return b.Contract.Count(s.States()...) }

// Free tells that nothing is under way for the creator.
func (b BoardRow) Free() bool { return b.Contract.Live() == 0 }

// Board returns what the board of the viewer shows, an agency: its creators in the order in which they came, with their
// orders counted and marked; until is when the viewer's day is over. It reads one contract and one account a creator, and
// beside these only the orders that are late or due by then, however many there are.
func (v View) Board(until Moment) []BoardRow {
	marks := v.boardMarks(until)
	q := RosterOf(v.Who.Account)
	rows := make([]BoardRow, 0, v.Count(q))
	for _, row := range v.Rows(q, Place{}, false) {
		c := row.(*Contract)
		if a := v.Account(c.Creator); a != nil {
			rows = append(rows, BoardRow{c, a, marks[c.Key]})
		}
	}
	return rows
}

// MarksUnder returns what needs somebody now under one contract. It reads the orders that are late or due until then and
// no others.
func (v View) MarksUnder(c *Contract, until Moment) Marks {
	var m Marks
	for o, late := range v.pressing(c.Key, false, until) {
		m.add(o, late)
	}
	return m
}

// boardMarks finds the orders that are late or due until then, by contract.
func (v View) boardMarks(until Moment) map[Key]Marks {
	marks := map[Key]Marks{}
	for o, late := range v.pressing(v.Who.Account, true, until) {
		m := marks[o.Contract]
		m.add(o, late)
		marks[o.Contract] = m
	}
	return marks
}

func (m *Marks) add(o *Order, late bool) {
	stage, ok := stageOf(o.State)
	switch {
	case !ok:
	case late:
		m.Late[stage]++
	default:
		m.Today[stage]++
	}
}

// pressing walks the orders under a contract, or of a whole agency, that are late, or due until then, each once.
func (v View) pressing(of Key, whole bool, until Moment) iter.Seq2[*Order, bool] {
	late, turns := ListContractLate, ListRosterTurn
	if whole {
		late, turns = ListRosterLate, ListTurn
	}
	return func(yield func(*Order, bool) bool) {
		seen := map[Key]bool{}
		say := func(ref Ref, late bool) bool {
			if ref.Kind != KindOrder || seen[ref.Key] {
				return true
			}
			seen[ref.Key] = true
			o := v.Order(ref.Key)
			return o == nil || o.Contract == 0 || yield(o, late)
		}
		for p := range v.Reader.Scan(late, group(uint64(of), 1), Place{}, false) {
			if !say(p.Ref, true) {
				return
			}
		}
		oldest := v.Now.Add(-24 * time.Hour * time.Duration(PolicyNow(v.Reader).Get(RosterMissedDays)))
		for p := range v.Reader.Scan(late, group(uint64(of), 2), Place{Sort: ordered(int64(oldest))}, false) {
			if !say(p.Ref, true) {
				return
			}
		}
		for p := range v.Reader.Scan(turns, group(uint64(of)), Place{}, false) {
			due, _, ok := clockPlace(p)
			if ok && due >= until || !say(p.Ref, due < v.Now) {
				return
			}
		}
	}
}

// Pressing returns the orders under a contract that are late or due until then, for what stands beside a board.
func (v View) Pressing(c *Contract, until Moment) (late, today []*Order) {
	for o, isLate := range v.pressing(c.Key, false, until) {
		if isLate {
			late = append(late, o)
		} else {
			today = append(today, o)
		}
	}
	return late, today
}

// DayEnd returns when the day of the marketplace is over, in the zone that it counts days in: what is due today is due
// before then.
func (v View) DayEnd() Moment {
	return v.Now.EndOfDay(PolicyNow(v.Reader).Calendar().Zone).Add(time.Second)
}

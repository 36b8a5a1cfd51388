package kit

import (
	"slices"
	"strings"
	"testing"
)

func demoPlan() Plan {
	return NewPlan("Approve 4", []PlanRow{{Key: "a", Name: "mia"}, {Key: "b", Name: "hana", Refused: "late"}, {Key: "c", Name: "nils"}, {Key: "d", Name: "pilar", Refused: "closed"}}, nil).Resize(80, 20)
}

func TestPlanCountsAndShowsTheRefusedFirst(t *testing.T) {
	p := demoPlan()
	if p.Apply() != 2 || p.Refused() != 2 || !slices.Equal(p.Able(), []string{"a", "c"}) {
		t.Errorf("%d done, %d refused, able %v", p.Apply(), p.Refused(), p.Able())
	}
	frame := plain(p.View(Theme{}))
	if hana, mia := strings.Index(frame, "hana"), strings.Index(frame, "mia"); hana < 0 || mia < hana || !strings.Contains(frame, "✓ 2 will be done   ✗ 2 refused") {
		t.Errorf("the plan says\n%s", frame)
	}
	only, used := p.Update(keyPress("tab"))
	if frame = plain(only.View(Theme{})); !used || strings.Contains(frame, "mia") || !strings.Contains(frame, "pilar") {
		t.Errorf("only the refused are\n%s", frame)
	}
	if all, _ := only.Update(keyPress("tab")); plain(all.View(Theme{})) != plain(p.View(Theme{})) {
		t.Error("tab again does not come back")
	}
}

func TestPlanMadeAnewKeepsItsRow(t *testing.T) {
	p, _ := demoPlan().Update(keyPress("end"))
	again := p.Again("Approve 3", []PlanRow{{Key: "c", Name: "nils"}, {Key: "b", Name: "hana", Refused: "late"}, {Key: "x", Name: "new", Refused: "new"}}, nil)
	if got := again.table.CurrentKey(); got != "c" {
		t.Errorf("the cursor went from c to %s", got)
	}
	if gone := again.Again("Approve 0", nil, nil); gone.Apply() != 0 || len(gone.View(Theme{})) != 20 {
		t.Error("a plan of nothing is not drawn")
	}
}

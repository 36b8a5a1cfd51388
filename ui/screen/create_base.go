package screen

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// createBase is what checking a task needs of the marketplace: its numbers, who posts, the moment, and the task
// that is edited. It is a small marketplace of its own, so that each letter typed is checked without reading.
type createBase struct {
	rules  *model.Overlay
	actor  model.Actor
	now    model.Moment
	zone   *time.Location // in which moments are typed and days end
	policy *model.Policy
	seller *model.Account
	task   *model.Task // nil for a new one
}

// createBased is the answer to readCreate.
type createBased struct{ base createBase }

// readCreate reads what checking needs; task is 0 for a new one.
func readCreate(s Session, task model.Key) tea.Cmd {
	return func() tea.Msg {
		b := createBase{actor: s.Actor}
		if err := s.Market.View(s.Actor, func(v model.View) { b = newCreateBase(v, s, task) }); err != nil {
			return failure(s, err)
		}
		return kit.Self{Msg: createBased{b}}
	}
}

func newCreateBase(v model.View, s Session, task model.Key) createBase {
	b := createBase{actor: s.Actor, now: v.Now, policy: model.PolicyNow(v.Reader), seller: v.Me(), rules: model.NewMemory(), task: v.Task(task)}
	if b.zone = s.Zone; b.zone == nil {
		b.zone = b.policy.Calendar().Zone
	}
	b.rules.Put(policyRow(v.Reader, 1))
	b.rules.Put(b.policy)
	if m := model.MarketOf(v.Reader); m != nil {
		b.rules.Put(m)
	}
	if b.seller != nil {
		b.rules.Put(b.seller)
	}
	putKey(b.rules, v.Reader, s.Actor)
	return b
}

// published tells whether the task that is edited was published: its type stays then, and nothing may be missing.
func (b createBase) published() bool { return b.task != nil && b.task.State != model.Draft }

// posts tells whether the account posts tasks at all.
func (b createBase) posts() bool {
	return b.seller != nil && (b.seller.Role == model.Seller || b.seller.Role == model.Operator)
}

// check returns what the rules say about the fields as they stand.
func (b createBase) check(f model.TaskFields, publish bool) ([]*model.Refusal, []model.Note) {
	refusals, notes := model.CheckTask(b.rules, b.actor, b.now, f, publish)
	if b.published() && f.Type != b.task.Type {
		refusals = append(refusals, &model.Refusal{Answer: model.ByRule, Rule: model.RuleTypeFixed, Field: "type"})
	}
	return refusals, notes
}

// preview is the task as creators will see it, as far as it is filled in.
func (b createBase) preview(f model.TaskFields) taskCard {
	t := &model.Task{
		Type: f.Type, State: model.Published, Seller: b.actor.Account, Title: f.Title, Description: f.Description, Related: f.Related,
		Languages: f.Languages, Countries: f.Countries, Wanted: f.Wanted,
		Terms: model.Terms{
			ApplyBy: f.ApplyBy, SubmitBy: f.SubmitBy, Samples: f.Samples, Keep: f.Keep || f.Product, Content: f.Content,
			Channels: f.Channels, Brief: f.Brief, BrandStream: f.BrandStream,
		},
	}
	if b.task != nil {
		t.ID, t.Key, t.Applied, t.Approved = b.task.ID, b.task.Key, b.task.Applied, b.task.Approved
	}
	b.reward(&t.Terms, f)
	return taskCard{now: b.now, task: t, me: b.seller, seller: b.seller, policy: b.policy, preview: true}
}

// reward fills in what a creator would get, as publishing would.
func (b createBase) reward(t *model.Terms, f model.TaskFields) {
	if b.seller != nil {
		t.Rate = b.seller.RateAt(b.now)
	}
	switch {
	case f.Type.CPS():
		t.Reward = model.Commission
	case f.Product:
		t.Reward = model.Product
	case f.Fee == nil:
	case t.Rate > 0:
		t.Reward, t.Fee = model.FeeAndCommission, *f.Fee
	default:
		t.Reward, t.Fee = model.Fee, *f.Fee
	}
}

// valueLines parts a field of several values.
func valueLines(value string) []string {
	var all []string
	for _, line := range strings.Split(value, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

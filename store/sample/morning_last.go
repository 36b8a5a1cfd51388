package sample

import (
	"time"

	"aeconnect/model"
)

// lumenLast is the creator whom lumen accepts last in the morning.
const lumenLast = "gadget_gulnara"

// lastBatch is the number that the ID of the last batch of the morning is minted of.
const lastBatch = 1 << 24

// lastMoment is when lumen accepts them.
func lastMoment() model.Moment { return Today().Add(-4 * time.Minute) }

// lastDecision is lumen's last of the morning. The virtual clock stands still a few minutes later, so that whoever opens
// the sample can take it back. Where somebody was faster, or the morning went that far before, there is nothing to do.
func (d *morning) lastDecision() {
	seller, creator := d.people[lumen], d.people[lumenLast]
	if d.decided || seller.key == 0 || creator.key == 0 {
		return
	}
	d.decided = true
	state := d.desk.State()
	v := model.NewView(state, model.Actor{System: true}, d.now)
	for _, row := range v.Rows(model.OrdersOf(seller.key, model.Applied), model.Place{}, false) {
		if o := row.(*model.Order); o.Creator == creator.key && !model.TaskOf(state, o.Task).Full() {
			d.advance(lastMoment())
			d.do(lumen, &model.ApproveApplications{Orders: []model.Picked{{ID: o.ID}}, Batch: mint(d.seed, model.BatchLetter, lastBatch)})
			return
		}
	}
}

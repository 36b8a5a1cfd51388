package cli

import (
	"strconv"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

func (r *run) shipNoun() *cobra.Command {
	return r.noun("ship", r.shipLs(), r.shipSend(), r.shipModify(), r.shipReceived(), r.shipLost())
}

// shipLs lists the orders whose sample is to be sent or on its way.
func (r *run) shipLs() *cobra.Command {
	q := &orderQuery{}
	c := r.verb("ls", 0, 0, func([]string) error {
		if len(q.typedStates) == 0 {
			q.typedStates = []string{model.AwaitingSample.String(), model.OnTheWay.String()}
		}
		return r.listOrders(q, shipCells())
	})
	f := c.Flags()
	f.StringSliceVar(&q.typedStates, "state", nil, "")
	f.StringVar(&q.typedType, "type", "", "")
	f.StringVar(&q.task, "task", "", "")
	f.StringVar(&q.creator, "creator", "", "")
	q.rangeFlags(f)
	q.whereFlag(r, c, ask.OrderFields())
	listed(c)
	r.complete(c, "state", words([]string{model.AwaitingSample.String(), model.OnTheWay.String()}))
	r.complete(c, "type", words(named(model.TaskTypes())))
	r.complete(c, "task", r.taskIDs)
	r.complete(c, "creator", r.handles)
	return c
}

func shipCells() []cell[*model.Order] {
	type order = *model.Order
	parcel := func(o order) model.Shipment {
		if p := o.Shipping(); p != nil && p.Loss == "" {
			return *p
		}
		return model.Shipment{}
	}
	return []cell[order]{
		{"order", false, false, false, func(_ *scene, o order) styled { return plain(string(o.ID)) }},
		{"state", false, false, false, func(s *scene, o order) styled { return plain(s.words.Say("state." + o.State.String())) }},
		{"with", false, false, false, func(s *scene, o order) styled { return plain(s.across(o)) }},
		{"left", true, false, false, func(s *scene, o order) styled {
			if c, ok := s.nextClock(o); ok {
				return s.urgency(c)
			}
			return plain("")
		}},
		{"pieces", true, false, false, func(_ *scene, o order) styled { return plain(strconv.Itoa(o.Terms.Samples)) }},
		{"parcel", false, false, false, func(_ *scene, o order) styled { return muted(parcel(o).Carrier + " " + parcel(o).Tracking) }},
		{"address", false, true, false, func(s *scene, o order) styled { return plain(model.ShippingAddress(s.Reader, s.Who, o)) }},
	}
}

// parcelFlags are what a seller says of a parcel.
type parcelFlags struct {
	carrier, tracking, sender string
	pieces                    int
}

func (p *parcelFlags) add(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&p.carrier, "carrier", "", "")
	f.StringVar(&p.tracking, "tracking", "", "")
	wholeVar(f, &p.pieces, "pieces", 0)
	f.StringVar(&p.sender, "sender", "", "")
}

func (r *run) shipSend() *cobra.Command {
	parcel := &parcelFlags{}
	var c *cobra.Command
	c = changing(r.verb("send ORDER...", 1, -1, func(args []string) error {
		for _, flag := range []string{"carrier", "tracking"} {
			if !c.Flags().Changed(flag) {
				return usage(ruleMissing, flag, assets.Text("value", "--"+flag))
			}
		}
		if err := r.asAccount(); err != nil {
			return err
		}
		return r.sendSamples(args, parcel, c.Flags().Changed)
	}))
	parcel.add(c)
	c.ValidArgsFunction = r.orderIDs
	return c
}

func (r *run) sendSamples(args []string, parcel *parcelFlags, typed func(string) bool) error {
	info := model.ShipmentInfo{Carrier: parcel.carrier, Tracking: parcel.tracking, Pieces: parcel.pieces}
	b := &batch{hint: "ship.sent"}
	b.prepare = func(s *scene, b *batch) error {
		if !typed("pieces") {
			var err error
			if info.Pieces, err = promised(b.orders); err != nil {
				return err
			}
		}
		info.Sender, b.private = r.sender(s, parcel.sender, typed("sender"))
		return nil
	}
	b.command = func(picked []model.Picked, id model.ID) model.Command {
		return &model.SendSamples{Orders: picked, Info: info, Batch: id}
	}
	return r.runBatch(args, b)
}

// promised returns how many pieces the orders of one parcel were promised. Where they differ somebody has to say.
func promised(orders []*model.Order) (int, error) {
	pieces := 0
	for _, o := range orders {
		switch {
		case o == nil:
		case pieces != 0 && o.Terms.Samples != pieces:
			return 0, usage(ruleMissing, "pieces", assets.Text("value", "--pieces"))
		default:
			pieces = o.Terms.Samples
		}
	}
	return max(pieces, 1), nil
}

// sender returns whom a parcel comes from: what was typed, or the sender that was used last. A sender that stands in
// the seller's address book already is not kept a second time.
func (r *run) sender(s *scene, text string, typed bool) (model.Commitment, []model.Opened) {
	me := s.Me()
	if me == nil {
		return model.Commitment{}, nil
	}
	_, _, _, known := model.OwnPrivate(s.Reader, s.Who, me)
	for i, old := range known {
		if !typed || old == text {
			return me.Senders[i], nil
		}
	}
	if text == "" {
		return model.Commitment{}, nil
	}
	opened := r.market.Seal(text)
	return opened.Commit(), []model.Opened{opened}
}

func (r *run) shipModify() *cobra.Command {
	parcel := &parcelFlags{}
	var c *cobra.Command
	c = changing(r.verb("modify ORDER", 1, 1, func(args []string) error {
		typed := c.Flags().Changed
		if !typed("carrier") && !typed("tracking") && !typed("pieces") && !typed("sender") {
			return usage(ruleNothing, "")
		}
		return r.onOrder(args[0], "", func(s *scene, o *model.Order) (model.Command, []model.Opened, error) {
			info, private := model.ShipmentInfo{}, []model.Opened(nil)
			if old := o.Shipping(); old != nil {
				info = model.ShipmentInfo{Carrier: old.Carrier, Tracking: old.Tracking, Pieces: old.Pieces, Sender: old.Sender}
			}
			put(typed("carrier"), &info.Carrier, parcel.carrier)
			put(typed("tracking"), &info.Tracking, parcel.tracking)
			put(typed("pieces"), &info.Pieces, parcel.pieces)
			if typed("sender") {
				info.Sender, private = r.sender(s, parcel.sender, true)
			}
			return &model.ModifyShipment{Order: o.ID, Info: info}, private, nil
		})
	}))
	parcel.add(c)
	c.ValidArgsFunction = r.orderIDs
	return c
}

func (r *run) shipReceived() *cobra.Command {
	return r.eachVerb("received ORDER...", "ship.received", func(id model.ID) model.Command { return &model.ConfirmReceipt{Order: id} })
}

func (r *run) shipLost() *cobra.Command {
	var kind string
	c := r.orderVerb("lost ORDER", "", func(id model.ID) model.Command { return &model.ReportLoss{Order: id, Kind: model.LossKind(kind)} })
	c.Flags().StringVar(&kind, "kind", string(model.Lost), "")
	r.complete(c, "kind", words([]model.LossKind{model.Lost, model.Damaged}))
	return c
}

package screen

import (
	"slices"
	"strconv"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// sending is some orders about to be shipped, read at one moment, parted by where they go.
type sending struct {
	now     model.Moment
	me      *model.Account
	senders []string // the address book, what was used last first
	book    []model.Opened
	rows    []sendRow
	parcels []parcel
	gone    int        // orders that are no longer there
	judge   *orderFile // of the first that can be shipped: its rules look at what is typed; nil where none can
}

// sendRow is one order of it.
type sendRow struct {
	order   *model.Order
	who     string         // the creator, and its agency where that gets the parcel
	refused *model.Refusal // why it cannot be shipped
	noWhere *model.Note    // no address was given yet
	coming  bool           // there is an address, which comes with the hub's answer
}

// able tells whether the order can be shipped.
func (r sendRow) able() bool { return r.refused == nil && r.noWhere == nil && !r.coming }

// parcel is what goes to one address: one tracking number.
type parcel struct {
	field   string         // of its tracking number in the form
	to      *model.Account // who gets it: the first of them, where several live together
	name    string         // of whoever gets it
	address string
	rows    []int // in sending.rows
}

// readSending reads orders by the keys of their rows. It waits for the marketplace: only commands call it.
func readSending(s Session, keys []string) (sending, error) {
	var out sending
	probe := s.Market.Seal("-")
	err := s.Market.View(s.Actor, func(v model.View) {
		say := newSpeech(s).at(v.Now)
		out.now, out.me = v.Now, v.Me()
		if out.me != nil {
			_, _, _, out.senders = model.OwnPrivate(v.Reader, v.Who, out.me)
			out.book = bookOf(v, out.me)
		}
		for _, key := range keys {
			o := v.Order(rowRef(key).Key)
			if o == nil {
				out.gone++
				continue
			}
			out.add(v, say, s.Actor, probe, o)
		}
	})
	if err != nil {
		return out, err
	}
	for _, row := range out.rows {
		if row.able() {
			f, found, err := readOrder(s, row.order.Key)
			if err != nil {
				return out, err
			}
			if found {
				out.judge = &f
			}
			break
		}
	}
	return out, nil
}

// add puts an order to the parcel that goes where it goes. probe stands for a sender: none was typed yet.
func (x *sending) add(v model.View, s speech, actor model.Actor, probe model.Opened, o *model.Order) {
	row := sendRow{order: o, who: s.creatorOf(v, o)}
	over := model.NewOverlay(v.Reader)
	over.Keep(probe)
	info := model.ShipmentInfo{Carrier: "-", Tracking: "-", Pieces: max(o.Terms.Samples, 1), Sender: probe.Commit()}
	d := model.Decide(over, actor, v.Now, &model.SendSamples{Orders: []model.Picked{{ID: o.ID}}, Info: info})
	row.refused = d.Refusal
	for _, n := range d.Notes {
		if n.Rule == model.RuleAddressMissing {
			row.noWhere = &n
		}
	}
	address := model.ShippingAddress(v.Reader, v.Who, o)
	row.coming = row.noWhere == nil && address == "" && addressComes(v, o)
	x.rows = append(x.rows, row)
	if !row.able() {
		return
	}
	to := v.Account(o.Acting(model.CreatorSide))
	i := slices.IndexFunc(x.parcels, func(p parcel) bool { return p.address == address })
	if i < 0 {
		i = len(x.parcels)
		x.parcels = append(x.parcels, parcel{to: to, name: s.who(to, policyRow(v.Reader, o.Policy)), address: address})
		if to != nil {
			x.parcels[i].field = "tracking_" + strconv.FormatUint(uint64(to.Key), 10)
		}
	}
	x.parcels[i].rows = append(x.parcels[i].rows, len(x.rows)-1)
}

// addressComes tells that an order has an address that is not here yet: a copy hears of it with the hub's answer.
func addressComes(v model.View, o *model.Order) bool {
	to := v.Account(o.Recipient())
	return to != nil && to.HasAddress() && !o.Hidden && model.ShippingAddress(v.Reader, v.Who, o) == ""
}

// able returns how many orders can be shipped.
func (x sending) able() int {
	n := 0
	for _, row := range x.rows {
		if row.able() {
			n++
		}
	}
	return n
}

// creatorOf names the creator of an order, with its agency where that applied for it.
func (s speech) creatorOf(v model.View, o *model.Order) string {
	p := policyRow(v.Reader, o.Policy)
	name := s.who(v.Account(o.Creator), p)
	if o.Agency == 0 {
		return name
	}
	return s.Say("pending.via", assets.Text("creator", name), assets.Text("agency", s.who(v.Account(o.Agency), p)))
}

// shipmentCommand is one command of a sending: orders of one parcel with the same number of pieces each.
type shipmentCommand struct {
	parcel int
	rows   []int
	pieces int
}

// commands parts what can be shipped into commands. pieces is what was typed, "" for what each order was promised;
// parcels without a tracking number stay.
func (x sending) commands(get func(string) string) []shipmentCommand {
	var all []shipmentCommand
	typed, _ := strconv.Atoi(strings.TrimSpace(get("pieces")))
	for i, p := range x.parcels {
		if strings.TrimSpace(get(p.field)) == "" {
			continue
		}
		from := len(all)
		for _, r := range p.rows {
			pieces := typed
			if strings.TrimSpace(get("pieces")) == "" {
				pieces = max(x.rows[r].order.Terms.Samples, 1)
			}
			at := slices.IndexFunc(all[from:], func(c shipmentCommand) bool { return c.pieces == pieces })
			if at < 0 {
				at = len(all) - from
				all = append(all, shipmentCommand{parcel: i, pieces: pieces})
			}
			all[from+at].rows = append(all[from+at].rows, r)
		}
	}
	return all
}

// command returns the model's command of one of them.
func (x sending) command(c shipmentCommand, m Market, get func(string) string) (model.Command, []model.Opened) {
	sender := known(x.book, m, get("sender"))
	var picked []model.Picked
	for _, r := range c.rows {
		picked = append(picked, model.Picked{ID: x.rows[r].order.ID, Rev: x.rows[r].order.Rev})
	}
	info := model.ShipmentInfo{Carrier: get("carrier"), Tracking: strings.TrimSpace(get(x.parcels[c.parcel].field)), Pieces: c.pieces, Sender: sender.Commit()}
	return &model.SendSamples{Orders: picked, Info: info, Batch: m.Mint(model.BatchLetter)}, []model.Opened{sender}
}

// promised returns how many pieces an order was promised where that is the same for all, else 0.
func (x sending) promised() int {
	n := 0
	for _, row := range x.rows {
		switch {
		case !row.able():
		case n == 0:
			n = max(row.order.Terms.Samples, 1)
		case n != max(row.order.Terms.Samples, 1):
			return 0
		}
	}
	return n
}

// fields are those of the shipping form: one tracking number for each address.
func (x sending) fields(s speech) []kit.Field {
	fields := []kit.Field{{
		ID: "carrier", Label: s.Say("act.label_carrier"), Hint: s.Say("act.hint_carrier"), Required: true, Max: 120, Complete: carriers(s),
	}}
	for _, p := range x.parcels {
		field := kit.Field{ID: p.field, Label: s.Say("act.label_tracking"), Hint: x.parcelText(s, p), Required: true, Max: 120}
		if len(x.parcels) > 1 {
			field.Label, field.Required = s.Say("pending.label_tracking", assets.Text("who", p.name)), false
			field.Hint = s.Say("pending.hint_tracking", assets.Text("parcel", field.Hint))
		}
		fields = append(fields, field)
	}
	label, pieces := s.Say("pending.label_pieces"), s.Say("pending.hint_pieces")
	n := assets.Num("n", int64(x.promised()))
	switch {
	case len(x.rows) == 1:
		label, pieces = s.Say("act.label_pieces"), s.Say("pending.hint_pieces_one", n)
	case x.promised() > 0:
		pieces = s.Say("pending.hint_pieces_same", n)
	}
	return append(fields,
		kit.Field{ID: "pieces", Label: label, Hint: pieces, Kind: kit.NumberField, Max: 6},
		kit.Field{ID: "sender", Label: s.Say("act.label_sender"), Hint: s.Say("pending.hint_sender", assets.Num("count", int64(len(x.senders)))), Required: true, Max: 400, Complete: among(x.senders)})
}

// parcelText says what goes into a parcel and where it goes, to copy from while one writes the label.
func (x sending) parcelText(s speech, p parcel) string {
	args := []model.Arg{assets.Num("count", int64(len(p.rows))), assets.Text("who", p.name), assets.Text("address", p.address)}
	if len(p.rows) == 1 {
		args = append(args, assets.Text("creator", x.rows[p.rows[0]].who))
	}
	return s.Say("pending.parcel", args...)
}

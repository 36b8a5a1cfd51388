package screen

import (
	"strconv"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// sampleLines draws the parcels, the last first, and where they go.
func (f *orderFile) sampleLines(t kit.Theme, s speech, w int) []string {
	o := f.order
	if o.Terms.Samples == 0 {
		return nil
	}
	var lines []string
	for i := len(o.Shipments) - 1; i >= 0; i-- {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, f.parcelLines(t, s, w, o.Shipments[i])...)
	}
	if len(o.Shipments) == 0 {
		lines = append(lines, wrapped(t, kit.Muted, s.Say("order.no_parcel"), w)...)
	}
	switch {
	case f.address != "":
		b := facts{s: s}
		b.add("send_to", f.address, kit.Text)
		if c, ok := f.clock(model.ClockAddressHide); ok && f.side == model.SellerSide {
			b.add("shown_until", s.exact(c.Due), kit.Muted)
		}
		lines = append(append(lines, ""), b.kv.View(t, w)...)
	case f.side == model.SellerSide && o.Hidden:
		lines = append(append(lines, ""), wrapped(t, kit.Muted, s.Say("order.address_hidden"), w)...)
	case f.side == model.SellerSide && o.ApprovedAt == 0:
		lines = append(append(lines, ""), wrapped(t, kit.Muted, s.Say("order.address_later"), w)...)
	case f.coming && o.ApprovedAt != 0:
		lines = append(append(lines, ""), wrapped(t, kit.Muted, s.Say("order.address_coming"), w)...)
	case f.side != model.Nobody && o.ApprovedAt != 0 && !o.Hidden:
		lines = append(append(lines, ""), wrapped(t, kit.Warn, s.Say("order.address_missing"), w)...)
	}
	return lines
}

func (f *orderFile) parcelLines(t kit.Theme, s speech, w int, p model.Shipment) []string {
	b := facts{s: s}
	b.add("carrier", p.Carrier, kit.Text)
	b.add("tracking", p.Tracking, kit.Strong)
	b.add("pieces", strconv.Itoa(p.Pieces), kit.Text)
	b.add("sent", s.exact(p.At), kit.Text)
	switch {
	case p.Loss != "":
		b.add("lost", s.sign(kit.Refused)+" "+s.Say("loss."+string(p.Loss))+", "+s.exact(p.LostAt), kit.Bad)
	case p.Assumed:
		b.add("received", s.Say("order.assumed", assets.Text("moment", s.exact(p.Received))), kit.Text)
	case p.Received != 0:
		b.add("received", s.sign(kit.Done)+" "+s.exact(p.Received), kit.Good)
	}
	return append(b.kv.View(t, w), corrected(t, s, w, p)...)
}

// corrected draws what a parcel's information said before each change.
func corrected(t kit.Theme, s speech, w int, p model.Shipment) []string {
	var lines []string
	for _, was := range p.Before {
		text := s.Say("order.corrected", assets.Text("at", s.exact(was.At)), assets.Text("carrier", was.Carrier), assets.Text("tracking", was.Tracking), assets.Num("count", int64(was.Pieces)))
		lines = append(lines, wrapped(t, kit.Muted, text, w)...)
	}
	return lines
}

// correctedLines draws the changes of the last parcel, the last of them only: a form needs the room.
func (f *orderFile) correctedLines(t kit.Theme, s speech, w int) []string {
	p := f.order.Shipping()
	if p == nil {
		return nil
	}
	lines := corrected(t, s, w, *p)
	return lines[max(0, len(lines)-correctedMost):]
}

// correctedMost bounds the lines of changes above a form.
const correctedMost = 3

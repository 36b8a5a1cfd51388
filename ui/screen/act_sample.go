package screen

import (
	"strconv"
	"strings"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

func sendVerb() verb {
	return verb{
		id: "send", key: "p", side: model.SellerSide, fields: shipmentFields,
		start: func(f *orderFile, _ speech) map[string]string {
			values := map[string]string{"pieces": strconv.Itoa(max(f.order.Terms.Samples, 1))}
			if len(f.senders) > 0 {
				values["sender"] = f.senders[0]
			}
			return values
		},
		probes: probeShipment,
		build: func(d deed) (model.Command, []model.Opened) {
			sender := known(d.file.book, d.market, d.get("sender"))
			c := &model.SendSamples{Orders: d.picked(), Info: d.shipment(sender), Batch: d.market.Mint(model.BatchLetter)}
			return c, []model.Opened{sender}
		},
		args: func(d deed) []string { return d.shipArgs("send") },
	}
}

func modifyVerb() verb {
	return verb{
		id: "modify", key: "e", side: model.SellerSide, fields: shipmentFields, above: (*orderFile).correctedLines,
		start: func(f *orderFile, _ speech) map[string]string {
			s := f.order.Shipping()
			if s == nil {
				return nil
			}
			return map[string]string{"carrier": s.Carrier, "tracking": s.Tracking, "pieces": strconv.Itoa(s.Pieces), "sender": f.sender}
		},
		probes: probeShipment,
		build: func(d deed) (model.Command, []model.Opened) {
			sender := known(d.file.book, d.market, d.get("sender"))
			return &model.ModifyShipment{Order: d.id(), Info: d.shipment(sender)}, []model.Opened{sender}
		},
		args: func(d deed) []string { return d.shipArgs("modify") },
	}
}

func receiveVerb() verb {
	return verb{
		id: "receive", key: "a", side: model.CreatorSide,
		build: func(d deed) (model.Command, []model.Opened) { return &model.ConfirmReceipt{Order: d.id()}, nil },
		args:  func(d deed) []string { return []string{"ship", "received", string(d.id())} },
	}
}

func lostVerb() verb {
	return verb{
		id: "lost", key: "l", side: model.CreatorSide,
		fields: func(_ *orderFile, s speech) []kit.Field {
			return []kit.Field{{
				ID: "kind", Label: s.Say("act.label_kind"), Hint: s.Say("act.hint_kind"), Kind: kit.ChoiceField, Required: true,
				Options: []kit.Option{{Value: string(model.Lost), Name: s.Say("loss.lost")}, {Value: string(model.Damaged), Name: s.Say("loss.damaged")}},
			}}
		},
		probes: func(*orderFile) []map[string]string { return []map[string]string{{"kind": string(model.Lost)}} },
		build: func(d deed) (model.Command, []model.Opened) {
			return &model.ReportLoss{Order: d.id(), Kind: model.LossKind(d.get("kind"))}, nil
		},
		args: func(d deed) []string { return append([]string{"ship", "lost", string(d.id())}, flags(d, "kind")...) },
	}
}

func shipmentFields(f *orderFile, s speech) []kit.Field {
	return []kit.Field{
		{ID: "carrier", Label: s.Say("act.label_carrier"), Hint: s.Say("act.hint_carrier"), Required: true, Max: 120, Complete: carriers(s)},
		{ID: "tracking", Label: s.Say("act.label_tracking"), Required: true, Max: 120},
		{ID: "pieces", Label: s.Say("act.label_pieces"), Kind: kit.NumberField, Required: true, Max: 6},
		{ID: "sender", Label: s.Say("act.label_sender"), Hint: s.Say("act.hint_sender"), Required: true, Max: 400, Complete: among(f.senders)},
	}
}

// bookOf returns the senders of one's own address book as they are kept.
func bookOf(v model.View, me *model.Account) []model.Opened {
	var book []model.Opened
	for _, sender := range me.Senders {
		if o, presence := v.Reader.Secret(sender); presence == model.Known {
			book = append(book, o)
		}
	}
	return book
}

// known returns a sender as the address book keeps it, so that it does not stand there twice; else seals it anew.
func known(book []model.Opened, m Market, sender string) model.Opened {
	for _, o := range book {
		if o.Value == sender {
			return o
		}
	}
	return m.Seal(sender)
}

func probeShipment(f *orderFile) []map[string]string {
	return []map[string]string{{"carrier": "-", "tracking": "-", "pieces": strconv.Itoa(max(f.order.Terms.Samples, 1)), "sender": "-"}}
}

func (d deed) shipment(sender model.Opened) model.ShipmentInfo {
	pieces, _ := strconv.Atoi(strings.TrimSpace(d.get("pieces")))
	return model.ShipmentInfo{Carrier: d.get("carrier"), Tracking: d.get("tracking"), Pieces: pieces, Sender: sender.Commit()}
}

func (d deed) shipArgs(verb string) []string {
	return append([]string{"ship", verb, string(d.id())}, flags(d, "carrier", "tracking", "pieces", "sender")...)
}

// carriers completes the name of a carrier.
func carriers(s speech) func(string) []kit.Option {
	return among(strings.Split(s.Say("act.carriers"), ", "))
}

// among completes what is typed to one of some texts: those that begin with it first, then those that hold it.
func among(texts []string) func(string) []kit.Option {
	return func(typed string) []kit.Option {
		var begin, hold []kit.Option
		low := strings.ToLower(strings.TrimSpace(typed))
		for _, t := range texts {
			switch lt := strings.ToLower(t); {
			case strings.HasPrefix(lt, low):
				begin = append(begin, kit.Option{Value: t})
			case strings.Contains(lt, low):
				hold = append(hold, kit.Option{Value: t})
			}
		}
		return append(begin, hold...)
	}
}

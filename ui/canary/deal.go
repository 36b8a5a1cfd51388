package canary

import "aeconnect/model"

// Who reads an order of a creator with lumen.
func parties(creator string) []string { return []string{Lumen, creator, Sam} }

// apply applies for a task with a note, as the order of a name.
func (s *Story) apply(creator, task, order string) {
	id := s.mint(order, model.OrderLetter, parties(creator)...)
	s.Do(creator, &model.ApplyToTask{ID: id, Task: s.ID(task), Note: "I would " + s.hatch(order+"'s note", parties(creator)...)})
}

// applied: nothing of an applicant is the seller's business but the note.
func (s *Story) applied() {
	s.apply(Mia, "the task", "mia's order")
	s.apply(Nils, "the task", "nils's order")
	s.apply(Mia, "the other task", "mia's plain order")
	s.apply(Nils, "the other task", "nils's cancelled order")
	s.Do(Nils, &model.CancelApplication{Order: s.ID("nils's cancelled order")})
}

// approved: where the sample goes is shown to the seller; who was turned down keeps everything.
func (s *Story) approved() {
	picked := func(names ...string) (all []model.Picked) {
		for _, n := range names {
			all = append(all, model.Picked{ID: s.ID(n)})
		}
		return all
	}
	s.Do(Lumen, &model.ApproveApplications{Orders: picked("mia's order", "mia's plain order"), Batch: s.mint("the approval", model.BatchLetter, Lumen)})
	s.Do(Lumen, &model.RejectApplications{
		Orders: picked("nils's order"), Reason: model.RejectFit, Note: "Since " + s.hatch("the rejection's note", parties(Nils)...),
		Batch: s.mint("the rejection", model.BatchLetter, Lumen),
	})
	s.show(Mia+"'s address", Lumen)
	s.talk()
}

// talk is what the two sides of an order ask and answer.
func (s *Story) talk() {
	order, us := s.ID("mia's order"), parties(Mia)
	s.Do(Mia, &model.RequestMaterials{Order: order, Text: "May I have " + s.hatch("the request for materials", us...)})
	s.Do(Lumen, &model.ProvideMaterials{
		Order: order, Text: "Here is " + s.hatch("the materials' text", us...), Links: []string{"https://brand.example/" + s.hatch("the materials' link", us...)},
	})
	s.Do(Mia, &model.AskExtension{Order: order, Days: 3, Note: "Later for " + s.hatch("the extension's note", us...)})
	s.Do(Lumen, &model.AnswerProposal{Order: order, Accept: true, What: "extension"})
	s.Do(Lumen, &model.MakeOffer{Order: order, Fee: &model.Money{Minor: 13000, Currency: "USD"}, Note: "More for " + s.hatch("the offer's note", us...)})
	s.Do(Mia, &model.AnswerProposal{Order: order, What: "offer"})
	s.Do(Lumen, &model.ProposeStop{Order: order, Note: "End for " + s.hatch("the stop's note", us...)})
	s.Do(Mia, &model.AnswerProposal{Order: order, What: "stop"})
}

// sent: the sender is shown to the recipient, and the recipient's next address to nobody.
func (s *Story) sent() {
	order := s.ID("mia's order")
	first, from := s.parcel("the first")
	s.Do(Lumen, &model.SendSamples{Orders: []model.Picked{{ID: order}}, Info: first, Batch: s.mint("the parcels", model.BatchLetter, Lumen)}, from)
	s.Whisper("the second")
	moved := s.sealed("Barn ", "mia's new address", ", Dorfstr. 2, Potsdam", Mia)
	s.Do(Mia, &model.SetAddress{Handle: Mia, Address: moved.Commit()}, moved)
}

// parcel is what is told of a parcel.
func (s *Story) parcel(n string) (model.ShipmentInfo, model.Opened) {
	from, us := s.sealed("Dock ", n+" sender of the parcel", ", Shenzhen", Lumen, Mia), parties(Mia)
	return model.ShipmentInfo{
		Carrier: "C" + s.hatch(n+" carrier", us...), Tracking: "N" + s.hatch(n+" tracking number", us...), Pieces: 1, Sender: from.Commit(),
	}, from
}

// Whisper corrects a parcel that is on its way, which concerns nobody but the two sides of the order and support.
func (s *Story) Whisper(n string) {
	info, from := s.parcel(n)
	s.Do(Lumen, &model.ModifyShipment{Order: s.ID("mia's order"), Info: info}, from)
}

// lostSight: some days after the delivery the seller no longer sees where the parcel went.
func (s *Story) lostSight() {
	s.Do(Mia, &model.ConfirmReceipt{Order: s.ID("mia's order")})
	s.wait(16 * day)
	s.hide(Mia+"'s address", Lumen)
}

// inReview: content is between the two sides.
func (s *Story) inReview() {
	order, us := s.ID("mia's order"), parties(Mia)
	submit := func(n string) {
		s.Do(Mia, &model.SubmitContent{Order: order, Type: "video", Links: []string{"https://www.instagram.com/reel/" + s.hatch(n, us...)}})
	}
	submit("the first link")
	s.Do(Lumen, &model.RequestChanges{Order: order, Clauses: []string{"R1"}, Note: "Show " + s.hatch("the review's note", us...)})
	submit("the second link")
}

// confirmed: the seller sees where the fee goes, as it counts now.
func (s *Story) confirmed() {
	for _, who := range []string{Mia, Nils} {
		next := s.sealed("", who+"'s next PayPal address", "@example.com", who)
		s.Do(who, &model.SetPayPal{Handle: who, PayPal: next.Commit()}, next)
	}
	s.Do(Lumen, &model.ConfirmContent{Order: s.ID("mia's order")})
	s.show(Mia+"'s PayPal address", Lumen)
}

// paid: what was paid is between the two sides; what matches nothing is support's to look at.
func (s *Story) paid() {
	order, us := s.ID("mia's order"), parties(Mia)
	pay := func(name string, minor int64) {
		s.Do(Lumen, &model.RecordPayment{
			ID: s.mint(name, model.PaymentLetter, Lumen, Mia), Order: order, Method: model.PayPal, Amount: model.Money{Minor: minor, Currency: "USD"},
			Reference: "R" + s.hatch(name+"'s reference", us...),
		})
	}
	pay("the wrong payment", 11000)
	s.show("the wrong payment", Sam)
	pay("the payment", 12000)
	s.show("the payment", Sam) // the order that support sees names it
}

// settled: the order is over, another one expired, an applicant was let in, and a batch can no longer be taken back.
func (s *Story) settled() {
	s.Do(Mia, &model.AcknowledgePayment{Order: s.ID("mia's order")})
	s.wait(40 * day)
	s.Do(Mia, &model.CommentExpiry{Order: s.ID("mia's plain order"), Text: "I was " + s.hatch("the expiry's comment", parties(Mia)...)})
	s.Do(Sam, &model.AdmitAccess{ID: s.ID("the waiting application")})
	for _, of := range []string{"handle", "name", "niche"} { // what stands in the profile from now on
		s.show("the waiting applicant's "+of, Readers()...)
	}
	s.Do(Casa, &model.DropTask{ID: s.ID(Casa + "'s draft")})
	for _, b := range s.Birds {
		if owner(b.Name) == Casa && b.Name != Casa+"'s sender" {
			s.hide(b.Name, Casa)
		}
	}
}

package model

// RequestKYC asks support to look at who somebody is, once before the first withdrawal (M268): what documents there are
// and where, in a note that only support reads.
type RequestKYC struct {
	ID   ID         `cbor:"1,keyasint"`
	Form Commitment `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*RequestKYC) Wire() string { return "request.kyc" }

func (c *RequestKYC) decide(d *deciding) *Refusal {
	me, r := d.as(Creator, Agency)
	if r != nil {
		return r
	}
	form, ok := readRequest(reveal(d.s, c.Form))
	if !ok {
		return usage(RuleRequestForm, "access")
	}
	if r := first(d.canAskKYC(me), form.check(d), d.needText("note", form.Note, AccessNoteChars, true)); r != nil {
		return r
	}
	return d.request(c.ID, me, AsksKYC, "", c.Form)
}

func (d *deciding) canAskKYC(me *Account) *Refusal {
	if _, r := d.as(Creator, Agency); r != nil {
		return r
	}
	if me.KYC != 0 {
		return refuse(RuleKYCDone, "as", when("since", me.KYC))
	}
	return d.asked(me, AsksKYC)
}

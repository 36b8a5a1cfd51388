package model

// Reason explains one thing about a row: the rule that made it so, the arguments of the rule's sentence and,
// where a moment was computed, its arithmetic: From plus Value units of the policy's Length is Due.
type Reason struct {
	Subject string // the word of what is explained: "state", "reward", "clock"; "why." in the catalogue
	Rule    Rule
	Args    []Arg
	From    Moment
	Length  Number
	Value   int64
	Policy  Key // the version of the policy that the number is from
	Due     Moment
	Clock   *Clock // of a clock
}

// Why explains the state of a row, its money and each of its clocks.
func Why(v View, row Row) []Reason {
	var all []Reason
	policy := PolicyNow(v.Reader)
	switch row := row.(type) {
	case *Order:
		policy = policyOf(v.Reader, row.Policy)
		all = append(all, row.stateReason(), row.rewardReason())
	case *Task:
		policy = policyOf(v.Reader, row.Policy)
		all = append(all, row.stateReason())
	case *Batch:
		policy = policyOf(v.Reader, row.Policy)
		all = append(all, row.stateReason())
	case *Access:
		policy = policyOf(v.Reader, row.Policy)
		all = append(all, row.stateReason())
	case *Activity:
		all = append(all, row.stateReason())
	case *ActivityEntry:
		policy = policyOf(v.Reader, row.Policy)
		all = append(all, row.stateReason())
	case *Request:
		policy = policyOf(v.Reader, row.Policy)
		all = append(all, row.stateReason())
	case *Sale:
		all = append(all, row.stateReason(v.Reader))
	case *Earning:
		policy = policyOf(v.Reader, row.Policy)
		all = append(all, row.stateReason())
	case *Promo:
		all = append(all, row.stateReason(v.Reader, v.Now))
	case *Contract:
		policy = policyOf(v.Reader, row.Policy)
		all = append(all, row.stateReason())
	case *AccountKey:
		all = append(all, row.stateReason())
	case *Payment:
		if row.Suspense != "" {
			all = append(all, Reason{Subject: "state", Rule: RuleSuspense, Args: []Arg{word("reason", "suspense."+string(row.Suspense)), amount("paid", row.Amount)}})
		}
	}
	for _, c := range v.ClocksOn(row) {
		r := Reason{Subject: "clock", Rule: c.Rule, Args: c.Args, From: c.From, Length: c.Length, Policy: policy.Key, Due: c.Due, Clock: &c}
		if c.Length != "" {
			r.Value = policy.Get(c.Length)
		}
		all = append(all, r)
	}
	return all
}

// stateReason names the rule that brought an order where it stands.
func (o *Order) stateReason() Reason {
	r := Reason{Subject: "state", Args: []Arg{word("state", "state."+o.State.String()), when("since", o.Since)}}
	switch o.State {
	case Applied:
		r.Rule = RuleFrozen
	case Cancelled:
		r.Rule = RuleCancelBy
	case Rejected:
		r.Rule, _ = (&ApplicationRejected{Reason: o.Rejection.Reason}).Says()
		r.Args = append(r.Args, word("reason", "reject."+string(o.Rejection.Reason)), text("note", o.Rejection.Note))
	case AwaitingSample:
		r.Rule = RuleShipping
	case OnTheWay:
		r.Rule = ClockShip
	case AwaitingSubmission:
		r.Rule = RuleApproval
		if o.Type == StorePromoCode {
			r.Rule = RulePromoSoft
		}
	case InReview:
		r.Rule = ClockContentReview
	case ChangesAsked:
		r.Rule = RuleModifications
		r.Args = append(r.Args, num("used", int64(o.Asked)))
	case Submitted:
		r.Rule = RuleCPSAccepted
	case Confirmed:
		r.Rule = RuleConfirm
		if o.BySilence {
			r.Rule = ClockContentReview
		}
	case Paid:
		r.Rule = ClockRecord
	case Completed:
		r.Rule = o.completedBy()
	case Expired:
		r.Rule = ClockSubmit
		if o.Against == SellerSide && len(o.Shipments) == 0 && o.Terms.Samples > 0 {
			r.Rule = ClockNever
		}
		r.Args = append(r.Args, word("against", "side."+o.Against.String()))
	case Stopped:
		r.Rule = ClockStop
	}
	return r
}

func (o *Order) completedBy() Rule {
	switch {
	case o.Terms.Reward == Product:
		return RuleProductReward
	case o.Terms.Reward == Commission, o.Type == StorePromoCode:
		return ClockComplete
	}
	return ClockAcknowledge
}

func (o *Order) rewardReason() Reason {
	return Reason{Subject: "reward", Rule: RuleReward, Args: []Arg{
		word("reward", "reward."+o.Terms.Reward.String()), amount("fee", o.Terms.Fee), rate("rate", o.Terms.Rate), num("version", int64(o.Version)),
	}}
}

func (t *Task) stateReason() Reason {
	r := Reason{Subject: "state", Rule: ClockApplyBy, Args: []Arg{word("state", "state.task."+t.State.String()), when("apply_by", t.Terms.ApplyBy)}}
	switch {
	case t.State == Draft:
		r.Rule = RuleTaskDraft
	case t.State == Ended:
		r.Rule = RuleTaskEnded
	case t.BySeller:
		r.Rule = RuleCloseEarly
	}
	return r
}

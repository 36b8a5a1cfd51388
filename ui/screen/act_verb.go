package screen

import (
	"slices"
	"strings"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// verb is one thing that can be done to an order. Its texts stand in the catalogue below "act.": its name, ID_help
// for a sentence, ID_title for the head of its question or form, ID_text for what a question says, ID_yes for
// the answer that does it.
type verb struct {
	id   string
	what string     // the proposal that an answer is about
	key  string     // the key that everyone knows it by
	side model.Side // whose it is; Nobody: either party's
	late bool       // seldom what one came for: it stands behind looking and moving

	fields func(f *orderFile, s speech) []kit.Field                  // of its form; nil: a question is enough
	start  func(f *orderFile, s speech) map[string]string            // what the form begins with
	probes func(f *orderFile) []map[string]string                    // values by which the rules are asked whether it is possible; nil: none are needed
	build  func(d deed) (model.Command, []model.Opened)              // the command of some values
	args   func(d deed) []string                                     // the same as a command line, after the program's name
	facts  func(f *orderFile, s speech, p prospect) []string         // what a question says that it touches, beside what follows
	hints  func(d deed) []kit.FormNote                               // what a form says beside what the rules say
	above  func(f *orderFile, t kit.Theme, s speech, w int) []string // what stands above the fields, beside the intro
}

// deed is a verb about to be done: to which order, with which values.
type deed struct {
	file   *orderFile
	market Market
	say    speech
	get    func(field string) string
}

// list returns the values of a field that holds several, one a line.
func (d deed) list(field string) []string {
	return slices.DeleteFunc(strings.Split(d.get(field), "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// id returns the order's ID.
func (d deed) id() model.ID { return d.file.order.ID }

// picked returns the order as a batch of one, at the revision that the page shows.
func (d deed) picked() []model.Picked {
	return []model.Picked{{ID: d.file.order.ID, Rev: d.file.order.Rev}}
}

// verbs returns everything that a side can ever do to an order, what is most wanted first; staff does nothing here.
func (f *orderFile) verbs() []verb {
	if f.side == model.Nobody {
		return nil
	}
	record := recordVerb()
	record.late = f.order.State != model.Confirmed // it is possible where nothing is owed, because a payment is a fact
	all := []verb{approveVerb(), rejectVerb(), confirmVerb(), changesVerb(), sendVerb(), receiveVerb(), submitVerb(), record, acknowledgeVerb()}
	all = append(all, f.answerVerbs()...)
	all = append(all, provideVerb(), commentVerb())
	for _, v := range []verb{modifyVerb(), lostVerb(), extendVerb(), materialsVerb(), offerVerb(), cancelVerb(), stopVerb()} {
		v.late = v.id != "cancel" // all that an applicant can do, and nobody else can do it
		all = append(all, v)
	}
	return slices.DeleteFunc(all, func(v verb) bool { return v.side != model.Nobody && v.side != f.side })
}

// verb returns the verb of an ID.
func (f *orderFile) verb(id string) (verb, bool) {
	for _, v := range f.verbs() {
		if v.id == id {
			return v, true
		}
	}
	return verb{}, false
}

// name is the verb's name in the catalogue.
func (v verb) name(s speech) string { return s.Say("act." + v.id) }

// help says what the verb does, in a sentence that may name what the order has.
func (v verb) help(f *orderFile, s speech) string { return s.Say("act."+v.id+"_help", f.args(s)...) }

// verbOf returns the verb that answers a clock with yes, "" for a clock that wants more than an answer.
func verbOf(rule model.Rule) string {
	switch rule {
	case model.ClockReview:
		return "approve"
	case model.ClockContentReview:
		return "confirm"
	case model.ClockReceive:
		return "receive"
	case model.ClockAcknowledge:
		return "acknowledge"
	case model.ClockExtension:
		return "accept_extension"
	case model.ClockOffer:
		return "accept_offer"
	case model.ClockStop:
		return "accept_stop"
	}
	return ""
}

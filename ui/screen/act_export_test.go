package screen

import "aeconnect/model"

// VerbInfo is what tests want to know of a verb.
type VerbInfo struct {
	ID   string
	Key  string
	Form bool
}

// VerbsOf returns the verbs of a side for tests, with an answer to each kind of proposal.
func VerbsOf(side model.Side) []VerbInfo {
	o := &model.Order{Extension: &model.Extension{}, Offer: &model.Offer{}, Stop: &model.Stop{By: side.Other()}}
	f := &orderFile{side: side, order: o}
	var all []VerbInfo
	for _, v := range f.verbs() {
		all = append(all, VerbInfo{v.id, v.key, v.fields != nil})
	}
	for _, what := range []string{"", "extension", "offer", "stop"} {
		for _, accept := range []bool{true, false} {
			v := answerVerb(what, accept)
			all = append(all, VerbInfo{v.id, v.key, false})
		}
	}
	return all
}

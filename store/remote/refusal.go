package remote

import "aeconnect/model"

// Refuse makes the refusal of a command that a hub did not decide; command is its wire name.
func Refuse(rule model.Rule, command string) *model.Refusal {
	return &model.Refusal{Answer: model.ByRule, Rule: rule, Args: []model.Arg{{Name: "command", Text: command}}}
}

// RefuseResting makes the refusal of a command that rests on a refused one: by the counter of its device as a hub says
// it, by the number of the item as a replica does.
func RefuseResting(number uint64) *model.Refusal {
	return &model.Refusal{
		Answer: model.ByRule, Rule: model.RuleHubRests, Args: []model.Arg{{Name: "number", Type: model.NumberArg, Value: int64(number)}},
	}
}

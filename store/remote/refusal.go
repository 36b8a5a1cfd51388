package remote

import "aeconnect/model"

// Refuse makes the refusal of a command that a hub did not decide; command is its wire name.
func Refuse(rule model.Rule, command string) *model.Refusal {
	return &model.Refusal{Answer: model.ByRule, Rule: rule, Args: []model.Arg{{Name: "command", Text: command}}}
}

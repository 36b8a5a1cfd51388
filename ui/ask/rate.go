package ask

import (
	"strconv"
	"strings"

	"aeconnect/model"
)

// ParseRate reads a percentage, "5", "6.5" or "6.5%", into basis points. More than two decimals are refused by rule.
func ParseRate(field, typed string) (model.Rate, *model.Refusal) {
	s := strings.TrimSuffix(strings.TrimSpace(typed), "%")
	s = strings.TrimSpace(s)
	negative := strings.HasPrefix(s, "-")
	whole, fraction, dotted := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	if !digits(whole, 7) || dotted && !digits(fraction, 20) {
		return 0, usage(RuleRate, field, typed)
	}
	if len(fraction) > 2 {
		r := usage(RuleFine, field, typed)
		r.Answer = model.ByRule
		return 0, r
	}
	n, err := strconv.ParseInt(whole+(fraction + "00")[:2], 10, 64)
	if err != nil {
		return 0, usage(RuleRate, field, typed)
	}
	if negative {
		n = -n
	}
	return model.Rate(n), nil
}

func digits(s string, most int) bool {
	return s != "" && len(s) <= most && strings.Trim(s, "0123456789") == ""
}

package ask

import (
	"testing"
	"time"

	"aeconnect/model"
)

func TestParseSpan(t *testing.T) {
	for typed, want := range map[string]Span{
		"36h": {0, 36 * time.Hour}, "5d": {5, 0}, "+5d": {5, 0}, "2w": {14, 0}, "1w1d2h3m": {8, 2*time.Hour + 3*time.Minute},
		"-5d": {-5, 0}, "-1d12h": {-1, -12 * time.Hour}, " 24h ": {0, 24 * time.Hour}, "0h": {},
	} {
		if got, refusal := ParseSpan("by", typed); refusal != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", typed, got, refusal, want)
		}
	}
	for _, typed := range []string{"", "5", "d", "5 d", "5y", "5d5d", "5h5d", "1.5d", "123456d", "--", "٣d"} {
		if got, refusal := ParseSpan("by", typed); refusal == nil || refusal.Rule != RuleSpan || refusal.Answer != model.ByUsage {
			t.Errorf("%q is %v, %v", typed, got, refusal)
		}
	}
}

func TestParseRate(t *testing.T) {
	for typed, want := range map[string]model.Rate{"5": 500, "5%": 500, "6.5": 650, "6.55 %": 655, "0": 0, "-5": -500, "100": 10000} {
		if got, refusal := ParseRate("rate", typed); refusal != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", typed, got, refusal, want)
		}
	}
	for _, typed := range []string{"", "five", "5.", ".5", "5,5", "1e3", "99999999", "%"} {
		if got, refusal := ParseRate("rate", typed); refusal == nil || refusal.Rule != RuleRate {
			t.Errorf("%q is %v, %v", typed, got, refusal)
		}
	}
	if _, refusal := ParseRate("rate", "5.123"); refusal == nil || refusal.Rule != RuleFine || refusal.Answer != model.ByRule {
		t.Errorf("more decimals than a rate has: %v", refusal)
	}
}

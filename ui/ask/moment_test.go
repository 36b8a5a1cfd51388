package ask

import (
	"testing"
	"time"

	"aeconnect/model"

	"pgregory.net/rapid"
)

// The tests stand on Saturday 21 November 2026, 10:30 in Berlin.
func berlin(t testing.TB) (*time.Location, model.Moment) {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no zone data here")
	}
	return zone, model.At(time.Date(2026, 11, 21, 10, 30, 0, 0, zone))
}

func TestParseMoment(t *testing.T) {
	zone, now := berlin(t)
	for typed, want := range map[string]string{
		"2026-12-24":                "2026-12-24T23:59:59+01:00",
		" 2026-12-24 ":              "2026-12-24T23:59:59+01:00",
		"2026-07-01":                "2026-07-01T23:59:59+02:00",
		"2028-02-29":                "2028-02-29T23:59:59+01:00",
		"24.12.2026":                "2026-12-24T23:59:59+01:00",
		"1.2.2027 8:05":             "2027-02-01T08:05:00+01:00",
		"2026-12-24 18:00":          "2026-12-24T18:00:00+01:00",
		"2026-12-24T18:00":          "2026-12-24T18:00:00+01:00",
		"2026-12-24 18:00:30":       "2026-12-24T18:00:30+01:00",
		"2026-12-24T18:00:00Z":      "2026-12-24T19:00:00+01:00",
		"2026-12-24t18:00z":         "2026-12-24T19:00:00+01:00",
		"2026-12-24T18:00:00+05:00": "2026-12-24T14:00:00+01:00",
		"+10d":                      "2026-12-01T10:30:00+01:00",
		"+36h":                      "2026-11-22T22:30:00+01:00",
		"+1d12h":                    "2026-11-22T22:30:00+01:00",
		"+2w":                       "2026-12-05T10:30:00+01:00",
		"+90m":                      "2026-11-21T12:00:00+01:00",
		"-3d":                       "2026-11-18T10:30:00+01:00",
		"+150d":                     "2027-04-20T10:30:00+02:00", // the time of day stays over the change to summer time
		"now":                       "2026-11-21T10:30:00+01:00",
		"today":                     "2026-11-21T23:59:59+01:00",
		"Tomorrow":                  "2026-11-22T23:59:59+01:00",
		"tomorrow 18:00":            "2026-11-22T18:00:00+01:00",
		"next  Friday":              "2026-11-27T23:59:59+01:00",
		"friday":                    "2026-11-27T23:59:59+01:00",
		"fri at noon":               "2026-11-27T12:00:00+01:00",
		"friday 6pm":                "2026-11-27T18:00:00+01:00",
		"friday at 12am":            "2026-11-27T00:00:00+01:00",
		"saturday":                  "2026-11-28T23:59:59+01:00",
		"next saturday":             "2026-11-28T23:59:59+01:00",
		"this saturday":             "2026-11-21T23:59:59+01:00",
		"next week":                 "2026-11-28T23:59:59+01:00",
		"next month":                "2026-12-21T23:59:59+01:00",
		"in 3 months":               "2027-02-21T10:30:00+01:00",
		"in a week":                 "2026-11-28T10:30:00+01:00",
		"in an hour":                "2026-11-21T11:30:00+01:00",
		"3 days ago":                "2026-11-18T10:30:00+01:00",
		"24 dec":                    "2026-12-24T23:59:59+01:00",
		"Dec 24th":                  "2026-12-24T23:59:59+01:00",
		"december 24, 2027":         "2027-12-24T23:59:59+01:00",
		"1st january":               "2027-01-01T23:59:59+01:00",
		"29 feb":                    "2028-02-29T23:59:59+01:00",
		"24 dec 2026 18:00":         "2026-12-24T18:00:00+01:00",
	} {
		got, refusal := ParseMoment("apply_by", typed, now, zone)
		if refusal != nil {
			t.Errorf("%q refused: %v", typed, refusal)
			continue
		}
		if s := got.Time().In(zone).Format(time.RFC3339); s != want {
			t.Errorf("%q is %s, want %s", typed, s, want)
		}
	}
}

func TestParseMomentRefuses(t *testing.T) {
	zone, now := berlin(t)
	for typed, rule := range map[string]model.Rule{
		"": RuleMoment, "soon": RuleMoment, "10d": RuleMoment, "+10x": RuleMoment, "+d": RuleMoment, "+": RuleMoment, "+10d5w": RuleMoment,
		"+999999d": RuleMoment, "2026-02-31": RuleNoDay, "2026-13-01": RuleNoDay, "2026-00-10": RuleNoDay, "31.2.2026": RuleNoDay,
		"31 feb": RuleNoDay, "30 february 2028": RuleNoDay, "2027-02-29": RuleNoDay, "2026-2-1": RuleMoment, "26-12-24": RuleMoment,
		"12/24/2026": RuleUnsure, "01/02/2026": RuleUnsure, "24/12/2026 18:00": RuleUnsure, "2/31/2026": RuleMoment, "2026-12-24 25:00": RuleMoment, "2026-12-24 18": RuleMoment, "2026-12-24T18:00:00ZZ": RuleNoDay,
		"2026-02-31T10:00:00Z": RuleNoDay, "0001-01-01": RuleNoDay, "1970-01-01": RuleNoDay, "20260-01-01": RuleMoment,
		"meet me friday": RuleMoment, "next": RuleMoment, "next someday": RuleMoment, "in 3 fortnights": RuleMoment, "in many days": RuleMoment,
		"friday 13pm": RuleMoment, "friday 25:00": RuleMoment, "24 dec 26": RuleMoment, "\x1b[31m": RuleMoment,
		"2027-03-28 02:30": RuleGap, "2026-03-29 02:30": RuleGap, "29.3.2026 02:00": RuleGap, // clocks go forward then
		"in 1a days": RuleMoment,
	} {
		got, refusal := ParseMoment("apply_by", typed, now, zone)
		if refusal == nil {
			t.Errorf("%q is %s", typed, got)
			continue
		}
		if refusal.Answer != model.ByUsage || refusal.Rule != rule || refusal.Field != "apply_by" {
			t.Errorf("%q: %v, want %s", typed, refusal, rule)
		}
		for _, a := range refusal.Args {
			if model.TextTrouble(a.Text, false) != model.NoTrouble {
				t.Errorf("%q is repeated as %q", typed, a.Text)
			}
		}
	}
}

// A time that a day has twice, because clocks go back, is the first of the two, and said so; what stands around a
// change of clocks is what it says.
func TestParseMomentAroundAChangeOfClocks(t *testing.T) {
	zone, _ := berlin(t)
	now := model.At(time.Date(2026, 3, 1, 12, 0, 0, 0, zone))
	for typed, want := range map[string]string{
		"2026-03-29 01:59": "2026-03-29T01:59:00+01:00", "2026-03-29 03:00": "2026-03-29T03:00:00+02:00",
		"2026-10-25 01:59": "2026-10-25T01:59:00+02:00", "2026-10-25 02:30": "2026-10-25T02:30:00+02:00",
		"2026-10-25 03:00": "2026-10-25T03:00:00+01:00", "2026-10-25T02:30:00+01:00": "2026-10-25T02:30:00+01:00",
		"2026-10-25": "2026-10-25T23:59:59+01:00", "2026-03-29": "2026-03-29T23:59:59+02:00",
	} {
		got, refusal := ParseMoment("by", typed, now, zone)
		if refusal != nil {
			t.Errorf("%q refused: %v", typed, refusal)
			continue
		}
		if s := got.Time().In(zone).Format(time.RFC3339); s != want {
			t.Errorf("%q is %s, want %s", typed, s, want)
		}
	}
	for typed, twice := range map[string]bool{"2026-10-25 02:30": true, "2026-10-25 03:00": false, "2026-10-25 01:59": false, "2026-03-29 03:00": false} {
		m, _ := ParseMoment("by", typed, now, zone)
		later, is := Twice(m, zone)
		if is != twice || is && later.Sub(m) != time.Hour {
			t.Errorf("%q: %v, %v later", typed, is, later.Sub(m))
		}
	}
	_, refusal := ParseMoment("by", "01/02/2026", now, zone)
	if refusal == nil || said(refusal, "one") != "2026-01-02" || said(refusal, "other") != "2026-02-01" {
		t.Errorf("an unsure date: %v", refusal)
	}
	if _, refusal = ParseMoment("by", "2026-03-29 02:30", now, zone); refusal == nil || said(refusal, "zone") != "Europe/Berlin" {
		t.Errorf("a time in the gap: %v", refusal)
	}
}

func TestParseSinceBeginsDays(t *testing.T) {
	zone, now := berlin(t)
	for typed, want := range map[string]string{
		"2026-11-01": "2026-11-01T00:00:00+01:00", "7d": "2026-11-14T10:30:00+01:00", "-7d": "2026-11-14T10:30:00+01:00",
		"yesterday": "2026-11-20T00:00:00+01:00", "+1d": "2026-11-22T10:30:00+01:00", "36h": "2026-11-19T22:30:00+01:00",
	} {
		got, refusal := ParseSince("since", typed, now, zone)
		if s := got.Time().In(zone).Format(time.RFC3339); refusal != nil || s != want {
			t.Errorf("%q is %s (%v), want %s", typed, s, refusal, want)
		}
	}
	if _, refusal := ParseSince("since", "ever", now, zone); refusal == nil {
		t.Error("a word without meaning was read")
	}
}

func TestParsePastTakesTodayForNow(t *testing.T) {
	zone, now := berlin(t)
	for typed, want := range map[string]string{
		"2026-11-21": "2026-11-21T10:30:00+01:00", "today": "2026-11-21T10:30:00+01:00", "2026-11-20": "2026-11-20T23:59:59+01:00",
		"2026-11-22": "2026-11-22T23:59:59+01:00", "2026-11-21 09:00": "2026-11-21T09:00:00+01:00",
	} {
		got, refusal := ParsePast("date", typed, now, zone)
		if s := got.Time().In(zone).Format(time.RFC3339); refusal != nil || s != want {
			t.Errorf("%q is %s (%v), want %s", typed, s, refusal, want)
		}
	}
	if _, refusal := ParsePast("date", "whenever", now, zone); refusal == nil {
		t.Error("a word without meaning was read")
	}
}

// Whatever moment is printed in one of the exact forms is read back as that moment.
func TestExactFormsAreReadBack(t *testing.T) {
	zone, now := berlin(t)
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(40_000_000, 200_000_000_000).Draw(t, "seconds"), 0).In(zone)
		for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z07:00"} {
			got, refusal := ParseMoment("", at.Format(layout), now, zone)
			if refusal != nil || got != model.At(at) {
				t.Fatalf("%s read as %s, %v", at.Format(layout), got, refusal)
			}
		}
		day, refusal := ParseMoment("", at.Format(time.DateOnly), now, zone)
		if refusal != nil || day != model.At(at).EndOfDay(zone) {
			t.Fatalf("%s read as %s, %v", at.Format(time.DateOnly), day, refusal)
		}
	})
}

// Nothing that is typed makes the reader fail in another way than by a refusal.
func FuzzParseMoment(f *testing.F) {
	for _, seed := range []string{"+10d", "next friday", "24 dec", "2026-12-24 18:00", "in 3 weeks", "2 days ago", "this sat at noon", "t"} {
		f.Add(seed)
	}
	now := model.At(time.Date(2026, 11, 21, 10, 30, 0, 0, time.UTC))
	f.Fuzz(func(t *testing.T, typed string) {
		m, refusal := ParseMoment("x", typed, now, time.UTC)
		if (refusal == nil) == (m == 0) {
			t.Errorf("%q: %s, %v", typed, m, refusal)
		}
	})
}

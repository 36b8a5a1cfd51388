package screen_test

import (
	"strings"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

func TestFollowersAsPeopleSayThem(t *testing.T) {
	s := screen.SpeechOf(screentest.New(t).Session("lumen"), screentest.Start())
	for n, want := range map[int64]string{
		0: "0", 980: "980", 999: "999", 1_000: "1.0k", 9_999: "9.9k", 48_200: "48.2k", 99_999: "99.9k", 112_000: "112k", 999_999: "999k", 1_250_000: "1.2M",
	} {
		if got := s.Followers(n); got != want {
			t.Errorf("%d followers are %q, want %q", n, got, want)
		}
	}
}

func TestMomentsInTheZoneOfTheSession(t *testing.T) {
	session := screentest.New(t).Session("lumen")
	now := model.At(time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC))
	due := model.At(time.Date(2026, 11, 26, 23, 30, 0, 0, time.UTC))
	s := screen.SpeechOf(session, now)
	session.Zone = time.FixedZone("east", 3*3600)
	east := screen.SpeechOf(session, now)
	for got, want := range map[string]string{
		s.Exact(due): "Thu 26 Nov 23:30", east.Exact(due): "Fri 27 Nov 02:30", s.Day(due): "26 Nov", s.Left(due): "14 h 30 m", s.Left(now): "over",
		s.Exact(due.Add(40 * 24 * time.Hour)): "Tue 5 Jan 2027 23:30",
	} {
		if got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}
}

func TestUrgencyByTimeLeft(t *testing.T) {
	now := screentest.Start()
	s := screen.SpeechOf(screentest.New(t).Session("lumen"), now)
	for left, want := range map[time.Duration]kit.Role{
		-time.Hour: kit.Bad, 5 * time.Hour: kit.Bad, 7 * time.Hour: kit.Warn, 47 * time.Hour: kit.Warn, 49 * time.Hour: kit.Text,
	} {
		if got := s.Urgency(now.Add(left)); got != want {
			t.Errorf("with %s left the role is %d, want %d", left, got, want)
		}
	}
}

func TestNamesBearTheirMarks(t *testing.T) {
	w := screentest.New(t)
	s := screen.SpeechOf(w.Session("lumen"), w.Now())
	policy := &model.Policy{Values: []model.PolicyValue{{Name: model.InfluencerFollowers, Value: 10_000}}}
	for handle, want := range map[string]string{"mia.makes": "mia.makes ★", "hana": "hana", "northlight": "northlight MCN", "lumen": "lumen"} {
		if got := s.Who(w.Account(handle), policy); got != want {
			t.Errorf("%s is named %q, want %q", handle, got, want)
		}
	}
}

// What a shell is given back is what was quoted: outside of quotes only plain signs, within them no quote.
func TestQuotedWordsAreReadBack(t *testing.T) {
	for in, want := range map[string]string{"O-7Q2K-91MX": "O-7Q2K-91MX", "": "''", "two words": "'two words'", "it's": `'it'\''s'`, "$HOME": "'$HOME'", "a;b": "'a;b'"} {
		if got := screen.Quoted(in); got != want {
			t.Errorf("%q is quoted as %s, want %s", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.String().Draw(t, "word")
		if got := unquote(screen.Quoted(in)); got != in {
			t.Fatalf("%q came back as %q", in, got)
		}
	})
}

// unquote reads one word as a POSIX shell does.
func unquote(s string) string {
	var b strings.Builder
	for in := false; s != ""; s = s[1:] {
		switch {
		case s[0] == '\'':
			in = !in
		case !in && s[0] == '\\':
			s = s[1:]
			b.WriteByte(s[0])
		default:
			b.WriteByte(s[0])
		}
	}
	return b.String()
}

// A marked part never changes what is read, whatever people typed.
func TestMarksAreNeverSeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.StringMatching(`[a-zA-Zа-я晓彤 .!?-]{0,20}`).Draw(t, "part")
		got := ansi.Strip(screen.Painted(kit.NewTheme(screentest.Colours(true)), "before ", part, " after"))
		if want := "before " + part + " after"; got != want {
			t.Fatalf("painted %q, want %q", got, want)
		}
	})
}

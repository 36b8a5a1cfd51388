package kit

import (
	"fmt"
	"strconv"
	"time"
)

// Progress is work under way of which one knows how much there is: a bar, the
// share, the count, the rate and the time left. It reads no clock; whoever
// reports how far the work is says when.
type Progress struct {
	Name        string // what is being done
	Done, Total int
	Started     time.Time // when Done was 0
	Now         time.Time // when Done was counted
	Words       *Words
}

// Rate returns how many are done in a second, 0 while it cannot be told.
func (p Progress) Rate() float64 {
	seconds := p.Now.Sub(p.Started).Seconds()
	if seconds <= 0 || p.Done <= 0 {
		return 0
	}
	return float64(p.Done) / seconds
}

// TimeLeft returns how long the rest will take at this rate, 0 while it cannot
// be told.
func (p Progress) TimeLeft() time.Duration {
	rate := p.Rate()
	if rate <= 0 || p.Done >= p.Total {
		return 0
	}
	return time.Duration(float64(p.Total-p.Done) / rate * float64(time.Second))
}

// View draws one line of at most w cells. What does not fit is left out from
// the end: first the time left, then the rate, then the count.
func (p Progress) View(t Theme, w int) string {
	words := p.Words.orEnglish()
	share := 0.0
	if p.Total > 0 {
		share = float64(p.Done) / float64(p.Total)
	}
	l := NewLine(t, w)
	if p.Name != "" && w >= 40 {
		l.Put(Text, oneLine(p.Name)).Gap(2)
	}
	l.Painted(ShareBar(t, max(min(w/4, 24), 4), share)).Gap(2)
	l.Put(Strong, strconv.Itoa(int(min(max(share, 0), 1)*100))+"%")
	facts := []string{fmt.Sprintf(words.Of, words.Count(p.Done), words.Count(p.Total))}
	if rate := p.Rate(); rate > 0 {
		facts = append(facts, fmt.Sprintf(words.Rate, words.Count(int(rate))))
	}
	if left := p.TimeLeft(); left > 0 {
		facts = append(facts, fmt.Sprintf(words.TimeLeft, words.duration(left)))
	}
	for i, fact := range facts {
		lead := "  "
		if i > 0 {
			lead = " " + t.Glyph(Nothing) + " "
		}
		if Width(lead)+Width(fact) > l.Left() {
			break
		}
		l.Put(Muted, lead+fact)
	}
	return l.String()
}

// duration writes a duration in its one or two largest units.
func (w *Words) duration(d time.Duration) string {
	switch s := int((d + time.Second - 1) / time.Second); {
	case s < 60:
		return fmt.Sprintf(w.Seconds, strconv.Itoa(s))
	case s < 3600:
		return fmt.Sprintf(w.Minutes, strconv.Itoa(s/60), strconv.Itoa(s%60))
	case s < 86400:
		return fmt.Sprintf(w.Hours, strconv.Itoa(s/3600), strconv.Itoa(s/60%60))
	default:
		return fmt.Sprintf(w.Days, w.Count(s/86400), strconv.Itoa(s/3600%24))
	}
}

package cli

import (
	"log/slog"
	"strconv"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"

	"github.com/spf13/cobra"
)

// hubLimit is a number of the policy that a host goes by, with how often it was hit, or something else that is counted
// at the door.
type hubLimit struct {
	number model.Number // "" for what has none
	value  int64
	unit   assets.Unit
	count  keep.Refused // "" where nothing is counted
}

func (r *run) hubLimits() *cobra.Command {
	return listed(r.verb("limits", 0, 0, func([]string) error {
		hay := func(l hubLimit) string { return string(l.number) + " " + l.count.Name }
		return listKept(r, limitColumns, "", hay, r.readLimits)
	}))
}

// readLimits returns the numbers that a hub goes by, then what else is counted.
func (r *run) readLimits(k keep.Keeper) (all []hubLimit) {
	refused := k.Refused()
	counted := func(n model.Number) keep.Refused {
		for _, c := range refused {
			if c.Limit == n {
				return c
			}
		}
		return keep.Refused{}
	}
	_ = r.view(func(s *scene) error {
		for _, row := range assets.Policy().Numbers {
			if row.User == "hub" && strings.HasPrefix(string(row.Name), "ssh.") {
				all = append(all, hubLimit{row.Name, model.PolicyNow(s.Reader).Get(row.Name), row.Unit, counted(row.Name)})
			}
		}
		return nil
	})
	for _, c := range refused {
		if c.Limit == "" {
			all = append(all, hubLimit{count: c})
		}
	}
	return all
}

func limitColumns(keep.Teller) noun[hubLimit] {
	return noun[hubLimit]{
		columns: []column[hubLimit]{
			{"name", inAll, func(_ *scene, b []byte, l hubLimit) []byte { return appendText(b, string(l.number)) }},
			{"value", inAll, func(_ *scene, b []byte, l hubLimit) []byte {
				if l.number == "" {
					return append(b, "null"...)
				}
				return appendInt(b, l.value)
			}},
			{"unit", inAll, func(_ *scene, b []byte, l hubLimit) []byte { return appendText(b, string(l.unit)) }},
			{"counter", inAll, func(_ *scene, b []byte, l hubLimit) []byte { return appendText(b, l.count.Name) }},
			{"refused", inAll, func(_ *scene, b []byte, l hubLimit) []byte {
				return appendBool(b, l.count.Name != "" && !l.count.Served)
			}},
			{"count", inAll, func(_ *scene, b []byte, l hubLimit) []byte { return appendInt(b, l.count.Count) }},
		},
		cells: []cell[hubLimit]{
			{"limit", false, false, false, func(s *scene, l hubLimit) styled {
				if l.number == "" {
					return plain(s.words.Say("hub.count_" + l.count.Name))
				}
				return plain(s.words.Say("hub.limit_" + string(l.number)))
			}},
			{"value", true, false, false, func(s *scene, l hubLimit) styled {
				if l.number == "" {
					return plain("")
				}
				return plain(s.words.Span(l.value, l.unit))
			}},
			{"times", true, false, false, func(s *scene, l hubLimit) styled {
				if l.count.Name == "" {
					return plain("")
				}
				if l.count.Count > 0 && l.number != "" {
					return styled{s.words.Digits(l.count.Count), kit.Warn}
				}
				return plain(s.words.Digits(l.count.Count))
			}},
			{"name", false, true, true, func(_ *scene, l hubLimit) styled { return muted(string(l.number)) }},
		},
	}
}

func (r *run) hubLog() *cobra.Command {
	l, level := &filter{}, ""
	c := listed(r.verb("log", 0, 0, func([]string) error {
		least := slog.LevelDebug
		if level != "" {
			chosen, err := wordIn("level", level, logLevels())
			if err != nil {
				return err
			}
			_ = least.UnmarshalText([]byte(chosen)) // it is one of ours
		}
		return listKept(r, lineColumns, l.match, func(l keep.Line) string { return l.What + " " + l.Facts }, func(k keep.Keeper) (all []keep.Line) {
			for _, line := range k.Log() {
				if line.Level >= least {
					all = append(all, line)
				}
			}
			if most := r.flags.limit; most > 0 && len(all) > most && l.match == "" && r.flags.sort == "" {
				all = all[len(all)-most:] // of a log one wants the end
			}
			return all
		})
	}))
	c.Flags().StringVar(&l.match, "match", "", "")
	c.Flags().StringVar(&level, "level", "", "")
	r.complete(c, "level", words(logLevels()))
	return c
}

// lineColumns is a line of the log.
func lineColumns(keep.Teller) noun[keep.Line] {
	return noun[keep.Line]{
		columns: []column[keep.Line]{
			{"number", inAll, func(_ *scene, b []byte, l keep.Line) []byte { return strconv.AppendUint(b, l.Number, 10) }},
			{"at", inAll, func(_ *scene, b []byte, l keep.Line) []byte { return appendTime(b, l.At) }},
			{"level", inAll, func(_ *scene, b []byte, l keep.Line) []byte { return appendString(b, keep.Level(l.Level)) }},
			{"what", inAll, func(_ *scene, b []byte, l keep.Line) []byte { return appendString(b, l.What) }},
			{"facts", inAll, func(_ *scene, b []byte, l keep.Line) []byte { return appendText(b, l.Facts) }},
		},
		cells: []cell[keep.Line]{
			{"at", false, false, false, func(s *scene, l keep.Line) styled { return muted(s.words.Moment(model.At(l.At))) }},
			{"level", false, false, true, func(_ *scene, l keep.Line) styled {
				return styled{keep.Level(l.Level), moodRole(keep.LevelMood(l.Level))}
			}},
			{"what", false, false, false, func(_ *scene, l keep.Line) styled { return plain(l.What) }},
			{"facts", false, true, false, func(_ *scene, l keep.Line) styled { return plain(l.Facts) }},
		},
	}
}

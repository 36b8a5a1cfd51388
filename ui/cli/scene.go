package cli

import (
	"time"

	"aeconnect/assets"
	"aeconnect/model"
)

// scene is what one view shows while rows of it are printed. It must not outlive the view.
type scene struct {
	model.View
	*memo
	run     *run
	words   *assets.Words
	askedOf asked     // the row of the queue that was read last
	clocked model.Row // the row that clocks were derived of last
	clocks  []model.Clock
}

// memo is what is the same in every view of a run, and is looked up for many rows.
type memo struct {
	handles map[model.Key]string // of accounts; they never change
	tasks   map[model.Key]string // their IDs
	whats   map[model.Rule]string
	thens   map[consequence]string
}

// consequence is what the words of a clock's default depend on, where they depend on one argument at most.
type consequence struct {
	word  string
	value model.Arg
}

// scene returns the scene of a view, with the marketplace's own numbers in its sentences.
func (r *run) scene(v model.View) *scene {
	if r.memo == nil {
		r.memo = &memo{map[model.Key]string{}, map[model.Key]string{}, map[model.Rule]string{}, map[consequence]string{}}
	}
	return &scene{View: v, memo: r.memo, run: r, words: r.words().Under(model.PolicyNow(v.Reader))}
}

// clocksOf returns every clock of a row. Several columns ask for those of the same row one after the other.
func (s *scene) clocksOf(row model.Row) []model.Clock {
	if s.clocked != row {
		s.clocked, s.clocks = row, s.ClocksOn(row)
	}
	return s.clocks
}

// then says what happens if nobody acts on a clock.
func (s *scene) then(c model.Clock) string {
	if len(c.Args) > 1 {
		return s.words.Default(c)
	}
	key := consequence{word: c.Default}
	if len(c.Args) == 1 {
		key.value = c.Args[0]
	}
	said, known := s.thens[key]
	if !known {
		said = s.words.Default(c)
		s.thens[key] = said
	}
	return said
}

// zone is the marketplace's own: in it a day ends and days are counted.
func (s *scene) zone() *time.Location { return model.PolicyNow(s.Reader).Calendar().Zone }

// who returns the handle of an account, "" for none. Handles are public, so they are read once for many rows.
func (s *scene) who(key model.Key) string {
	if key == 0 {
		return ""
	}
	handle, known := s.handles[key]
	if !known {
		if a := model.AccountOf(s.Reader, key); a != nil {
			handle = a.Handle
		}
		s.handles[key] = handle
	}
	return handle
}

// marked returns a handle as people read it: an agency bears its MCN mark wherever it is named (M41). Programs get the
// handle alone.
func (s *scene) marked(handle string) string {
	if a := model.AccountByHandle(s.Reader, handle); a != nil && a.Role == model.Agency {
		return s.words.Say("say.mcn", assets.Text("handle", handle))
	}
	return handle
}

// mine tells whether an account is the one that looks.
func (s *scene) mine(key model.Key) bool { return key != 0 && key == s.Who.Account }

// left says how far a moment is away, "in 3 d" or "2 h ago".
func (s *scene) left(m model.Moment) string {
	if m == 0 {
		return ""
	}
	if m.Sub(s.Now).Abs() < time.Minute {
		return s.words.Say("cli.just_now")
	}
	far := assets.Text("span", s.words.Left(s.Now, m))
	if m < s.Now {
		return s.words.Say("cli.ago", far)
	}
	return s.words.Say("cli.ahead", far)
}

// exact says a moment with its distance, "26 Nov 2026 14:00 (in 5 d)".
func (s *scene) exact(m model.Moment) string {
	if m == 0 {
		return s.words.Moment(m)
	}
	return s.words.Say("cli.exact", assets.When("moment", m), assets.Text("left", s.left(m)))
}

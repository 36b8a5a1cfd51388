package cli

import (
	"time"

	"aeconnect/assets"
	"aeconnect/model"
)

// scene is what one view shows while rows of it are printed. It must not outlive the view.
type scene struct {
	model.View
	run     *run
	words   *assets.Words
	handles map[model.Key]string
	tasks   map[model.Key]string // their IDs, read once for many orders
}

// scene returns the scene of a view, with the marketplace's own numbers in its sentences.
func (r *run) scene(v model.View) *scene {
	return &scene{
		View: v, run: r, words: r.words().Under(model.PolicyNow(v.Reader)), handles: map[model.Key]string{}, tasks: map[model.Key]string{},
	}
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

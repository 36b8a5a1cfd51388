package cli

import (
	"fmt"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// pageWidth is how wide pages are: the terminal, or a line that one reads with ease.
func (r *run) pageWidth() int {
	const most = 100
	if w := r.width(); w > 0 {
		return min(w, most+20)
	}
	return most
}

// lines prints lines without the blanks at their ends.
func (r *run) lines(all []string) {
	for _, line := range all {
		fmt.Fprintln(r.out, strings.TrimRight(line, " "))
	}
}

// heading draws the head of a page: what it is about, and facts beside it.
func (r *run) heading(title string, facts ...string) []string {
	return append(kit.Heading{Title: title, Facts: kit.Facts(facts...)}.View(r.theme(), r.pageWidth(), 3), "")
}

// section draws a part of a page under its name; a part without lines is left out.
func (r *run) section(word string, lines []string) []string {
	if len(lines) == 0 {
		return nil
	}
	all := []string{"", r.theme().Paint(kit.Muted, r.words().Say(word))}
	for _, line := range lines {
		all = append(all, "  "+line)
	}
	return all
}

func (r *run) facts(facts kit.KeyValues) []string {
	var filled kit.KeyValues
	for _, f := range facts {
		if strings.TrimSpace(f.Value) != "" {
			filled = append(filled, f)
		}
	}
	if len(filled) == 0 {
		return nil
	}
	return filled.View(r.theme(), r.pageWidth()-2)
}

// fact is a labelled fact; its label is a word below "cli.page_".
func (r *run) fact(word, value string) kit.KeyValue {
	return kit.KeyValue{Label: r.words().Say("cli.page_" + word), Value: value}
}

// clockLines says each clock: whose turn, what, by when, and what if nobody acts.
func (r *run) clockLines(s *scene, clocks []model.Clock) []string {
	var all []string
	for _, c := range clocks {
		mark := r.theme().Paint(kit.Muted, r.theme().Glyph(kit.Todo))
		if s.mine(c.Turn) {
			mark = r.theme().Paint(kit.Warn, r.theme().Glyph(kit.Now))
		}
		all = append(all, mark+" "+kit.Clean(s.turnLine(c))+"  "+r.theme().Paint(kit.Muted, string(c.Rule)))
	}
	return all
}

// taskPage shows a task to a person.
func (r *run) taskPage(s *scene, t *model.Task) error {
	lines := r.heading(string(t.ID)+"  "+t.Title, s.words.Say("type."+t.Type.String()), s.words.Say("state.task."+t.State.String()), s.who(t.Seller))
	lines = append(lines, r.facts(kit.KeyValues{
		r.fact("reward", s.reward(t.Terms)),
		r.fact("apply_by", s.exact(t.Terms.ApplyBy)),
		r.fact("submit_by", s.exact(t.Terms.SubmitBy)),
		r.fact("content", s.said("content.", converted[string](texts(t.Terms.Content)))),
		r.fact("channel", s.said("channel.", converted[string](texts(t.Terms.Channels)))),
		r.fact("language", s.said("language.", t.Languages)),
		r.fact("country", strings.Join(t.Countries, ", ")),
		r.fact("samples", r.samples(s, t.Terms)),
		r.fact("wanted", countOrNone(t.Wanted)),
		r.fact("applications", s.words.Say("cli.applications", assets.Num("waiting", int64(t.Waiting)), assets.Num("approved", int64(t.Approved)),
			assets.Num("rejected", int64(t.Rejected)))),
		r.fact("link", itemLinks(t)),
		r.fact("related", strings.Join(t.Related, "\n")),
		r.fact("activity", s.activities(t)),
		r.fact("exposure", s.exposures(t)),
	})...)
	lines = append(lines, r.section("cli.page_promo", r.promoLines(s, t))...)
	lines = append(lines, r.section("cli.page_description", kit.Wrap(kit.CleanLines(t.Description), r.pageWidth()-2))...)
	lines = append(lines, r.section("cli.page_brief", r.briefLines(t.Terms.Brief))...)
	lines = append(lines, r.section("cli.page_clocks", r.clockLines(s, s.clocksOf(t)))...)
	r.lines(lines)
	return nil
}

func texts[S ~string](all []S) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}

// said says words of one table, parted by commas.
func (s *scene) said(table string, ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = s.words.Say(table + id)
	}
	return strings.Join(out, ", ")
}

func (r *run) samples(s *scene, t model.Terms) string {
	if t.Samples == 0 {
		return ""
	}
	keep := "answer.no"
	if t.Keep {
		keep = "answer.yes"
	}
	return s.words.Say("cli.samples", assets.Num("count", int64(t.Samples)), assets.Word("keep", keep))
}

func itemLinks(t *model.Task) string {
	var all []string
	for _, l := range t.Links {
		all = append(all, l.Item+"  "+l.URL)
	}
	return strings.Join(all, "\n")
}

func (r *run) briefLines(brief []string) []string {
	var all []string
	for i, clause := range brief {
		for n, line := range kit.Wrap(kit.Clean(clause), r.pageWidth()-8) {
			name := "  "
			if n == 0 {
				name = clauseName(i + 1)
			}
			all = append(all, r.theme().Paint(kit.Muted, kit.Fit(name, 4))+line)
		}
	}
	return all
}

// accountPage shows an account to a person.
func (r *run) accountPage(s *scene, a *model.Account) error {
	lines := r.heading(s.marked(s.who(a.Key)), append([]string{a.Name, s.words.Say("role." + string(a.Role)), s.kindOf(a)}, s.badges(a)...)...)
	p := s.private(a)
	var channels []string
	for _, c := range a.Channels {
		said := s.words.Say("cli.channel", assets.Word("channel", "channel."+string(c.Platform)), assets.Num("followers", c.Followers), assets.Num("posts", c.Posts))
		if !a.Checked(c.Platform) {
			said = s.words.Say("verify.stated", assets.Text("what", said))
		}
		channels = append(channels, said)
	}
	rate := ""
	if a.InPortals != 0 {
		rate = s.rates(a)
	}
	lines = append(lines, r.facts(kit.KeyValues{
		r.fact("channel", strings.Join(channels, "\n")), r.fact("language", s.said("language.", a.Languages)), r.fact("country", a.Country),
		r.fact("niche", a.Niche), r.fact("rate", rate), r.fact("joined", s.exact(a.Joined)), r.fact("asked_for", s.askedFor(a)),
		r.fact("address", p.address), r.fact("paypal", p.paypal), r.fact("paypal_next", p.next), r.fact("sender", strings.Join(p.senders, "\n")),
	})...)
	lines = append(lines, r.section("cli.page_standing", s.measureLines(a))...)
	r.lines(lines)
	return nil
}

// badges are what an account is marked with: its tier, an agency's MCN, a verification, the permission to stream.
func (s *scene) badges(a *model.Account) []string {
	var all []string
	switch tier := a.Tier(model.PolicyNow(s.Reader)); tier {
	case model.TierInfluencer:
		all = append(all, s.run.theme().Glyph(kit.Star)+" "+s.words.Say("cli.influencer"))
	case model.TierRising:
		all = append(all, s.words.Say("tier."+string(tier)))
	}
	if a.Verified {
		all = append(all, s.words.Say("profile.verified"))
	}
	if a.Live {
		all = append(all, s.words.Say("verify.streams"))
	}
	return all
}

// askedFor says what an account asked support for last, for whom that is meant.
func (s *scene) askedFor(a *model.Account) string {
	var all []string
	for _, asks := range model.AllAsks() {
		q := model.LastRequest(s.Reader, a.Key, asks)
		if q == nil || !model.CanSee(s.Reader, s.Who, q) {
			continue
		}
		x := s.readAsked(model.Project(s.Reader, s.Who, q))
		args := []model.Arg{assets.Text("request", string(x.id)), assets.Text("what", s.askedAs(x)), assets.Word("state", "access."+x.state.String())}
		due, until, left, again := s.dueOf(x.Row), "", "", ""
		if x.state == model.AccessWaiting && due == 0 {
			all = append(all, s.words.Say("verify.stands_late", args...))
			continue
		}
		if due != 0 {
			until, left = s.words.Moment(due), s.words.Left(s.Now, due)
		}
		if at := model.AskAgain(model.PolicyNow(s.Reader), q); x.state == model.AccessDenied && s.Now < at {
			again = s.words.Moment(at)
		}
		all = append(all, s.words.Say("verify.stands", append(args, assets.Text("due", until), assets.Text("left", left), assets.Text("again", again), assets.Text("reason", x.reason))...))
	}
	return strings.Join(all, "\n")
}

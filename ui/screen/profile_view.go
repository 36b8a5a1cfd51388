package screen

import (
	"strings"
	"unicode"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// lowProfile is the height below which a profile says its channels in one line.
const lowProfile = 19

// formulaWidth is the width from which every formula stands whole in its column.
const formulaWidth = 84

// headIndent is where the head of a profile begins beside its initials.
const headIndent = 6

// channelsShown is how many channels a profile shows.
const channelsShown = 6

func (p profile) inner() int { return max(p.frame.Width-4, 1) }

// View implements kit.Screen.
func (p profile) View() string {
	t := p.frame.Theme
	if p.file == nil {
		text := "profile.reading"
		if p.gone {
			text = "profile.gone"
		}
		return kit.Block(append([]string{""}, indented(kit.Notice{Role: kit.Muted, Text: p.desk.Words.Say(text)}.View(t, p.inner()), 2)...), p.frame.Width, p.frame.Height)
	}
	lines := indented(p.head(), 2)
	lines = append(lines, "  "+p.tabs.View(t, p.inner()))
	if !p.low() {
		lines = append(lines, "")
	}
	lines = append(lines, p.table.View(t)...)
	return kit.Block(append(lines, p.foot()...), p.frame.Width, p.frame.Height)
}

func (p profile) low() bool { return p.frame.Height < lowProfile }

// tabLine is the line of the tabs, top the first of the table.
func (p profile) tabLine() int {
	if p.file == nil {
		return 1
	}
	return len(p.head())
}

func (p profile) top() int {
	if p.low() {
		return p.tabLine() + 1
	}
	return p.tabLine() + 2
}

// head draws who it is: initials, names and badges, what is public, the channels.
func (p profile) head() []string {
	f, s, t, w := p.file, p.speech(), p.frame.Theme, p.inner()
	var lines []string
	if !p.low() {
		lines = append(lines, "")
	}
	const indent = headIndent
	l := kit.NewLine(t, w).Painted(t.Row(kit.Fit(" "+initials(f.who.Name), 4), 4, true)).To(indent).Bold(kit.Strong, kit.Clean(f.who.Handle))
	if f.who.Influencer(f.policy) {
		l.Gap(2).Glyph(kit.Accent, kit.Star).Gap(1).Put(kit.Accent, s.Say("profile.influencer"))
	}
	if f.who.Role == model.Agency {
		l.Gap(2).Put(kit.Accent, s.Say("profile.mcn"))
	}
	if f.who.Tier(f.policy) == model.TierRising {
		l.Gap(2).Put(kit.Muted, s.Say("tier.rising"))
	}
	if f.who.Live {
		l.Gap(2).Put(kit.Muted, s.Say("verify.streams"))
	}
	if f.who.Verified {
		l.Gap(2).Glyph(kit.Good, kit.Done).Gap(1).Put(kit.Muted, s.Say("profile.verified"))
	}
	lines = append(lines, l.String())
	dot := " " + t.Glyph(kit.Nothing) + " "
	for _, part := range kit.Wrap(strings.Join(f.facts(s), dot), w-indent) {
		lines = append(lines, kit.Spaces(indent)+t.Paint(kit.Muted, part))
	}
	channels, standing := p.channels(indent), p.standing()
	if len(channels) > 0 && len(standing) > 0 && !p.low() {
		channels = append(channels, "")
	}
	lines = append(append(lines, channels...), standing...)
	if own := p.own(); len(own) > 0 {
		lines = append(lines, own...)
	}
	if !p.low() {
		lines = append(lines, "")
	}
	return lines
}

// facts are what everybody may know.
func (f *profileFile) facts(s speech) []string {
	a := f.who
	all := []string{kit.Clean(a.Name)}
	switch {
	case a.Role == model.Seller && a.Level != "":
		all = append(all, s.Say("app.seller", assets.Word("level", "level."+string(a.Level))))
	case a.Kind != "":
		all = append(all, s.Say("kind."+string(a.Kind)))
	default:
		all = append(all, s.Say("role."+string(a.Role)))
	}
	if a.Country != "" {
		all = append(all, countryNames(s.Language(), []string{a.Country})...)
	}
	if len(a.Languages) > 0 {
		all = append(all, s.tongues(a.Languages))
	}
	if a.Niche != "" {
		all = append(all, kit.Clean(a.Niche))
	}
	return append(all, s.Say("profile.since", assets.Text("day", s.day(a.Joined))))
}

// channels draws where somebody publishes, the numbers below each other; in one line where there is little room.
func (p profile) channels(indent int) []string {
	f, s, t, w := p.file, p.speech(), p.frame.Theme, p.inner()
	if len(f.who.Channels) == 0 {
		return nil
	}
	shown := f.who.Channels[:min(len(f.who.Channels), channelsShown)]
	if p.low() {
		var all []string
		for _, c := range shown {
			all = append(all, s.Say("profile.channel", assets.Text("channel", s.Say("channel_short."+string(c.Platform))), assets.Text("followers", s.followers(c.Followers))))
		}
		return []string{kit.Spaces(indent) + t.Paint(kit.Text, kit.Cut(strings.Join(all, " "+t.Glyph(kit.Nothing)+" "), w-indent))}
	}
	const name, number = 18, 11
	row := func(r kit.Role, platform, followers, posts string) string {
		l := kit.NewLine(t, w).Gap(indent).Put(kit.Muted, kit.Cut(platform, name)).To(indent + name)
		return l.Put(r, kit.FitRight(followers, number)).Put(r, kit.FitRight(posts, number)).String()
	}
	lines := []string{"", row(kit.Muted, s.Say("profile.head_channel"), s.Say("profile.head_followers"), s.Say("profile.head_posts"))}
	for _, c := range shown {
		line := row(kit.Text, s.Say("channel."+string(c.Platform)), s.Digits(c.Followers), s.Digits(c.Posts))
		if stated(f.who, c) {
			line = row(kit.Muted, s.Say("channel."+string(c.Platform)), s.Digits(c.Followers), s.Digits(c.Posts)) + t.Paint(kit.Muted, "  "+s.Say("verify.stated_mark"))
		}
		lines = append(lines, line)
	}
	return lines
}

// own says on one's own profile what others do not see.
func (p profile) own() []string {
	f, s := p.file, p.speech()
	if !f.mine || f.who.Role == model.Support || f.who.Role == model.Operator {
		return nil
	}
	id, args := "profile.own_none", []model.Arg{assets.Text("address", f.private.address), assets.Text("paypal", f.private.paypal)}
	switch {
	case f.who.Role == model.Seller:
		id = "profile.own_senders"
	case p.low() && f.private.address != "":
		id = "profile.own_short"
	case f.private.address != "" && f.private.paypal != "":
		id = "profile.own_both"
	case f.private.address != "":
		id = "profile.own_address"
	case f.private.paypal != "":
		id = "profile.own_paypal"
	}
	text := s.Say("profile.own", assets.Text("what", s.Say(id, args...)))
	lines := kit.Notice{Role: kit.Muted, Text: text}.View(p.frame.Theme, p.inner())
	if p.low() {
		return lines[:min(len(lines), 2)]
	}
	return append([]string{""}, lines...)
}

// foot explains the figure under the cursor where there is room for it.
func (p profile) foot() []string {
	n := p.footLines()
	if n == 0 {
		return nil
	}
	s, t, w := p.speech(), p.frame.Theme, min(p.inner(), 96)
	rule, ok := s.Rule(model.Figure(p.table.CurrentKey()).Rule())
	if !ok {
		return nil
	}
	lines := []string{""}
	if w < formulaWidth { // the column of formulas is cut
		lines = append(lines, wrapped(t, kit.Text, s.Measure(p.file.measure(model.Figure(p.table.CurrentKey()))).Formula, w)...)
	}
	lines = append(lines, wrapped(t, kit.Muted, rule.Sentence, w)...)
	if len(lines) > n && n > 1 {
		lines = lines[:n]
	}
	return indented(lines, 2)
}

// footLines is how many lines the explanation may take.
func (p profile) footLines() int {
	if p.file == nil || p.tabs.Key() != tabFigures || len(p.file.measures) == 0 {
		return 0
	}
	return max(min(p.frame.Height-p.top()-len(p.file.measures)-1, 7), 0)
}

// initials are what stands for a picture: the first letters of two words of a name, or its first sign.
func initials(name string) string {
	var b strings.Builder
	n := 0
	for _, word := range strings.Fields(kit.Clean(name)) {
		for _, r := range word {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				continue
			}
			b.WriteRune(unicode.ToUpper(r))
			n += kit.Width(string(r))
			break
		}
		if n >= 2 {
			break
		}
	}
	return kit.Cut(b.String(), 2)
}

package model

import "slices"

// fitLook bounds how many published tasks of one language are looked at for those that fit.
const fitLook = 400

// Fits tells whether a published task is for an account that makes content: it speaks a language of the task, lives
// in one of its countries, publishes on one of its channels, and may take its kind (M45). An agency without a roster is
// asked for its languages alone; see [View.Fits] for what fits its creators.
func (t *Task) Fits(a *Account) bool {
	if t.State != Published || a.Role != Creator && a.Role != Agency {
		return false
	}
	speaks := len(t.Languages) == 0 || slices.ContainsFunc(t.Languages, func(l string) bool { return slices.Contains(a.Languages, l) })
	if a.Role == Agency {
		return speaks
	}
	lives := len(t.Countries) == 0 || slices.Contains(t.Countries, a.Country)
	reaches := len(t.Terms.Channels) == 0 || slices.ContainsFunc(a.Channels, func(c Channel) bool { return slices.Contains(t.Terms.Channels, c.Platform) })
	return speaks && lives && reaches && (t.Type != FixedPrice || a.Verified)
}

// crew is for whom tasks are looked for: a creator itself, or an agency with the creators under contract with it.
type crew struct {
	account *Account
	makers  []*Account // those who would make the content; of an agency without a roster none

	// What all makers together speak, live in and publish on: most tasks are told by it alone not to fit.
	speak, live map[string]bool
	reach       map[Platform]bool
}

// fitCrew bounds how many creators of a roster tasks are looked for.
const fitCrew = 1000

func crewOf(r Reader, a *Account) *crew {
	c := &crew{account: a, speak: map[string]bool{}, live: map[string]bool{}, reach: map[Platform]bool{}}
	switch a.Role {
	case Creator:
		c.makers = []*Account{a}
	case Agency:
		c.enlist(r, a)
	}
	for _, m := range c.makers {
		for _, l := range m.Languages {
			c.speak[l] = true
		}
		for _, ch := range m.Channels {
			c.reach[ch.Platform] = true
		}
		c.live[m.Country] = true
	}
	return c
}

// enlist reads the creators under contract with an agency.
func (c *crew) enlist(r Reader, agency *Account) {
	q := RosterIn(agency.Key, ContractInForce)
	for p := range r.Scan(q.List, q.Group, Place{}, false) {
		row := must[*Contract](r, p.Ref.Key)
		if row == nil {
			continue
		}
		if who := AccountOf(r, row.Creator); who != nil {
			c.makers = append(c.makers, who)
		}
		if len(c.makers) == fitCrew {
			return
		}
	}
}

// may tells whether a task might fit any maker: what it asks for is there among them, if perhaps not in one.
func (c *crew) may(t *Task) bool {
	has := func(all []string, of map[string]bool) bool {
		return len(all) == 0 || slices.ContainsFunc(all, func(s string) bool { return of[s] })
	}
	return has(t.Languages, c.speak) && has(t.Countries, c.live) &&
		(len(t.Terms.Channels) == 0 || slices.ContainsFunc(t.Terms.Channels, func(p Platform) bool { return c.reach[p] }))
}

// languages returns every language that the crew speaks, each once.
func (c *crew) languages() []string {
	all := slices.Clone(c.account.Languages)
	if len(c.makers) > 0 && c.account.Role == Agency {
		all = nil
	}
	for _, a := range c.makers {
		all = append(all, a.Languages...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// fits tells whether a task is for any of the crew, and it may take it: whoever blocks or is blocked is left out. What
// can be told without reading comes first.
func (c *crew) fits(r Reader, t *Task) bool {
	blocked := func() bool { return Blocked(r, t.Seller, c.account.Key) || Blocked(r, c.account.Key, t.Seller) }
	if len(c.makers) == 0 {
		return t.Fits(c.account) && !applied(r, t, c.account) && !blocked()
	}
	return t.State == Published && c.may(t) && !blocked() && slices.ContainsFunc(c.makers, func(a *Account) bool {
		return t.Fits(a) && !applied(r, t, a) && (a == c.account || !Blocked(r, t.Seller, a.Key))
	})
}

// fitting returns the newest published tasks that fit a crew and that it has not applied for, the newest first,
// at most most, those published before since left out.
func fitting(r Reader, who *crew, since Moment, most int) []*Task {
	var places []Place
	for _, l := range append(who.languages(), "") {
		look := fitLook
		for p := range r.Scan(ListFit, l, Place{}, true) {
			if look--; look < 0 || momentOf(p) < since {
				break
			}
			places = append(places, p)
		}
	}
	slices.SortFunc(places, func(p, q Place) int { return comparePlaces(q, p) })
	var all []*Task
	for _, p := range slices.Compact(places) {
		if len(all) == most {
			break
		}
		if t := TaskOf(r, p.Ref.Key); t != nil && who.fits(r, t) {
			all = append(all, t)
		}
	}
	return all
}

func applied(r Reader, t *Task, a *Account) bool {
	for range r.Scan(ListPair, group(uint64(t.Key), uint64(a.Key)), Place{}, true) {
		return true
	}
	return false
}

// crew returns for whom tasks are looked for, read once in a view: a list asks it for each of its rows.
func (v View) crew(me *Account) *crew {
	c := v.crews[me.Key]
	if c == nil {
		if c = crewOf(v.Reader, me); v.crews != nil {
			v.crews[me.Key] = c
		}
	}
	return c
}

// Fits tells whether a task fits whoever looks: a creator, or any creator under contract with an agency.
func (v View) Fits(t *Task) bool {
	me := v.Me()
	return me != nil && v.crew(me).fits(v.Reader, t)
}

// Fitting returns the newest published tasks that fit whoever looks, at most most, each with whether it is unread.
func (v View) Fitting(most int) (tasks []*Task, unread []bool) {
	me := v.Me()
	if me == nil {
		return nil, nil
	}
	mark := MarkOf(v.Reader, me.Key)
	for _, t := range fitting(v.Reader, v.crew(me), 0, most) {
		tasks = append(tasks, t)
		unread = append(unread, mark.Unread(t.Ref(), Heard{At: t.PublishAt}))
	}
	return tasks, unread
}

// CountFresh returns how many tasks fit whoever looks and are not seen yet, at most most. What was published before
// everything was marked as seen is not looked at.
func (v View) CountFresh(most int) int {
	me := v.Me()
	if me == nil || me.Role != Creator && me.Role != Agency {
		return 0
	}
	mark, n := MarkOf(v.Reader, me.Key), 0
	for _, t := range fitting(v.Reader, v.crew(me), mark.Until, most) {
		if mark.Unread(t.Ref(), Heard{At: t.PublishAt}) {
			n++
		}
	}
	return n
}

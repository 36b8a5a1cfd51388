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
}

// fitCrew bounds how many creators of a roster tasks are looked for.
const fitCrew = 1000

func crewOf(r Reader, a *Account) crew {
	c := crew{account: a}
	if a.Role == Creator {
		c.makers = []*Account{a}
		return c
	}
	if a.Role != Agency {
		return c
	}
	q := RosterIn(a.Key, ContractInForce)
	for p := range r.Scan(q.List, q.Group, Place{}, false) {
		row := must[*Contract](r, p.Ref.Key)
		if row == nil {
			continue
		}
		if who := AccountOf(r, row.Creator); who != nil && len(c.makers) < fitCrew {
			c.makers = append(c.makers, who)
		}
	}
	return c
}

// languages returns every language that the crew speaks, each once.
func (c crew) languages() []string {
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

// fits tells whether a task is for any of the crew, and it may take it: whoever blocks or is blocked is left out.
func (c crew) fits(r Reader, t *Task) bool {
	if Blocked(r, t.Seller, c.account.Key) || Blocked(r, c.account.Key, t.Seller) {
		return false
	}
	if len(c.makers) == 0 {
		return t.Fits(c.account) && !applied(r, t, c.account)
	}
	return slices.ContainsFunc(c.makers, func(a *Account) bool {
		return t.Fits(a) && !applied(r, t, a) && (a == c.account || !Blocked(r, t.Seller, a.Key))
	})
}

// fitting returns the newest published tasks that fit an account and that it has not applied for, the newest first,
// at most most, those published before since left out.
func fitting(r Reader, a *Account, since Moment, most int) []*Task {
	who := crewOf(r, a)
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

// Fits tells whether a task fits whoever looks: a creator, or any creator under contract with an agency.
func (v View) Fits(t *Task) bool {
	me := v.Me()
	return me != nil && crewOf(v.Reader, me).fits(v.Reader, t)
}

// Fitting returns the newest published tasks that fit whoever looks, at most most, each with whether it is unread.
func (v View) Fitting(most int) (tasks []*Task, unread []bool) {
	me := v.Me()
	if me == nil {
		return nil, nil
	}
	mark := MarkOf(v.Reader, me.Key)
	for _, t := range fitting(v.Reader, me, 0, most) {
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
	for _, t := range fitting(v.Reader, me, mark.Until, most) {
		if mark.Unread(t.Ref(), Heard{At: t.PublishAt}) {
			n++
		}
	}
	return n
}

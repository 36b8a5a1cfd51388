package lobby

import (
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/screen"
	"aeconnect/ui/sshd"
)

// seenEvery is how often, at most, it is noted that a key was used: a script comes in every second.
const seenEvery = time.Minute

// seenMost bounds how many keys of an account are noted: those that were revoked long ago are forgotten first.
const seenMost = 64

// see notes for the account when a key was used and from where. It is a note beside the marketplace: what was done is in
// the journal, who merely looked is nobody's business but the account's own.
func (l *Lobby) see(v sshd.Visitor) {
	if v.Handle == "" || v.Key == "" {
		return
	}
	l.seeing.Lock()
	defer l.seeing.Unlock()
	name, now := v.Handle+"/"+screen.SeenKeys, time.Now().UTC()
	seen := l.options.Notebook.Draft(name)
	was, _, _ := strings.Cut(seen[v.Key], " ")
	if at, err := time.Parse(time.RFC3339, was); err == nil && now.Sub(at) < seenEvery {
		return
	}
	if seen == nil {
		seen = map[string]string{}
	}
	for len(seen) >= seenMost {
		oldest := ""
		for key, text := range seen {
			if oldest == "" || text < seen[oldest] {
				oldest = key
			}
		}
		delete(seen, oldest)
	}
	seen[v.Key] = now.Format(time.RFC3339Nano) + " " + v.Address
	l.options.Notebook.Keep(name, seen)
}

// keyNews says what somebody else did with the keys of an account since one of them was used last, "" for nothing: a key
// that one did not add oneself is to be noticed.
func (l *Lobby) keyNews(v sshd.Visitor, words *assets.Words) (said string) {
	var last model.Moment
	for _, text := range l.options.Notebook.Draft(v.Handle + "/" + screen.SeenKeys) {
		was, _, _ := strings.Cut(text, " ")
		if at, err := time.Parse(time.RFC3339, was); err == nil {
			last = max(last, model.At(at))
		}
	}
	if last == 0 {
		return "" // never here: every key is news
	}
	_ = l.options.Market.View(model.Actor{Operator: true}, func(view model.View) {
		me := model.AccountByHandle(view.Reader, v.Handle)
		if me == nil {
			return
		}
		name := func(by model.Key) model.Arg {
			handle := view.Handle(by)
			if handle == "" {
				handle = words.Say("people.owner")
			}
			return assets.Text("by", handle)
		}
		for _, q := range []model.Query{model.KeysOf(me.Key), model.RevokedKeysOf(me.Key)} {
			for _, row := range view.Rows(q, model.Place{}, true) {
				k := row.(*model.AccountKey)
				switch {
				case k.Revoked > last && k.RevokedBy != me.Key:
					said = words.Say("keys.news_revoked", assets.Text("fingerprint", k.Fingerprint), name(k.RevokedBy))
				case k.Revoked == 0 && k.Added > last && k.By != me.Key:
					said = words.Say("keys.news_added", assets.Text("fingerprint", k.Fingerprint), name(k.By))
				}
			}
		}
	})
	return said
}

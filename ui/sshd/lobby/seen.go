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
	l.note(name, seen, v.Key, now.Format(time.RFC3339Nano)+" "+v.Address)
}

// note keeps a note about a key among those of its account. Each begins with a moment; the oldest make room.
func (l *Lobby) note(name string, notes map[string]string, key, text string) {
	if notes == nil {
		notes = map[string]string{}
	}
	for len(notes) >= seenMost {
		oldest := ""
		for key, text := range notes {
			if oldest == "" || text < notes[oldest] {
				oldest = key
			}
		}
		delete(notes, oldest)
	}
	notes[key] = text
	l.options.Notebook.Keep(name, notes)
}

// toldKeys is the name under which an account's notes hold up to when the screens of each of its keys were told what
// became of the others: by fingerprint, a moment.
const toldKeys = "keys/told"

// news is keyNews, said once to the screens of each key. What is done by other keys, or by commands, takes nothing of it
// away: whoever uses a key that was slipped in would else keep its owner from hearing of it.
func (l *Lobby) news(v sshd.Visitor, words *assets.Words) string {
	l.seeing.Lock()
	defer l.seeing.Unlock()
	name, now := v.Handle+"/"+toldKeys, time.Now().UTC()
	told := l.options.Notebook.Draft(name)
	var last model.Moment
	if at, err := time.Parse(time.RFC3339, told[v.Key]); err == nil {
		last = model.At(at)
	}
	said := l.keyNews(v, last, words)
	l.note(name, told, v.Key, now.Format(time.RFC3339Nano))
	return said
}

// keyNews says what somebody else did with the keys of an account since a moment, and since the key was added by which one
// comes; "" for nothing. A key that one did not add oneself is to be noticed.
func (l *Lobby) keyNews(v sshd.Visitor, last model.Moment, words *assets.Words) (said string) {
	_ = l.options.Market.View(model.Actor{Operator: true}, func(view model.View) {
		me := model.AccountByHandle(view.Reader, v.Handle)
		own := model.FindKey(view.Reader, v.Key)
		if me == nil || own == nil {
			return
		}
		last = max(last, own.Added)
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

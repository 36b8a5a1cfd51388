package screen

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
)

// settingRow is one line of the settings: what it is called, what it says now, and what it is for.
type settingRow struct {
	id     string
	group  string // word of its part of the page
	label  string
	value  string // "" for nothing yet
	note   string // stands below the value
	hint   string
	sender int // its place in the address book, counted from 1; 0 for other rows
}

// The rows that are no preferences.
const (
	rowAddress   = "address"
	rowPayPal    = "paypal"
	rowNewSender = "sender/new"
	rowKeys      = "ssh"
)

func rowSender(i int) string { return "sender/" + strconv.Itoa(i+1) }

// rows returns the rows of this account.
func (p settings) rows() []settingRow {
	w := p.desk.Words
	if p.own.policy != nil {
		w = w.Under(p.own.policy)
	}
	var rows []settingRow
	for _, s := range p.all {
		rows = append(rows, settingRow{id: s.Name, group: "look", label: w.Say("settings." + s.Name), value: p.settingText(s), hint: w.Say("settings." + s.Name + "_hint")})
	}
	me := p.own.me
	if me == nil {
		return rows
	}
	rows = append(rows, settingRow{id: rowKeys, group: "keys", label: w.Say("settings.ssh"), value: p.keysText(w), hint: w.Say("settings.ssh_hint")})
	switch me.Role {
	case model.Creator, model.Agency:
		pay := settingRow{id: rowPayPal, value: p.own.paypal}
		if p.own.next != "" {
			s := newSpeech(p.desk.Session).at(p.own.now)
			pay.note = w.Say("settings.paypal_next", assets.Text("next", p.own.next), assets.Text("at", s.exact(p.own.held)),
				assets.Text("left", s.left(p.own.held)), assets.Text("now", p.own.paypal))
		}
		for _, r := range []settingRow{{id: rowAddress, value: p.own.address}, pay} {
			r.group, r.label, r.hint = "addresses", w.Say("settings."+r.id), w.Say("settings."+r.id+"_hint")
			rows = append(rows, r)
		}
	case model.Seller:
		for i, text := range p.own.senders {
			label := w.Say("settings.sender", assets.Num("n", int64(i+1)))
			if i == 0 {
				label = w.Say("settings.sender_default")
			}
			rows = append(rows, settingRow{id: rowSender(i), group: "senders", label: label, value: text, hint: w.Say("settings.sender_hint"), sender: i + 1})
		}
		rows = append(rows, settingRow{id: rowNewSender, group: "senders", label: w.Say("settings.sender_new"), value: w.Say("settings.sender_new_value"), hint: w.Say("settings.sender_new_hint")})
	case model.Support, model.Operator:
	}
	return rows
}

// keysText says how many SSH keys the account has.
func (p settings) keysText(w *assets.Words) string {
	if p.own.keys == 0 {
		return w.Say("settings.ssh_none")
	}
	return w.Say("keys.count", assets.Num("count", int64(p.own.keys)))
}

// row returns the row under the cursor.
func (p settings) row() settingRow {
	rows := p.rows()
	return rows[p.index(rows)]
}

// setting returns the setting of a row; ok is false for the others.
func (p settings) setting(r settingRow) (s ask.Setting, ok bool) {
	i := slices.IndexFunc(p.all, func(s ask.Setting) bool { return s.Name == r.id })
	if i < 0 {
		return ask.Setting{}, false
	}
	return p.all[i], true
}

// settingText says what a setting is now.
func (p settings) settingText(s ask.Setting) string {
	value := p.value[s.Name]
	if s.Name != ask.SettingZone {
		return p.valueText(s, value)
	}
	said := p.valueText(s, value)
	if p.own.now == 0 {
		return said
	}
	return p.desk.Words.Say("settings.zone_now", assets.Text("zone", said), assets.Text("now", p.there(value)))
}

// valueText says one value of a setting.
func (p settings) valueText(s ask.Setting, value string) string {
	w := p.desk.Words
	switch s.Name {
	case ask.SettingTheme:
		return w.Say("settings.theme_" + value)
	case ask.SettingLanguage:
		if value == ask.LanguageFollow {
			return w.Say("settings.language_follow")
		}
		return p.tongues[value]
	case ask.SettingZone:
		if value == ask.ZoneLocal {
			if p.desk.ByKey {
				return w.Say("settings.zone_sent")
			}
			return w.Say("settings.zone_local")
		}
		return strings.ReplaceAll(value, "_", " ")
	}
	return w.Say("settings." + value)
}

// there says the present moment in the zone of a value.
func (p settings) there(value string) string {
	session := p.desk.Session
	session.Zone = p.zoneOf(value)
	return newSpeech(session).at(p.own.now).exact(p.own.now)
}

func (p settings) zoneOf(value string) *time.Location {
	local := p.desk.Local
	if local == nil {
		local = time.UTC
	}
	return ask.ZoneOf(value, local)
}

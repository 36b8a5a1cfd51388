package cli

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

// Preferences is how the accounts of a directory like their screens, by the names of [ask.Settings].
type Preferences interface {
	// Preference returns the value kept for an account, "" where nothing was set.
	Preference(handle, name string) string
	// SetPreference keeps a value; "" forgets it.
	SetPreference(handle, name, value string)
	// Flush writes what was set.
	Flush() error
}

func (r *run) settingsNoun() *cobra.Command {
	return r.noun("settings", r.settingsLs(), r.settingsShow(), r.settingsSet())
}

// allSettings are those that there are, in the order in which screens list them.
func allSettings() []ask.Setting { return ask.Settings(assets.Languages(), assets.Zones()) }

func (r *run) settingsLs() *cobra.Command {
	return listed(r.verb("ls", 0, 0, func([]string) error {
		list, err := newListing(r, settingsNoun(), "", func(_ *scene, s setting) string { return s.Name })
		if err != nil {
			return err
		}
		kept, err := r.preferences()
		if err != nil {
			return err
		}
		err = r.view(func(s *scene) error {
			for _, one := range allSettings() {
				if !list.push(s, setting{one, kept.Preference(r.handle, one.Name)}) {
					break
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		return list.finish()
	}))
}

func (r *run) settingsShow() *cobra.Command {
	c := r.verb("show NAME", 1, 1, func(args []string) error {
		p, err := newPrinter(r, settingsNoun(), inShow)
		if err != nil {
			return err
		}
		one, refusal := ask.FindSetting(allSettings(), args[0])
		if refusal != nil {
			return refused(refusal)
		}
		kept, err := r.preferences()
		if err != nil {
			return err
		}
		return r.view(func(s *scene) error { return p.print(s, setting{one, kept.Preference(r.handle, one.Name)}) })
	})
	c.ValidArgsFunction = words(settingNames())
	return c
}

func (r *run) settingsSet() *cobra.Command {
	c := r.verb("set NAME=VALUE...", 1, -1, func(args []string) error {
		p, err := newPrinter(r, settingsNoun(), inList)
		if err != nil {
			return err
		}
		chosen, err := chosenSettings(args)
		if err != nil {
			return err
		}
		kept, err := r.preferences()
		if err != nil {
			return err
		}
		if err := r.keeps(); err != nil {
			return err
		}
		for _, s := range chosen {
			kept.SetPreference(r.handle, s.Name, s.kept)
		}
		if err := kept.Flush(); err != nil {
			return err
		}
		return r.view(func(s *scene) error {
			for _, one := range chosen {
				p.add(s, one)
			}
			return p.close()
		})
	})
	c.ValidArgsFunction = words(settingNames())
	return c
}

// chosenSettings reads NAME=VALUE, all before any is kept; no value puts a setting back to its standard.
func chosenSettings(args []string) ([]setting, error) {
	var chosen []setting
	for _, arg := range args {
		name, typed, both := strings.Cut(arg, "=")
		one, refusal := ask.FindSetting(allSettings(), name)
		if refusal != nil {
			return nil, refused(refusal)
		}
		if !both {
			return nil, usage(ruleMissing, "value", assets.Text("value", model.Safe(one.Name+"=VALUE")))
		}
		value := ""
		if typed != "" {
			if value, refusal = one.Parse(typed); refusal != nil {
				return nil, refused(refusal)
			}
		}
		chosen = append(chosen, setting{one, value})
	}
	return chosen, nil
}

func settingNames() []string {
	var names []string
	for _, s := range allSettings() {
		names = append(names, s.Name)
	}
	return names
}

// preferences opens the marketplace as an account and what its screens keep beside it. Nobody else has it open then,
// so that a program that runs does not write over what is set here.
func (r *run) preferences() (Preferences, error) {
	if err := r.asAccount(); err != nil {
		return nil, err
	}
	return r.app.Preferences(r.dir()), nil
}

// keeps refuses to keep anything for an account whose key changes nothing.
func (r *run) keeps() error {
	if r.app.Caller == nil {
		return nil
	}
	reads := false
	err := r.view(func(s *scene) error {
		k := model.KeyOf(s.Reader, r.app.Caller.Actor.Key)
		reads = k != nil && k.Kind == model.KeyObserver
		return nil
	})
	if err == nil && reads {
		return refused(&model.Refusal{Answer: model.ByRight, Rule: model.RuleKeyObserver, Field: "as"})
	}
	return err
}

// setting is a setting and what an account has kept for it, "" for nothing.
type setting struct {
	ask.Setting
	kept string
}

func settingsNoun() noun[setting] {
	text := func(of func(*scene, setting) string) func(*scene, []byte, setting) []byte {
		return func(s *scene, b []byte, one setting) []byte { return appendString(b, of(s, one)) }
	}
	value := func(_ *scene, s setting) string { return s.Value(s.kept) }
	return noun[setting]{
		columns: []column[setting]{
			{"name", inAll, text(func(_ *scene, s setting) string { return s.Name })},
			{"value", inAll, text(value)},
			{"standard", inAll, text(func(_ *scene, s setting) string { return s.Values[0] })},
			{"meaning", inShow, text(func(s *scene, one setting) string { return s.words.Say("settings." + one.Name + "_hint") })},
		},
		cells: []cell[setting]{
			{"name", false, false, false, func(_ *scene, s setting) styled { return plain(s.Name) }},
			{"value", false, false, false, func(sc *scene, s setting) styled { return plain(value(sc, s)) }},
			{"standard", false, false, true, func(_ *scene, s setting) styled { return muted(s.Values[0]) }},
			{"meaning", false, true, false, func(s *scene, one setting) styled { return muted(s.words.Say("settings." + one.Name + "_hint")) }},
		},
	}
}

package cli

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// keyNoun is the SSH keys by which accounts are known through a hub.
func (r *run) keyNoun() *cobra.Command {
	return r.noun("key", r.keyLs(), r.keyAdd(), r.keyRevoke())
}

func (r *run) keyLs() *cobra.Command {
	revoked := false
	c := listed(r.verb("ls [HANDLE]", 0, 1, func(args []string) error { return r.listKeys(strings.Join(args, ""), revoked) }))
	c.Flags().BoolVar(&revoked, "revoked", false, "")
	c.ValidArgsFunction = r.inTurn(r.handles)
	return c
}

// listKeys lists the keys of an account: one's own if none is named, and everybody's for an operator.
func (r *run) listKeys(handle string, revoked bool) error {
	list, err := newListing(r, keyColumns(), "", func(_ *scene, k *model.AccountKey) string { return k.Label })
	if err != nil {
		return err
	}
	if err := r.asOperator(false); err != nil {
		return err
	}
	var queries []model.Query
	err = r.view(func(s *scene) (err error) { queries, err = s.keyQueries(handle, revoked); return err })
	if err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool {
		k := row.(*model.AccountKey)
		return k.Revoked != 0 && !revoked || list.push(s, k)
	}
	if err := r.scan(queries, false, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

func (s *scene) keyQueries(handle string, revoked bool) ([]model.Query, error) {
	key := s.Who.Account
	if handle != "" {
		a := s.account(handle)
		if a == nil {
			return nil, absent(model.RuleNotFound, "handle", assets.Text("value", model.Safe(handle)))
		}
		key = a.Key
	}
	switch {
	case key == 0 || handle == "" && s.Who.Operator:
		return []model.Query{model.AllKeys()}, nil
	case key != s.Who.Account && !s.Who.Operator:
		return nil, operatorsOnly()
	case revoked:
		return []model.Query{model.KeysOf(key), model.RevokedKeysOf(key)}, nil
	}
	return []model.Query{model.KeysOf(key)}, nil
}

func (r *run) keyAdd() *cobra.Command {
	add := &model.AddKey{}
	kind := ""
	c := changing(r.verb("add HANDLE KEYFILE|KEY|-", 2, 2, func(args []string) (err error) {
		add.Handle, add.Kind = strings.ToLower(args[0]), model.KeyKind(kind)
		if add.Text, err = r.keyText(args[1]); err != nil {
			return err
		}
		return r.addKeys(add)
	}))
	f := c.Flags()
	f.StringVar(&kind, "kind", "", "")
	f.StringVar(&add.Label, "label", "", "")
	f.BoolVar(&add.Again, "again", false, "")
	r.complete(c, "kind", words(model.KeyKinds()))
	c.ValidArgsFunction = r.handleAndFile
	return c
}

// keyText returns the keys of an argument: a key that was typed as it stands in a .pub file, else those of a file or of
// standard input.
func (r *run) keyText(arg string) (string, error) {
	if algorithm, _, parted := strings.Cut(strings.TrimSpace(arg), " "); parted && strings.ContainsRune(algorithm, '-') {
		return arg, nil
	}
	return r.document(arg)
}

// addKeys adds one key or several, and shows each.
func (r *run) addKeys(add *model.AddKey) error {
	p, err := newPrinter(r, keyColumns(), inShow)
	if err != nil {
		return err
	}
	if err := r.asOperator(false); err != nil {
		return err
	}
	c := change{id: add.Handle, hint: "key.added", make: func() (model.Command, []model.Opened) { return add, nil }}
	if r.flags.plan {
		return carry(r, p, c)
	}
	d, err := r.decide(c)
	if err != nil {
		return err
	}
	if d.Refusal != nil {
		return refused(d.Refusal)
	}
	c.ref = d.Events[0].About()[0]
	return r.result(c, d, func(s *scene, extra []byte) error {
		for _, e := range d.Events {
			if k := model.KeyOf(s.Reader, e.About()[0].Key); k != nil {
				p.addResult(s, k, extra)
			}
		}
		return p.close()
	})
}

// handleAndFile completes an account, then a file.
func (r *run) handleAndFile(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return r.handles(c, args, typed)
	}
	return nil, cobra.ShellCompDirectiveDefault
}

func (r *run) keyRevoke() *cobra.Command {
	c := changing(r.verb("revoke FINGERPRINT", 1, 1, func(args []string) error {
		p, err := newPrinter(r, keyColumns(), inShow)
		if err != nil {
			return err
		}
		typed, err := r.text(args[0])
		if err != nil {
			return err
		}
		if err := r.asOperator(false); err != nil {
			return err
		}
		var found *model.AccountKey
		err = r.view(func(s *scene) error {
			k, refusal := s.FindKey(typed)
			if found = k; refusal != nil {
				return refused(refusal)
			}
			return r.lockingOut(s, k)
		})
		if err != nil {
			return r.planned(typed, err)
		}
		cmd := &model.RevokeKey{Fingerprint: found.Fingerprint}
		return carry(r, p, change{id: found.Fingerprint, ref: found.Ref(), make: func() (model.Command, []model.Opened) { return cmd, nil }})
	}))
	c.ValidArgsFunction = r.inTurn(r.fingerprints)
	return c
}

// lockingOut refuses to revoke the last key by which whoever came through a hub can work, unless --yes says that it is
// meant: nobody could take it back from outside.
func (r *run) lockingOut(s *scene, k *model.AccountKey) error {
	if r.app.Caller == nil || r.flags.yes || k.Account != r.actor.Account || k.Kind != model.KeyFull || k.Revoked != 0 {
		return nil
	}
	for _, row := range s.Rows(model.KeysOf(k.Account), model.Place{}, false) {
		if other := row.(*model.AccountKey); other.Key != k.Key && other.Kind == model.KeyFull && other.Revoked == 0 {
			return nil
		}
	}
	return byRule(ruleLastKey, "fingerprint", assets.Text("fingerprint", k.Fingerprint), assets.Text("handle", s.who(k.Account)))
}

// ruleLastKey refuses to revoke the last full key of an account by the way.
const ruleLastKey model.Rule = "key.last" // {fingerprint} {handle}

// fingerprints offers the keys that the account sees and that count.
func (r *run) fingerprints(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var all []string
	r.peek(func() error { return r.asOperator(false) }, func(s *scene) {
		queries, err := s.keyQueries("", false)
		if err != nil {
			return
		}
		for _, row := range s.Rows(queries[0], model.Place{}, false) {
			k := row.(*model.AccountKey)
			if k.Revoked == 0 && strings.HasPrefix(k.Fingerprint, typed) && len(all) < offered {
				all = append(all, k.Fingerprint+"\t"+s.who(k.Account)+", "+s.words.Say("key."+string(k.Kind)))
			}
		}
	})
	return all, cobra.ShellCompDirectiveNoFileComp
}

// keyColumns is a key of an account.
func keyColumns() noun[*model.AccountKey] {
	type key = *model.AccountKey
	return noun[key]{
		columns: []column[key]{
			{"fingerprint", inAll, func(_ *scene, b []byte, k key) []byte { return appendString(b, k.Fingerprint) }},
			{"account", inAll, func(s *scene, b []byte, k key) []byte { return appendString(b, s.who(k.Account)) }},
			{"kind", inAll, func(_ *scene, b []byte, k key) []byte { return appendString(b, string(k.Kind)) }},
			{"label", inAll, func(_ *scene, b []byte, k key) []byte { return appendText(b, k.Label) }},
			{"algorithm", inAll, func(_ *scene, b []byte, k key) []byte { return appendString(b, k.Algorithm) }},
			{"added", inAll, func(_ *scene, b []byte, k key) []byte { return appendMoment(b, k.Added) }},
			{"added_by", inAll, func(s *scene, b []byte, k key) []byte { return appendString(b, s.by(k.By)) }},
			{"revoked", inAll, func(_ *scene, b []byte, k key) []byte { return appendMoment(b, k.Revoked) }},
			{"revoked_by", inAll, func(s *scene, b []byte, k key) []byte {
				if k.Revoked == 0 {
					return append(b, "null"...)
				}
				return appendString(b, s.by(k.RevokedBy))
			}},
			{"key", inShow, func(_ *scene, b []byte, k key) []byte { return appendString(b, k.Text) }},
		},
		cells: []cell[key]{
			{"handle", false, false, false, func(s *scene, k key) styled { return plain(s.who(k.Account)) }},
			{"fingerprint", false, false, false, func(_ *scene, k key) styled { return plain(k.Fingerprint) }},
			{"kind", false, false, false, func(s *scene, k key) styled { return plain(s.words.Say(k.Word())) }},
			{"label", false, true, false, func(_ *scene, k key) styled { return plain(k.Label) }},
			{"added", false, false, true, func(s *scene, k key) styled { return muted(s.words.Moment(k.Added)) }},
		},
	}
}

// by names who did something: an account, or whoever owns the directory.
func (s *scene) by(account model.Key) string { return s.actor(model.Actor{Account: account}) }

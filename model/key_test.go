package model

import "testing"

func printOf(t testing.TB, line string) string {
	t.Helper()
	k, r := ParseKey(line)
	if r != nil {
		t.Fatal(r)
	}
	return k.Fingerprint
}

// through returns who acts by a key.
func (w *world) through(line string) Actor {
	actor, _, _ := ActorOf(w.s, printOf(w.t, line))
	return actor
}

func TestKeysOfAnAccount(t *testing.T) {
	w := newWorld(t)
	w.do("", &AddAccount{Handle: "noa", Role: Creator, Kind: Buyer})
	w.do("", &AddAccount{Handle: "ops", Role: Operator})
	w.do("", &AddKey{Handle: "mia", Text: keyEd1})
	mia := AccountByHandle(w.s, "mia").Key
	actor, k, known := ActorOf(w.s, printOf(t, keyEd1))
	if !known || actor != (Actor{Account: mia, Key: k.Key}) || k.Kind != KeyFull || k.Label != "mia@laptop 1" || k.Added != w.now {
		t.Fatalf("got %+v, %+v, %v", actor, k, known)
	}
	w.do("", &AddKey{Handle: "ops", Text: keyEd5})
	if a := w.through(keyEd5); !a.Operator {
		t.Errorf("the operator's key acts as %+v", a)
	}
	for _, c := range []struct {
		name  string
		as    Actor
		c     Command
		rule  Rule
		field string
		how   Answer
	}{
		{"another's key", w.actor("mia"), &AddKey{Handle: "noa", Text: keyEd2}, RuleNoRight, "handle", ByRight},
		{"nobody's", w.actor(""), &AddKey{Handle: "none", Text: keyEd2}, RuleNotFound, "handle", ByAbsence},
		{"no kind", w.actor(""), &AddKey{Handle: "mia", Text: keyEd2, Kind: "root"}, RuleKeyKind, "kind", ByUsage},
		{"weak", w.actor(""), &AddKey{Handle: "mia", Text: keyWeak}, RuleKeyAlgorithm, "key", ByRule},
		{"a label with an escape", w.actor(""), &AddKey{Handle: "mia", Text: keyEd2, Label: "\x1b[2J"}, RuleText, "label", ByRule},
		{"taken by oneself", w.actor("mia"), &AddKey{Handle: "mia", Text: keyEd1}, RuleKeyTaken, "key", ByRule},
		{"taken by another", w.actor(""), &AddKey{Handle: "noa", Text: keyEd1, Again: true}, RuleKeyTaken, "key", ByRule},
		{"revoke another's", w.actor("noa"), &RevokeKey{Fingerprint: k.Fingerprint}, RuleNotFound, "key", ByAbsence},
		{"revoke none", w.actor(""), &RevokeKey{Fingerprint: "SHA256:x"}, RuleNotFound, "key", ByAbsence},
		{"another's number", Actor{Account: mia, Key: 2}, &MarkSeen{}, RuleKeyRevoked, "as", ByRight},
	} {
		if r := w.by(c.as, c.c); r == nil || r.Rule != c.rule || r.Field != c.field || r.Answer != c.how {
			t.Errorf("%s: got %+v", c.name, r)
		}
	}
	w.do("mia", &AddKey{Handle: "mia", Text: keyEC256})
	w.do("mia", &AddKey{Handle: "mia", Text: keyRSA})
	if r := w.try("mia", &AddKey{Handle: "mia", Text: keyEd2}); r == nil || r.Rule != RuleKeyMany {
		t.Errorf("a fourth of three: %v", r)
	}
}

// What a key may do is decided with each command, at its place in the journal.
func TestKindsOfKeys(t *testing.T) {
	w := newWorld(t)
	task := w.publish(w.fixedPrice())
	w.do("", &AddKey{Handle: "mia", Text: keyEd1})
	w.do("", &AddKey{Handle: "mia", Text: keyEd2, Kind: KeyObserver})
	w.do("", &AddKey{Handle: "mia", Text: keyEd3, Kind: KeyScript})
	full, observer, script := w.through(keyEd1), w.through(keyEd2), w.through(keyEd3)
	apply := func() Command { return &ApplyToTask{ID: w.id(OrderLetter), Task: task} }
	refused := func(what string, as Actor, c Command, want Rule) {
		t.Helper()
		r := w.by(as, c)
		if want == "" && r != nil || want != "" && (r == nil || r.Rule != want || r.Answer != ByRight) {
			t.Errorf("%s: got %+v, want %q", what, r, want)
		}
	}
	refused("an observer applies", observer, apply(), RuleKeyObserver)
	refused("an observer adds a key", observer, &AddKey{Handle: "mia", Text: keyEd4}, RuleKeyObserver)
	refused("an observer revokes another key", observer, &RevokeKey{Fingerprint: printOf(t, keyEd1)}, RuleKeyObserver)
	refused("a script adds a key", script, &AddKey{Handle: "mia", Text: keyEd4}, RuleKeyFull)
	refused("a script revokes another key", script, &RevokeKey{Fingerprint: printOf(t, keyEd1)}, RuleKeyFull)
	refused("a script applies", script, apply(), "")
	if NewView(w.s, observer, w.now).Task(1) == nil {
		t.Error("an observer does not see what the account sees")
	}
	refused("an observer revokes itself", observer, &RevokeKey{Fingerprint: printOf(t, keyEd2)}, "")
	refused("it acts on", observer, apply(), RuleKeyRevoked)
	refused("a full key revokes a script's", full, &RevokeKey{Fingerprint: printOf(t, keyEd3)}, "")
	refused("the script goes on", script, &MarkSeen{}, RuleKeyRevoked)
	if actor, k, known := ActorOf(w.s, printOf(t, keyEd3)); known || k == nil || k.Revoked == 0 || actor.Account != 0 {
		t.Errorf("a revoked key acts as %+v", actor)
	}
	if r := w.by(full, &RevokeKey{Fingerprint: printOf(t, keyEd3)}); r == nil || r.Rule != RuleKeyGone {
		t.Errorf("revoked twice: %v", r)
	}
}

// A revoked key comes back only knowingly, and to another account by the operator alone.
func TestRevokedKeyComesBack(t *testing.T) {
	w := newWorld(t)
	w.do("", &AddKey{Handle: "mia", Text: keyEd1})
	w.do("mia", &RevokeKey{Fingerprint: printOf(t, keyEd1)})
	for _, c := range []struct {
		as string
		c  *AddKey
		ok bool
	}{
		{"mia", &AddKey{Handle: "mia", Text: keyEd1}, false},
		{"lumen", &AddKey{Handle: "lumen", Text: keyEd1}, false},
		{"lumen", &AddKey{Handle: "lumen", Text: keyEd1, Again: true}, false},
		{"", &AddKey{Handle: "lumen", Text: keyEd1}, false},
		{"", &AddKey{Handle: "lumen", Text: keyEd1, Again: true}, true},
	} {
		if r := w.try(c.as, c.c); (r == nil) != c.ok || r != nil && r.Rule != RuleKeyAgain {
			t.Errorf("%s: %+v: %v", c.as, c.c, r)
		}
	}
	if a := w.through(keyEd1); a.Account != AccountByHandle(w.s, "lumen").Key {
		t.Errorf("it acts as %+v", a)
	}
	w.do("", &RevokeKey{Fingerprint: printOf(t, keyEd1)})
	w.do("lumen", &AddKey{Handle: "lumen", Text: keyEd1, Again: true, Kind: KeyScript})
	if k := FindKey(w.s, printOf(t, keyEd1)); k.Kind != KeyScript || k.Revoked != 0 {
		t.Errorf("found %+v", k)
	}
	v := NewView(w.s, w.actor("lumen"), w.now)
	k, r := v.FindKey(printOf(t, keyEd1)[7:15])
	if r != nil || k.Kind != KeyScript || v.Count(KeysOf(k.Account)) != 1 || v.Count(RevokedKeysOf(k.Account)) != 1 {
		t.Errorf("by a prefix: %+v, %v", k, r)
	}
	if _, r := NewView(w.s, w.actor("mia"), w.now).FindKey("SHA256:"); r == nil || r.Answer != ByAbsence {
		t.Errorf("no prefix at all: %v", r)
	}
}

// Somebody without an account does nothing but apply, and sees next to nothing.
func TestStranger(t *testing.T) {
	w := newWorld(t)
	task := w.publish(w.fixedPrice())
	for _, a := range []Actor{{}, {Proven: printOf(t, keyEd1)}} {
		for _, c := range commands() {
			switch c.(type) {
			case *ApplyForAccess, *WithdrawAccess:
				continue
			}
			if r := w.by(a, c); r == nil || r.Rule != RuleStranger || r.Answer != ByRight {
				t.Errorf("%s by %+v: %v", c.Wire(), a, r)
			}
		}
	}
	v := NewView(w.s, Actor{Proven: printOf(t, keyEd1)}, w.now)
	if v.Account(1) != nil || v.Task(1) != nil {
		t.Error("a stranger sees accounts or tasks")
	}
	if _, r := v.FindTask(string(task)); r == nil || r.Answer != ByAbsence {
		t.Errorf("a stranger finds a task: %v", r)
	}
}

// An operator lets somebody in with one command: the account and its keys, or neither.
func TestAccountsWithKeys(t *testing.T) {
	w := newWorld(t)
	w.do("", &AddKey{Handle: "mia", Text: keyEd5})
	for name, c := range map[string]struct {
		keys string
		want Rule
	}{
		"of another account": {keyEd1 + "\n" + keyEd5, RuleKeyTaken},
		"one is no key":      {keyEd1 + "\n# mine\nhello", RuleKeyLine},
		"one is too weak":    {keyEd1 + "\n" + keyWeak, RuleKeyAlgorithm},
		"options":            {keyEd1 + "\nno-pty " + keyEd2, RuleKeyOptions},
		"twice":              {keyEd1 + "\n" + keyEd1, RuleKeyTwice},
		"a private half":     {keyEd1 + "\n-----BEGIN OPENSSH PRIVATE KEY-----\nx", RuleKeyPrivate},
		"four of three":      {keyEd1 + "\n" + keyEd2 + "\n" + keyEd3 + "\n" + keyEC256, RuleKeyMany},
		"none":               {"# nothing\n", RuleKeyLine},
	} {
		if r := w.try("", &AddAccount{Handle: "noa", Role: Agency, Keys: c.keys}); r == nil || r.Rule != c.want {
			t.Errorf("%s: %v, want %s", name, r, c.want)
		}
		if AccountByHandle(w.s, "noa") != nil || FindKey(w.s, printOf(t, keyEd1)) != nil {
			t.Fatalf("%s: a part of it was done", name)
		}
	}
	w.do("", &AddAccount{Handle: "ops", Role: Operator})
	w.do("", &AddKey{Handle: "ops", Text: keyEd4, Kind: KeyScript})
	if r := w.by(w.through(keyEd4), &AddAccount{Handle: "noa", Role: Agency, Keys: keyEd1}); r == nil || r.Rule != RuleKeyFull {
		t.Errorf("by a script's key: %v", r)
	}
	w.do("", &AddAccount{Handle: "noa", Role: Agency, Keys: "# two\n" + keyEd1 + "\r\n\n" + keyEd2 + "\n"})
	noa := AccountByHandle(w.s, "noa")
	for _, line := range []string{keyEd1, keyEd2} {
		if a := w.through(line); a.Account != noa.Key {
			t.Errorf("%s acts as %+v", line, a)
		}
	}
	if k := FindKey(w.s, printOf(t, keyEd2)); k.Label != "mia@laptop 2" || k.Kind != KeyFull {
		t.Errorf("the second is %+v", k)
	}
}

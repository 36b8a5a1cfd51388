package model

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// People of the table: each key is an account of the role.
const (
	aSeller Key = iota + 1
	aCreator
	anAgency
	aRival
	aNils
	aSam
	anOps
)

// onlooker is somebody who looks, by name.
type onlooker struct {
	name string
	Viewer
}

func onlookers() []onlooker {
	return []onlooker{
		{"seller", Viewer{Account: aSeller, Role: Seller}}, {"creator", Viewer{Account: aCreator, Role: Creator}},
		{"agency", Viewer{Account: anAgency, Role: Agency}}, {"rival", Viewer{Account: aRival, Role: Seller}},
		{"nils", Viewer{Account: aNils, Role: Creator}}, {"support", Viewer{Account: aSam, Role: Support}},
		{"operator", Viewer{Account: anOps, Role: Operator, Operator: true}}, {"owner", Viewer{Operator: true}},
		{"applicant", Viewer{Proven: "SHA256:applicant"}}, {"stranger", Viewer{Proven: "SHA256:stranger"}}, {"nobody", Viewer{}},
	}
}

// stage is a row at one point of its life, and who may read a text of a class then.
type stage struct {
	name   string
	row    Row
	change func(Row)
	may    map[string]string // by class, names of onlookers
}

const (
	accounts = "seller creator agency rival nils support operator owner nobody"
	sides    = "seller creator"
)

// stages returns every kind of row at every point of its life that matters. The applicant's row of access carries its
// fingerprint, so the text of that field is its own.
func stages() []stage {
	order := func(name string, change func(*Order), may map[string]string) stage {
		if may["parties"] == "" {
			may["parties"] = "seller creator agency support"
		}
		if may["sender"] == "" {
			may["sender"] = "seller creator agency"
		}
		return stage{"order " + name, &Order{}, func(r Row) {
			o := r.(*Order)
			o.Seller, o.Creator, o.Agency, o.State = aSeller, aCreator, anAgency, Applied
			o.ApprovedAt, o.ConfirmedAt, o.Owed, o.Hidden, o.Terms.Samples = 0, 0, Money{}, false, 1
			o.ShipTo, o.PayTo = Commitment{}, Commitment{} // of rows that travelled
			change(o)
		}, may}
	}
	type who = map[string]string
	return []stage{
		{"policy", &Policy{}, func(Row) {}, who{"public": accounts + " applicant stranger"}},
		{"account", &Account{}, func(r Row) { r.(*Account).Key = aCreator }, who{"public": accounts, "own": "creator"}},
		{"draft", &Task{}, func(r Row) { t := r.(*Task); t.Seller, t.State = aSeller, Draft }, who{"task": "seller"}},
		{"dropped", &Task{}, func(r Row) { t := r.(*Task); t.Seller, t.State = aSeller, Dropped }, who{}},
		{"task", &Task{}, func(r Row) { t := r.(*Task); t.Seller, t.State = aSeller, Published }, who{"task": accounts}},
		{"activity", &Activity{}, func(r Row) { r.(*Activity).Phase = PhaseRegistration }, who{"public": accounts}},
		{"entry", &ActivityEntry{}, func(r Row) { n := r.(*ActivityEntry); n.Seller, n.State = aSeller, EntryReview }, who{"entry": "seller support operator owner"}},
		{"accepted entry", &ActivityEntry{}, func(r Row) { n := r.(*ActivityEntry); n.Seller, n.State, n.Reason = aSeller, EntryAccepted, "" }, who{}},
		{"closed task", &Task{}, func(r Row) { t := r.(*Task); t.Seller, t.State = aSeller, Closed }, who{"task": accounts}},
		order("applied", func(*Order) {}, who{"recipient": "agency", "payout": "agency"}),
		order("rejected", func(o *Order) { o.State = Rejected }, who{"recipient": "agency", "payout": "agency"}),
		order("approved", func(o *Order) { o.ApprovedAt = 1 }, who{"recipient": "agency seller", "payout": "agency"}),
		order("delivered long ago", func(o *Order) { o.ApprovedAt, o.Hidden = 1, true }, who{"recipient": "agency", "payout": "agency"}),
		order("confirmed", func(o *Order) {
			o.ApprovedAt, o.Hidden, o.ConfirmedAt, o.Owed = 1, true, 2, Money{Minor: 1, Currency: "USD"}
		}, who{"recipient": "agency", "payout": "agency seller"}),
		order("without an agency", func(o *Order) { o.Agency = 0 }, who{"parties": sides + " support", "sender": sides, "recipient": "creator", "payout": "creator"}),
		{"promo code", &Promo{}, func(r Row) { p := r.(*Promo); p.Seller, p.Task = aSeller, 0 }, who{"promo": "seller support"}},
		{"promoted code", &Promo{}, func(r Row) { p := r.(*Promo); p.Seller, p.Task = aSeller, 1 }, who{"promo": accounts}},
		{"code", &Code{}, func(r Row) {
			c := r.(*Code)
			c.Seller, c.Owner, c.Holder = aSeller, anAgency, 0
		}, who{"code": "seller agency support"}},
		{"handed code", &Code{}, func(r Row) {
			c := r.(*Code)
			c.Seller, c.Owner, c.Holder = aSeller, anAgency, aCreator
		}, who{"code": "seller agency creator support"}},
		{"payment", &Payment{}, func(r Row) { p := r.(*Payment); p.Seller, p.Creator, p.Suspense = aSeller, anAgency, "" }, who{"payment": "seller agency"}},
		{"suspended", &Payment{}, func(r Row) { p := r.(*Payment); p.Seller, p.Creator, p.Suspense = aSeller, anAgency, OtherAmount }, who{"payment": "seller agency support"}},
		{"posting", &Posting{}, func(r Row) { p := r.(*Posting); p.Seller, p.Creator = aSeller, anAgency }, who{}},
		{"balance", &Balance{}, func(r Row) { r.(*Balance).Account = aSeller }, who{}},
		{"standing", &Standing{}, func(Row) {}, who{}},
		{"batch", &Batch{}, func(r Row) { r.(*Batch).Account = aSeller }, who{"own": "seller"}},
		{"contract", &Contract{}, func(r Row) { c := r.(*Contract); c.Agency, c.Creator = anAgency, aCreator }, who{}},
		{"mark", &Mark{}, func(r Row) { r.(*Mark).Key = aSeller }, who{}},
		{"market", &Market{}, func(Row) {}, who{}},
		{"key", &AccountKey{}, func(r Row) { r.(*AccountKey).Account = aCreator }, who{"key": "creator operator owner"}},
		{"revoked key", &AccountKey{}, func(r Row) { k := r.(*AccountKey); k.Account, k.Revoked = aCreator, 1 }, who{"key": "creator operator owner"}},
		{"access", &Access{}, func(r Row) { a := r.(*Access); a.Fingerprint, a.Account = "SHA256:applicant", 0 }, who{"applicant": "applicant support", "admission": "applicant support operator owner"}},
		{"access granted", &Access{}, func(r Row) { a := r.(*Access); a.Fingerprint, a.Account = "SHA256:applicant", aNils }, who{"applicant": "nils support", "admission": "nils support operator owner"}},
		{"request", &Request{}, func(r Row) { q := r.(*Request); q.Account, q.State = aCreator, AccessWaiting }, who{"applicant": "creator support", "admission": "creator support operator owner"}},
		{"request refused", &Request{}, func(r Row) { q := r.(*Request); q.Account, q.State = aCreator, AccessDenied }, who{"applicant": "creator support", "admission": "creator support operator owner"}},
		{"request taken back", &Request{}, func(r Row) { q := r.(*Request); q.Account, q.State = aCreator, AccessWithdrawn }, who{"applicant": "creator", "admission": "creator support operator owner"}},
		{"sale", &Sale{}, func(r Row) { s := r.(*Sale); s.Seller, s.Creator, s.Agency = aSeller, aCreator, anAgency }, who{"sale": "seller creator agency"}},
		{"sale alone", &Sale{}, func(r Row) { s := r.(*Sale); s.Seller, s.Creator, s.Agency = aSeller, aCreator, 0 }, who{"sale": "seller creator"}},
		{"statement", &Statement{}, func(r Row) { r.(*Statement).Seller = aSeller }, who{"own": "seller"}},
		{"earning", &Earning{}, func(r Row) { e := r.(*Earning); e.Seller, e.Creator, e.Agency = aSeller, aCreator, anAgency }, who{}},
		{"withdrawal", &Withdrawal{}, func(r Row) { r.(*Withdrawal).Account = aCreator }, who{"own": "creator"}},
		{"featured", &Featured{}, func(r Row) { r.(*Featured).Seller = aSeller }, who{"public": accounts}},
		{"block", &Block{}, func(r Row) { b := r.(*Block); b.By, b.Of = aSeller, aCreator }, who{}},
	}
}

// planted fills every text of a value with something of its own.
func planted(path string, v any) {
	for _, l := range leaves(path, reflect.ValueOf(v).Elem(), true) {
		if l.at.Kind() == reflect.String {
			l.at.SetString("canary " + l.path)
		} else {
			l.at.Set(reflect.ValueOf(Commitment(sha256.Sum256([]byte(l.path)))))
		}
	}
}

// staffed is a state in which support works, so that the operator need not decide about access.
func staffed() *Overlay {
	s := NewMemory()
	s.Put(&Account{Key: aSam, Handle: "sam", Role: Support})
	return s
}

// Rule 13 for each text of each row: who is not meant gets a row without it, and who is meant gets it.
func TestRowsShowEachTextToWhomItIsMeant(t *testing.T) {
	table, s, met := fieldTable(t), staffed(), map[reflect.Type]bool{}
	for _, st := range stages() {
		name := reflect.TypeOf(st.row).Elem().Name()
		met[reflect.TypeOf(st.row)] = true
		planted(name, st.row)
		st.change(st.row)
		for _, who := range onlookers() {
			shown := Project(s, who.Viewer, st.row)
			if again := shown; again != nil && !reflect.DeepEqual(Project(s, who.Viewer, again), shown) {
				t.Errorf("%s for %s: projected twice it is another row", st.name, who.name)
			}
			seen := map[string]bool{}
			if shown != nil {
				for _, l := range leaves(name, reflect.ValueOf(shown).Elem(), false) {
					seen[l.path] = seen[l.path] || !l.at.IsZero()
				}
			}
			for _, l := range leaves(name, reflect.ValueOf(st.row).Elem(), false) {
				if l.at.IsZero() {
					continue
				}
				may := slices.Contains(strings.Fields(st.may[table[l.path]]), who.name)
				if seen[l.path] != may {
					t.Errorf("%s: %s (%s) is shown to the %s: %v", st.name, l.path, table[l.path], who.name, seen[l.path])
				}
			}
		}
	}
	for _, row := range rowKinds() {
		if !met[reflect.TypeOf(row)] {
			t.Errorf("no stage shows who sees a %T", row)
		}
	}
}

// Each event at each stage of what it is about: nobody hears a text of it that is not meant for them, and whose row one
// does not see is not heard of.
func TestEventsTellEachTextToWhomItIsMeant(t *testing.T) {
	table := fieldTable(t)
	for _, e := range events() {
		name := reflect.TypeOf(e).Elem().Name()
		planted(name, e)
		for _, st := range stages() {
			s, about := staffed(), e.About()
			if c, ok := e.(*ClockReported); ok {
				c.Of = st.row.Ref()
				about = e.About()
			}
			if len(about) == 0 || about[0].Kind != st.row.Ref().Kind {
				continue
			}
			st.change(st.row)
			place(s, e, st.row)
			for _, who := range onlookers() {
				hears := Hears(s, who.Viewer, e)
				if hears && !CanSee(s, who.Viewer, st.row) && !who.Operator {
					t.Errorf("%s about a %s is heard by the %s, who sees no such row", name, st.name, who.name)
				}
				_, args := e.Says()
				for _, l := range leaves(name, reflect.ValueOf(e).Elem(), false) {
					may := slices.Contains(strings.Fields(st.may[table[l.path]]), who.name)
					if l.at.Kind() == reflect.String && hears && !may && strings.Contains(fmt.Sprint(args), l.at.String()) {
						t.Errorf("%s about a %s tells the %s %s (%s)", name, st.name, who.name, l.path, table[l.path])
					}
				}
			}
		}
	}
}

// place puts a row where an event looks for it, with the public rows that it may lend its history to.
func place(s *Overlay, e Event, row Row) {
	at := reflect.ValueOf(row).Elem()
	key := at.FieldByName("Key")
	was := key.Uint()
	setKeys(reflect.ValueOf(e).Elem(), was)
	for _, ref := range e.About()[1:] {
		switch ref.Kind {
		case KindTask:
			s.Put(&Task{Key: ref.Key, Seller: aSeller, State: Published, ID: "T-0000-0000"})
		case KindMarket:
			s.Put(&Market{Key: 1})
		}
	}
	if was == 0 {
		return
	}
	s.Put(row)
}

// setKeys points every key of an event to one number.
func setKeys(e reflect.Value, to uint64) {
	for i := range e.NumField() {
		switch f := e.Field(i); {
		case f.Type() == reflect.TypeFor[Key]():
			f.SetUint(to)
		case f.Kind() == reflect.Struct && f.CanSet():
			setKeys(f, to)
		}
	}
}

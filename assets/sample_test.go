package assets

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"aeconnect/model"
)

// hub opens a marketplace in memory that commands can be tried on.
func hub(t *testing.T) *model.Overlay {
	t.Helper()
	s := model.NewMemory()
	try(t, s, model.Actor{System: true}, &model.OpenMarket{Zone: "UTC", Values: Policy().Values()})
	return s
}

func try(t *testing.T, s model.State, actor model.Actor, c model.Command) {
	t.Helper()
	const now = model.Moment(1_790_000_000_000)
	d := model.Decide(s, actor, now, c)
	if d.Refusal != nil {
		t.Fatalf("%s is refused: %v", c.Wire(), d.Refusal)
	}
	for _, e := range d.Events {
		model.Apply(s, model.Meta{At: now, Actor: actor}, e)
	}
}

// Everybody of the sample can be admitted by the rules, and creators called verified meet the numbers.
func TestSamplePeopleAreAdmitted(t *testing.T) {
	w, s, table := Sample(), hub(t), Policy()
	if len(w.Sellers) < 40 || len(w.Creators) < 160 || len(w.Agencies) != 3 {
		t.Errorf("%d sellers, %d creators, %d agencies", len(w.Sellers), len(w.Creators), len(w.Agencies))
	}
	operator := model.Actor{Operator: true}
	for _, x := range w.Sellers {
		try(t, s, operator, x.Account())
		if w.Niche(x.Niche) == nil {
			t.Errorf("%s sells %q, which is no niche", x.Handle, x.Niche)
		}
		if low, _ := table.Number(model.RateMin); x.RateBP != 0 && x.RateBP < low.Value {
			t.Errorf("%s pays %d, less than the least", x.Handle, x.RateBP)
		}
	}
	for _, c := range w.Creators {
		try(t, s, operator, c.Account())
		checkCreator(t, w, table, c)
	}
	for _, a := range w.Agencies {
		try(t, s, operator, &model.AddAccount{Handle: a.Handle, Name: a.Name, Role: model.Agency, Languages: a.Languages, Country: a.Country})
		for _, h := range a.Roster {
			if !slices.ContainsFunc(w.Creators, func(c Creator) bool { return c.Handle == h }) {
				t.Errorf("%s represents %s, who is not there", a.Handle, h)
			}
		}
	}
	for _, x := range w.Staff {
		try(t, s, operator, &model.AddAccount{Handle: x.Handle, Name: x.Name, Role: x.Role})
	}
	for _, h := range []string{"lumen", "mia", "northlight", "sam", "ada", "ops"} {
		if model.AccountByHandle(s, h) == nil {
			t.Errorf("%s is missing", h)
		}
	}
}

func checkCreator(t *testing.T, w *World, table *PolicyTable, c Creator) {
	t.Helper()
	if w.Niche(c.Niche) == nil || c.Address == "" || !strings.Contains(c.PayPal, "@example.") || len(c.Channels) == 0 {
		t.Errorf("%s is not whole", c.Handle)
	}
	if c.Kind != model.Internal && c.Kind != model.External {
		return
	}
	posts, _ := table.Number(model.Number("verify." + string(c.Kind) + ".posts"))
	followers, _ := table.Number(model.Number("verify." + string(c.Kind) + ".followers"))
	main := c.Channels[0]
	if main.Posts <= posts.Value || main.Followers <= followers.Value {
		t.Errorf("%s would not be verified: %d posts, %d followers", c.Handle, main.Posts, main.Followers)
	}
	if (main.Channel == "aliexpress_feed") != (c.Kind == model.Internal) {
		t.Errorf("%s is %s and posts on %s", c.Handle, c.Kind, main.Channel)
	}
}

// A task made of any item, title, variant and requirement of the sample passes the form.
func TestSampleGoodsMakeTasks(t *testing.T) {
	w, s := Sample(), hub(t)
	operator := model.Actor{Operator: true}
	try(t, s, operator, w.Sellers[0].Account())
	lumen := model.AccountByHandle(s, "lumen")
	actor := model.Actor{Account: lumen.Key}
	items := map[string]bool{}
	goods := 0
	for _, n := range w.Niches {
		for _, g := range n.Goods {
			if goods++; items[g.Item] {
				t.Errorf("item %s stands twice", g.Item)
			}
			items[g.Item] = true
			if g.Fee[0] <= 0 || g.Fee[1] <= g.Fee[0] || len([]rune(g.Description)) < 20 {
				t.Errorf("%s: fee %v or description %q", g.Name, g.Fee, g.Description)
			}
			for _, f := range tasksOf(w, n, g) {
				if wrong, _ := model.CheckTask(s, actor, 1_790_000_000_000, f, false); len(wrong) > 0 {
					t.Errorf("%s: %v", f.Title, wrong[0])
				}
			}
		}
	}
	if goods < 150 {
		t.Errorf("only %d goods", goods)
	}
}

func tasksOf(w *World, n Niche, g Good) []model.TaskFields {
	brief := In(append([]Spoken{{"en", n.Clauses}}, w.Phrases.Clauses...), g.Language)
	var all []model.TaskFields
	for _, title := range w.Phrases.Titles {
		if title.Language != g.Language {
			continue
		}
		variants := []string{""}
		if g.Language == "en" {
			variants = append(variants, n.Variants...)
		}
		for _, v := range variants {
			all = append(all, model.TaskFields{
				Type: model.FixedPrice, Title: title.Of(g, v), Description: g.Description, Links: []string{g.Link()}, Content: n.Contents,
				Languages: []string{g.Language}, Brief: brief, Related: []string{w.Sellers[0].Site + "/press"},
			})
		}
	}
	return all
}

func TestSampleFirstItemIsTheOneOfTheJourney(t *testing.T) {
	w := Sample()
	g := w.Niches[0].Goods[0]
	if got := w.Phrases.Titles[0].Of(g, ""); got != "Wireless earbuds launch" || g.Link() != "https://www.aliexpress.com/item/1005006123456789.html" {
		t.Errorf("got %q, %s", got, g.Link())
	}
	lower := Title{Text: "Five reasons for {good}", Lower: true}
	if got := lower.Of(g, "in sand"); got != "Five reasons for wireless earbuds in sand" {
		t.Errorf("got %q", got)
	}
	if got := lower.Of(Good{Name: "GPS tag for collars"}, ""); got != "Five reasons for GPS tag for collars" {
		t.Errorf("got %q", got)
	}
}

func TestSamplePhrasesFit(t *testing.T) {
	w, table := Sample(), Policy()
	note, _ := table.Number(model.NoteChars)
	var all []string
	for _, s := range w.Phrases.Apply {
		all = append(all, s.Texts...)
	}
	for _, r := range w.Phrases.Rejections {
		if !slices.Contains(model.RejectReasons(), r.Reason) {
			t.Errorf("%q is no reason", r.Reason)
		}
		all = append(all, r.Texts...)
	}
	for _, x := range append(w.Phrases.Questions, w.Phrases.Materials...) {
		all = append(all, x.Ask, x.Answer)
	}
	p := w.Phrases
	for _, t := range []Texts{p.Changes, p.Extensions, p.Offers, p.Stops, p.Expired, p.Notes} {
		all = append(all, t.All()...)
	}
	for _, s := range all {
		s = Fill(s, "mia", rand.New(rand.NewPCG(1, 2)).IntN)
		if model.TextTrouble(s, false) != model.NoTrouble || strings.ContainsAny(s, "{}") || int64(len([]rune(s))) > note.Value || s == "" {
			t.Errorf("%q is no note", s)
		}
	}
}

// Links of each channel pass as content on the right side of AliExpress; tracking numbers are of their carriers' form.
func TestSamplePatterns(t *testing.T) {
	w, random := Sample(), rand.New(rand.NewPCG(7, 7))
	for _, p := range model.Platforms() {
		if len(w.LinksOf(p)) == 0 {
			t.Errorf("no link to %s", p)
		}
		for _, pattern := range w.LinksOf(p) {
			link := Fill(pattern, "mia_makes", random.IntN)
			if strings.ContainsAny(link, "{}") || !strings.HasPrefix(link, "https://") {
				t.Errorf("%s: %s", p, link)
			}
			if strings.Contains(link, ".aliexpress.com/") != (p == "aliexpress_feed") {
				t.Errorf("%s: %s is on the wrong side", p, link)
			}
		}
	}
	form := regexp.MustCompile(`^[A-Z0-9]{10,22}$`)
	for _, c := range w.Carriers {
		for _, pattern := range c.Numbers {
			if n := Fill(pattern, "", random.IntN); !form.MatchString(n) {
				t.Errorf("%s: %s", c.Name, n)
			}
		}
		if c.Days[0] < 1 || c.Days[1] <= c.Days[0] {
			t.Errorf("%s takes %v days", c.Name, c.Days)
		}
	}
}

// Published examples of both standards.
func TestCheckDigits(t *testing.T) {
	if got := s10Check("47312482"); got != "9" {
		t.Errorf("S10: 47312482 has the check digit %s", got)
	}
	if got := gs1Check("34043416109404255"); got != "7" {
		t.Errorf("GS1: got %s", got)
	}
}

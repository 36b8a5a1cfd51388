package sample

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"aeconnect/assets"
	"aeconnect/model"
)

// shelf makes tasks out of goods.
type shelf struct {
	world   *assets.World
	used    map[uint64]bool // titles, by hash
	longest int             // characters of a title
}

func newShelf(w *assets.World) shelf {
	longest, _ := assets.Policy().Number(model.TitleChars)
	return shelf{world: w, used: map[uint64]bool{}, longest: int(longest.Value)}
}

// good finds an item by its name.
func (s shelf) good(name string) (*assets.Niche, *assets.Good) {
	for i := range s.world.Niches {
		n := &s.world.Niches[i]
		for j := range n.Goods {
			if n.Goods[j].Name == name {
				return n, &n.Goods[j]
			}
		}
	}
	panic("no such item in the sample's goods: " + name)
}

// plain returns a task for an item as somebody who is in no hurry would write it: no reward, no dates, no samples yet.
// The title is one of the sample's, such as "{good} launch".
func (s shelf) plain(typ model.TaskType, item, title, variant string) model.TaskFields {
	n, g := s.good(item)
	f := model.TaskFields{
		Type: typ, Description: g.Description, Links: []string{g.Link()}, Content: n.Contents[:2], Languages: []string{g.Language},
		Brief: s.clauses(n, g)[:3],
	}
	for _, t := range s.world.Phrases.Titles {
		if t.Text == title {
			f.Title = t.Of(*g, variant)
		}
	}
	s.take(f.Title)
	return f
}

func (s shelf) clauses(n *assets.Niche, g *assets.Good) []string {
	if g.Language == "en" {
		return n.Clauses
	}
	return assets.In(s.world.Phrases.Clauses, g.Language)
}

// titles returns the titles of a language that fit one of the content types.
func (s shelf) titles(language string, content []model.ContentType) []assets.Title {
	var fit []assets.Title
	for _, t := range s.world.Phrases.Titles {
		if t.Language == language && (t.Content == "" || slices.Contains(content, t.Content)) {
			fit = append(fit, t)
		}
	}
	return fit
}

// take tells whether the title was free, and takes it.
func (s shelf) take(title string) bool {
	h := fnv.New64a()
	h.Write([]byte(title))
	key := h.Sum64()
	if s.used[key] {
		return false
	}
	s.used[key] = true
	return true
}

// any makes a task of a seller at random, to be published at the moment.
func (s shelf) any(r *rand.Rand, p *person, now model.Moment) model.TaskFields {
	niche := s.world.Niche(p.seller.Niche)
	g := s.anyGood(r, niche, p.seller)
	f := model.TaskFields{Type: s.anyType(r, p), Description: g.Description, Links: []string{g.Link()}, Languages: []string{g.Language}}
	f.Content = some(r, niche.Contents, between(r, 1, len(niche.Contents)))
	if len(f.Content) == 1 && f.Content[0] == model.LiveStream && likely(r, 70) {
		f.Content = niche.Contents[:1]
	}
	f.BrandStream = slices.Contains(f.Content, model.LiveStream) && likely(r, 40)
	if g.Language == "en" && likely(r, 25) {
		f.Languages = append(f.Languages, pick(r, alsoIn()))
	}
	f.Brief = some(r, s.clauses(niche, g), between(r, 2, 4))
	if likely(r, 30) {
		f.Related = []string{p.seller.Site + "/" + strings.ReplaceAll(pick(r, niche.Links), " ", "-")}
	}
	s.reward(r, &f, g, p)
	s.title(r, &f, g)
	s.dates(r, &f, now)
	return f
}

// anyGood draws an item; sellers mostly sell to people who speak their language.
func (s shelf) anyGood(r *rand.Rand, n *assets.Niche, seller *assets.Seller) *assets.Good {
	home := map[string]string{"RU": "ru", "ES": "es"}[seller.Country]
	g := &n.Goods[r.IntN(len(n.Goods))]
	for tries := 0; home != "" && g.Language != home && tries < 4; tries++ {
		g = &n.Goods[r.IntN(len(n.Goods))]
	}
	return g
}

func (s shelf) anyType(r *rand.Rand, p *person) model.TaskType {
	switch n := r.IntN(100); {
	case !p.mayPost(model.AliExpressCPS):
		return model.FixedPrice
	case n < 45:
		return model.AliExpressCPS
	case n < 68:
		return model.SocialCPS
	}
	return model.FixedPrice
}

// reward says what the creator gets: a commission, a fee, or the product.
func (s shelf) reward(r *rand.Rand, f *model.TaskFields, g *assets.Good, p *person) {
	f.Wanted = between(r, 2, 12)
	switch {
	case f.Type == model.AliExpressCPS:
		f.Channels, f.Wanted = model.Platforms()[:1], 5*r.IntN(11)
	case f.Type == model.SocialCPS:
		f.Channels, f.Wanted = some(r, model.Platforms()[1:6], between(r, 1, 3)), 5*r.IntN(7)
	case likely(r, 30):
		f.Product, f.Samples, f.Keep = true, 1, true
	default:
		low, high := g.Fee[0], g.Fee[1]
		f.Fee = &model.Money{Minor: (low + int64(r.IntN(int(high-low)/5+1))*5) * 100, Currency: "USD"}
		if european(p.seller.Country) {
			f.Fee.Currency = "EUR"
		}
	}
	if likely(r, 35) || f.Type == model.FixedPrice && likely(r, 40) {
		f.Samples, f.Keep = pick(r, []int{1, 1, 1, 1, 2, 2, 3, 4}), likely(r, 80)
	}
}

// title finds a title that no other task has; the plainer it is the better.
func (s shelf) title(r *rand.Rand, f *model.TaskFields, g *assets.Good) {
	fit := s.titles(g.Language, f.Content)
	for try := 0; ; try++ {
		edition := ""
		if likely(r, 20+10*try) {
			edition = pick(r, editions(g.Language))
		}
		f.Title, f.Countries = strings.ReplaceAll(pick(r, fit).Of(*g, edition), " （", "（"), nil
		s.extend(r, f, g.Language, try)
		if utf8.RuneCountInString(f.Title) <= s.longest && (s.take(f.Title) || try > 40) {
			return
		}
	}
}

// extend says more in the title, the more often a plainer one was taken already.
func (s shelf) extend(r *rand.Rand, f *model.TaskFields, language string, try int) {
	if try > 2 && try != 4 {
		f.Title += pick(r, occasions(language))
	}
	if try > 3 {
		there := pick(r, places(language))
		f.Title, f.Countries = f.Title+there.name, []string{there.code}
	}
	if try > 6 {
		f.Title += fmt.Sprintf(series(language), between(r, 2, 3*try))
	}
}

// dates draws the deadlines: one to 45 days to apply, then time to work, more of it where a parcel has to travel.
func (s shelf) dates(r *rand.Rand, f *model.TaskFields, now model.Moment) {
	day := model.At(now.Time().Truncate(24 * time.Hour))
	f.ApplyBy = day.Add(time.Duration(between(r, 1, 45))*24*time.Hour + time.Duration(pick(r, []int{10, 12, 15, 16, 18, 18, 18, 20, 22}))*time.Hour)
	work := between(r, 14, 40)
	if f.Samples > 0 && likely(r, 88) {
		work = between(r, 45, 60)
	}
	f.SubmitBy = f.ApplyBy.Add(time.Duration(work) * 24 * time.Hour)
}

package assets

import "aeconnect/model"

// World is the raw material of a sample marketplace: who there is, what is sold, and what people write.
type World struct {
	Sellers  []Seller
	Creators []Creator
	Agencies []Agency
	Staff    []Staff
	Niches   []Niche
	Channels []Channel
	Carriers []Carrier
	Phrases  Phrases
}

// Seller is an invented brand.
type Seller struct {
	Handle  string      `toml:"handle"`
	Name    string      `toml:"name"`
	Level   model.Level `toml:"level"`
	Country string      `toml:"country"`
	Niche   string      `toml:"niche"`   // the ID of a [Niche]
	RateBP  int64       `toml:"rate_bp"` // commission in basis points; 0: not in the affiliate programme
	Sender  string      `toml:"sender"`  // whom parcels come from: name, address, phone
	Site    string      `toml:"site"`    // where related links begin
}

// Creator is an invented creator.
type Creator struct {
	Handle    string            `toml:"handle"`
	Name      string            `toml:"name"`
	Kind      model.CreatorKind `toml:"kind"`
	Country   string            `toml:"country"`
	Languages []string          `toml:"languages"` // the one that the creator writes in first
	Niche     string            `toml:"niche"`
	Channels  []Follower        `toml:"channels"`
	Address   string            `toml:"address"` // for samples, on one line
	PayPal    string            `toml:"paypal"`
}

// Follower is one channel of a creator with its size.
type Follower struct {
	Channel   model.Platform `toml:"channel"`
	Followers int64          `toml:"followers"`
	Posts     int64          `toml:"posts"`
}

// Account returns the command that admits the creator.
func (c Creator) Account() *model.AddAccount {
	add := &model.AddAccount{
		Handle: c.Handle, Name: c.Name, Role: model.Creator, Kind: c.Kind, Languages: c.Languages, Country: c.Country, Niche: c.Niche,
	}
	for _, f := range c.Channels {
		add.Channels = append(add.Channels, model.Channel{Platform: f.Channel, Followers: f.Followers, Posts: f.Posts})
	}
	return add
}

// Account returns the command that admits the seller.
func (s Seller) Account() *model.AddAccount {
	return &model.AddAccount{Handle: s.Handle, Name: s.Name, Role: model.Seller, Level: s.Level, Country: s.Country, Niche: s.Niche}
}

// Agency is an invented agency with the handles of the creators on its roster.
type Agency struct {
	Handle    string   `toml:"handle"`
	Name      string   `toml:"name"`
	Country   string   `toml:"country"`
	Languages []string `toml:"languages"`
	Roster    []string `toml:"roster"`
	Address   string   `toml:"address"`
	PayPal    string   `toml:"paypal"`
}

// Staff is a member of support or the operator.
type Staff struct {
	Handle string     `toml:"handle"`
	Name   string     `toml:"name"`
	Role   model.Role `toml:"role"`
}

// Niche is a field of goods with what sellers usually ask for in it.
type Niche struct {
	ID       string              `toml:"id"`
	Name     string              `toml:"name"`
	Contents []model.ContentType `toml:"contents"` // usual ones, most usual first
	Clauses  []string            `toml:"clauses"`  // requirements, in English
	Variants []string            `toml:"variants"` // what tells two tasks for the same item apart, in English
	Links    []string            `toml:"links"`    // what stands behind related links
	Goods    []Good              `toml:"good"`
}

// Good is one item.
type Good struct {
	Name        string   `toml:"name"`
	Item        string   `toml:"item"`     // AliExpress item number, invented
	Language    string   `toml:"language"` // of name and description
	Fee         [2]int64 `toml:"fee"`      // least and most that a fixed price task pays, in whole US dollars
	Description string   `toml:"description"`
}

// Link returns the item's address.
func (g Good) Link() string { return "https://www.aliexpress.com/item/" + g.Item + ".html" }

// Channel is where content is published, with patterns of links for [Fill].
type Channel struct {
	Platform model.Platform `toml:"platform"`
	Links    []string       `toml:"links"`
}

// Carrier is a carrier with patterns of tracking numbers for [Fill] and how long its parcels take.
type Carrier struct {
	Name    string   `toml:"name"`
	Numbers []string `toml:"numbers"`
	Days    [2]int   `toml:"days"` // at least, at most
}

// Sample reads the raw material of the sample marketplace.
func Sample() *World {
	var w World
	var people struct {
		Seller  []Seller  `toml:"seller"`
		Creator []Creator `toml:"creator"`
		Agency  []Agency  `toml:"agency"`
		Staff   []Staff   `toml:"staff"`
	}
	read("sample/people.toml", &people)
	w.Sellers, w.Creators, w.Agencies, w.Staff = people.Seller, people.Creator, people.Agency, people.Staff
	var goods struct {
		Niche []Niche `toml:"niche"`
	}
	read("sample/goods.toml", &goods)
	w.Niches = goods.Niche
	var channels struct {
		Channel []Channel `toml:"channel"`
	}
	read("sample/channels.toml", &channels)
	w.Channels = channels.Channel
	var carriers struct {
		Carrier []Carrier `toml:"carrier"`
	}
	read("sample/carriers.toml", &carriers)
	w.Carriers = carriers.Carrier
	read("sample/phrases.toml", &w.Phrases)
	return &w
}

// Niche returns the niche of an ID, nil where there is none.
func (w *World) Niche(id string) *Niche {
	for i := range w.Niches {
		if w.Niches[i].ID == id {
			return &w.Niches[i]
		}
	}
	return nil
}

// LinksOf returns the patterns of links to a channel.
func (w *World) LinksOf(p model.Platform) []string {
	for _, c := range w.Channels {
		if c.Platform == p {
			return c.Links
		}
	}
	return nil
}

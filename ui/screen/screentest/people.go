package screentest

import "aeconnect/model"

// People returns who is in every world: sellers lumen, casa.brava (not in the affiliate programme) and dachnik (a
// standard seller), creators of every kind, an agency, and staff.
func People() []*model.AddAccount {
	ch := func(p model.Platform, followers, posts int64) []model.Channel {
		return []model.Channel{{Platform: p, Followers: followers, Posts: posts}}
	}
	return []*model.AddAccount{
		{Handle: "lumen", Name: "Lumen Audio", Role: model.Seller, Level: model.Senior, Country: "CN", Languages: []string{"en", "zh"}},
		{Handle: "casa.brava", Name: "Casa Brava", Role: model.Seller, Level: model.HighPotential, Country: "ES", Languages: []string{"es", "en"}},
		{Handle: "dachnik", Name: "Дачник и сын", Role: model.Seller, Level: model.Standard, Country: "RU", Languages: []string{"ru"}},
		{Handle: "mia.makes", Name: "Mia Makes", Role: model.Creator, Kind: model.External, Channels: ch("instagram", 48_200, 210), Languages: []string{"en", "de"}, Country: "DE", Niche: "audio"},
		{Handle: "nils_reviews", Name: "Nils Berg", Role: model.Creator, Kind: model.External, Channels: append(ch("youtube", 112_000, 340), model.Channel{Platform: "aliexpress_feed", Followers: 8_100, Posts: 61}), Languages: []string{"en", "sv"}, Country: "SE", Niche: "audio"},
		{Handle: "xiaotong", Name: "晓彤测评", Role: model.Creator, Kind: model.Internal, Channels: ch("aliexpress_feed", 21_000, 96), Languages: []string{"zh", "en"}, Country: "CN", Niche: "home"},
		{Handle: "technochai", Name: "Группа ТехноЧай", Role: model.Creator, Kind: model.External, Channels: ch("vk", 12_400, 800), Languages: []string{"ru"}, Country: "RU", Niche: "gadgets"},
		{Handle: "pilar.cocina", Name: "Pilar Sáenz", Role: model.Creator, Kind: model.External, Channels: ch("tiktok", 17_900, 143), Languages: []string{"es"}, Country: "ES", Niche: "kitchen"},
		{Handle: "hana", Name: "하나 리뷰", Role: model.Creator, Kind: model.External, Channels: ch("tiktok", 9_300, 77), Languages: []string{"ko", "en"}, Country: "KR", Niche: "beauty"},
		{Handle: "sam_the_deal", Name: "Sam Okafor", Role: model.Creator, Kind: model.Buyer, Channels: ch("other", 1_020, 12), Languages: []string{"en"}, Country: "GB"},
		{Handle: "northlight", Name: "Northlight Creators", Role: model.Agency, Country: "SE", Languages: []string{"en"}},
		{Handle: "sam", Name: "Sam", Role: model.Support},
		{Handle: "ops", Name: "Operations", Role: model.Operator},
	}
}

func (w *World) people() {
	for _, p := range People() {
		w.Must("", p)
	}
	w.Must("lumen", &model.JoinPortals{Rate: 500})
	homes := map[string]string{
		"mia.makes":    "Mia Makowski, Hauptstr. 1, 10115 Berlin, Germany, +49 30 000000",
		"nils_reviews": "Nils Berg, Storgatan 4, 111 23 Stockholm, Sweden, +46 8 000 00 00",
		"xiaotong":     "李晓彤，浙江省杭州市西湖区文三路 100 号，310012，+86 571 0000 0000",
		"technochai":   "Иван Чайкин, ул. Ленина, д. 5, кв. 12, 443001 Самара, Россия, +7 846 000-00-00",
		"pilar.cocina": "Pilar Sáenz, Calle Mayor 8, 28013 Madrid, España, +34 910 000 000",
	}
	for _, p := range People() {
		if p.Role != model.Creator || p.Kind == model.Buyer {
			continue
		}
		if home := homes[p.Handle]; home != "" {
			o := w.Seal(home)
			w.Must(p.Handle, &model.SetAddress{Handle: p.Handle, Address: o.Commit()}, o)
		}
		o := w.Seal(p.Handle + "@example.com")
		w.Must(p.Handle, &model.SetPayPal{Handle: p.Handle, PayPal: o.Commit()}, o)
	}
}

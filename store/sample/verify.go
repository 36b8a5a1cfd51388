package sample

import (
	"strconv"

	"aeconnect/model"
)

// tellRequests lets creators who came as buyers and group owners ask to be verified, and some verified ones to stream: a
// queue for support of a dozen, beside what was granted, refused and taken back. It also tells of a profile that was
// changed, and of a block.
func (m *maker) tellRequests() {
	m.at(ago(45, "08:10"), func() { m.do("ops", &model.OpenAccess{Until: ago(-20, "23:59")}) })
	var askers []string
	for _, p := range m.order {
		if p.role == model.Creator && p.creator != nil && !p.verified() && p.handle != mia && p.handle != shy {
			askers = append(askers, p.handle)
		}
	}
	for i, handle := range askers[:min(len(askers), 14)] {
		m.verification(i, handle)
	}
	for i, handle := range []string{"pilar_cocina", "baris_test", "headphone_hal", "lena_liest"} {
		m.live(i, handle)
	}
	m.at(ago(6, "20:15"), func() {
		p := model.ProfileOf(model.AccountByHandle(m.desk.State(), "pilar_cocina"))
		p.Niche = "cocina de mercado y menaje 🍳"
		m.do("pilar_cocina", &model.ChangeProfile{Handle: "pilar_cocina", Profile: p})
	})
	m.at(ago(12, "09:40"), func() { m.do("soo_glow", &model.BlockAccount{Handle: debtor}) })
	m.at(ago(33, "09:40"), func() { m.do("ting_yin", &model.BlockAccount{Handle: debtor}) })
	m.at(ago(31, "12:05"), func() { m.do("ting_yin", &model.UnblockAccount{Handle: debtor}) })
}

// What becomes of the first requests; all others wait.
const (
	granted = 2
	refused = 5
	taken   = 6
)

// verification lets one creator ask to be verified, and support decide about some.
func (m *maker) verification(i int, handle string) {
	id := mint(m.seed, model.RequestLetter, uint64(i))
	days := 30 - 2*i
	platforms := []model.Platform{"instagram", "youtube", "tiktok", "vk"}
	form := model.RequestForm{
		Channels: []model.Channel{{Platform: platforms[i%len(platforms)], Followers: int64(5200 + 1370*i), Posts: int64(60 + 11*i)}},
		Note:     "https://example.com/" + handle + "/best-" + strconv.Itoa(3+i%4),
	}
	kind := model.External
	if i%5 == 3 {
		kind, form.Channels[0] = model.Internal, model.Channel{Platform: "aliexpress_feed", Followers: int64(11000 + 900*i), Posts: int64(24 + i)}
	}
	m.at(ago(days, "11:0"+strconv.Itoa(i%10)), func() {
		private := m.secret(form.Text())
		m.do(handle, &model.RequestVerification{ID: id, Kind: kind, Form: private.Commit()}, private)
	})
	switch reason := []string{
		"The numbers suffice; the pictures are those of the shops.", "Mostly reposts. Show us what you made yourself.", "We see no product link in the last twenty posts.",
	}; {
	case i < granted:
		m.at(ago(days-1, "15:30"), func() { m.do("sam", &model.GrantRequest{ID: id, Channels: form.Channels}) })
	case i < refused:
		m.at(ago(days-2, "16:10"), func() { m.do("ada", &model.RefuseRequest{ID: id, Reason: reason[i-granted]}) })
	case i < taken:
		m.at(ago(days-3, "10:00"), func() { m.do(handle, &model.WithdrawRequest{ID: id}) })
	}
}

// live lets one creator ask to stream; the first is refused.
func (m *maker) live(i int, handle string) {
	id := mint(m.seed, model.RequestLetter, uint64(100+i))
	m.at(ago(9-2*i, "17:45"), func() {
		private := m.secret(model.RequestForm{Note: "Every " + strconv.Itoa(2+i) + " days, an hour; see the streams on my channel."}.Text())
		m.do(handle, &model.RequestLive{ID: id, Form: private.Commit()}, private)
	})
	if i == 0 {
		m.at(ago(8, "09:20"), func() {
			m.do("sam", &model.RefuseRequest{ID: id, Reason: "Stream elsewhere for a month first, and show us."})
		})
	}
}

package screen_test

import (
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

func pageOf(w *screentest.World, handle, of string, size screentest.Size) *screentest.Stage {
	w.T.Helper()
	key := w.Account(of).Key
	return deskStage(w, handle, size, desk(w, handle), func(d screen.Desk) kit.Screen { return screen.NewProfile(d, key) })
}

// buying is a world in which dora, a buyer, may ask to be verified.
func buying(t testing.TB) *screentest.World {
	w := screentest.New(t)
	w.Must("ops", &model.AddAccount{Handle: "dora", Name: "Dora Díaz 🍵", Role: model.Creator, Kind: model.Buyer, Languages: []string{"es", "en"}, Country: "ES"})
	w.Must("ops", &model.OpenAccess{Until: w.Now().Add(30 * screentest.Day)})
	return w
}

// M27-M36, M40: a buyer asks to be verified with her figures, support refuses for the quality, then grants; sellers see
// the channel and no figure.
func TestProfileAsksForVerification(t *testing.T) {
	w := buying(t)
	s := pageOf(w, "dora", "dora", wide())
	s.Press("n")
	s.Expect("Ask to be verified", "more than 50 posts", "decides within 30 days")
	s.Press("tab")
	s.Type("tiktok 4000 60")
	s.Expect("takes more than 50 posts and 5,000 followers")
	s.Press("ctrl+u")
	s.Type("tiktok 98765 60")
	s.Press("tab")
	s.Type("Kitchen reels.")
	s.Press("ctrl+s")
	s.Expect("is with support", "verification: external creator: waiting")
	q := model.LastRequest(reader(w), w.Account("dora").Key, 0)
	if q == nil || q.State != model.AccessWaiting {
		t.Fatalf("what was asked for is %+v", q)
	}
	s.Press("n")
	s.Expect("waits already")
	sam := peopleStage(w, "sam", wide())
	sam.Expect("Waiting 1", "dora", "verify: external", "98,765", "Kitchen reels.", "WHAT GOOD CONTENT IS")
	sam.Press("x")
	sam.Type("The figures suffice; the pictures are copied.")
	sam.Press("ctrl+s")
	s.Send(screen.Minute{})
	s.Expect("refused; one can ask again from", "suffice; the pictures are copied.")
	w.Wait(8 * screentest.Day)
	s.Send(screen.Minute{})
	s.Press("n", "tab")
	s.Type("tiktok 98765 60")
	s.Press("ctrl+s")
	sam = peopleStage(w, "sam", wide())
	sam.Press("a")
	sam.Expect("Grant dora: verification: external creator", "channels without figures")
	sam.Press("ctrl+s")
	sam.Expect("granted.", "Waiting 0")
	a := w.Account("dora")
	if !a.Verified || a.Followers() != 0 {
		t.Errorf("she is %+v", a)
	}
	lumen := pageOf(w, "lumen", "dora", wide())
	lumen.Expect("verified", "TikTok")
	lumen.Refuse("98,765", "Kitchen reels", "copied")
}

// M38, M39: the permission to stream is asked for on one's own profile and stands there for everybody once granted.
func TestProfileAsksToStream(t *testing.T) {
	w := buying(t)
	s := pageOf(w, "mia.makes", "mia.makes", wide())
	s.Press("l")
	s.Expect("Ask to stream on AliExpress")
	s.Type("Twice a week, from my kitchen.")
	s.Press("ctrl+s")
	s.Expect("live streams: waiting")
	sam := peopleStage(w, "sam", wide())
	sam.Press("a")
	sam.Expect("live streams granted.")
	pageOf(w, "lumen", "mia.makes", wide()).Expect("may stream")
}

// M42: what one says of oneself one changes; checked figures stay, others stand as stated.
func TestProfileIsEdited(t *testing.T) {
	w := buying(t)
	s := pageOf(w, "dora", "dora", wide())
	s.Press("e")
	s.Expect("Profile of dora")
	s.Press("tab")
	s.Type("tea and kitchens")
	s.Press("tab", "tab", "tab")
	s.Type("youtube 2000000 900")
	s.Press("ctrl+s")
	s.Expect("The profile is kept.", "tea and kitchens", "as stated", "2,000,000")
	s.Refuse("Influencer")
	if a := w.Account("dora"); a.Followers() != 0 || a.Checked("youtube") {
		t.Errorf("she is %+v", a)
	}
}

// Blocking asks first, says nothing to the blocked, and is lifted by the same key.
func TestProfileBlocks(t *testing.T) {
	w := buying(t)
	s := pageOf(w, "lumen", "mia.makes", wide())
	s.Press("b")
	s.Expect("Block mia.makes?")
	s.Press("enter")
	if model.Blocked(reader(w), w.Account("lumen").Key, w.Account("mia.makes").Key) {
		t.Fatal("enter alone blocks")
	}
	s.Press("b", "right", "enter")
	s.Expect("mia.makes is blocked.", "You block this account")
	pageOf(w, "mia.makes", "lumen", wide()).Refuse("block this account", "blocked")
	s.Press("b")
	s.Expect("no longer blocked")
	s.Refuse("You block")
	pageOf(w, "lumen", "sam", wide()).Refuse("block")
}

func TestProfileAskGoldens(t *testing.T) {
	for _, size := range screentest.Sizes() {
		w := buying(t)
		s := pageOf(w, "dora", "dora", size)
		s.Press("n")
		screentest.Golden(t, "profile_verify_"+size.String(), s.Frame())
		s.Press("tab")
		s.Type("tiktok 98765 60")
		s.Press("ctrl+s")
		screentest.Golden(t, "profile_asked_"+size.String(), s.Frame())
		s.Press("e")
		screentest.Golden(t, "profile_edit_"+size.String(), s.Frame())
	}
}

// Support decides ten cases from the queue by keys alone: two each to admit, two and the reason to refuse, one to let stream.
func TestSupportDecidesTen(t *testing.T) {
	w := buying(t)
	for i := range 9 {
		handle := "maker" + string(rune('a'+i))
		w.Must("ops", &model.AddAccount{Handle: handle, Role: model.Creator, Kind: model.GroupOwner})
		o := w.Seal(model.RequestForm{Channels: []model.Channel{{Platform: "tiktok", Followers: int64(6000 + i), Posts: 90}}}.Text())
		w.Must(handle, &model.RequestVerification{ID: w.Mint(model.RequestLetter), Kind: model.External, Form: o.Commit()}, o)
	}
	o := w.Seal(model.RequestForm{Note: "Every Friday."}.Text())
	w.Must("mia.makes", &model.RequestLive{ID: w.Mint(model.RequestLetter), Form: o.Commit()}, o)
	s, keys := peopleStage(w, "sam", wide()), 0
	s.Expect("Waiting 10")
	press := func(all ...string) {
		keys += len(all)
		s.Press(all...)
	}
	for i := range 9 {
		if i%3 == 2 {
			press("x")
			s.Type("The pictures are copied.")
			press("ctrl+s")
			continue
		}
		press("a", "ctrl+s")
	}
	press("a")
	s.Expect("Waiting 0", "Decided 10")
	if keys != 19 {
		t.Errorf("%d keys beside the reasons", keys)
	}
	if a := w.Account("makera"); !a.Verified || w.Account("makerc").Verified || !w.Account("mia.makes").Live {
		t.Error("not decided as wanted")
	}
}

// M45: the square narrows itself to what fits whoever looks.
func TestSquareShowsWhatFits(t *testing.T) {
	w := screentest.New(t)
	f := w.FixedPrice()
	f.Title, f.Languages = "Kettle in Russian", []string{"ru"}
	w.Publish("lumen", f)
	f = w.FixedPrice()
	f.Title = "Lamp for everybody"
	w.Publish("lumen", f)
	s := deskStage(w, "mia.makes", wide(), desk(w, "mia.makes"), screen.NewSquare)
	s.Expect("Kettle", "Lamp")
	s.Press("/")
	s.Type("fits:yes")
	s.Expect("Lamp")
	s.Refuse("Kettle in")
	s.Type(" kettle")
	s.Refuse("Lamp for")
}

// What was asked for stands in Today: of the creator as support's turn, of support as its own, with a count in both.
func TestTodaySaysWhoDecidesRequests(t *testing.T) {
	w := buying(t)
	o := w.Seal(model.RequestForm{Channels: []model.Channel{{Platform: "tiktok", Followers: 9000, Posts: 90}}}.Text())
	w.Must("dora", &model.RequestVerification{ID: w.Mint(model.RequestLetter), Kind: model.External, Form: o.Commit()}, o)
	today := func(handle string) *screentest.Stage {
		return deskStage(w, handle, wide(), desk(w, handle), screen.NewToday)
	}
	dora := today("dora")
	dora.Expect("Decide: verification", "support", "30 d")
	dora.Press("enter")
	dora.Expect("9,000")
	sam := today("sam")
	sam.Expect("Decide: verification", "dora", "you")
	sam.Press("enter")
	sam.Expect("grant", "9,000")
	today("mia.makes").Refuse("Decide: verification")
}

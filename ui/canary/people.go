package canary

import (
	"strings"

	"aeconnect/model"
)

// Public keys: of two people whom nobody knows, the first one let in and the second one refused, and of mia.
const (
	miasKey    = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHcWCb2jLANl2RM6LMOjoInlfleqgS6LlcSHsrIjo/bC"
	wantedKey  = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGQRugMUtHVfM+7zyq3rhKKIW3QWOdOj4u+TuH3QqVeE"
	refusedKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEfqcFVx/gPCd7wcexegdbEJPIAfnoVP7d6LRexWClXe"
)

// people gives everybody what is nobody else's business.
func (s *Story) people() {
	for _, who := range []string{Mia, Nils, Agency} {
		home := s.sealed("Flat ", who+"'s address", ", Hauptstr. 1, 10115 Berlin", who)
		s.Do(who, &model.SetAddress{Handle: who, Address: home.Commit()}, home)
		paid := s.sealed("", who+"'s PayPal address", "@example.com", who)
		s.Do(who, &model.SetPayPal{Handle: who, PayPal: paid.Commit()}, paid)
	}
	for _, who := range []string{Lumen, Casa} {
		from := s.sealed("Yard ", who+"'s sender", ", 88 Keyuan Rd, Shenzhen", who)
		s.Do(who, &model.AddSender{Sender: from.Commit()}, from)
	}
	s.Do("", &model.AddKey{Handle: Mia, Kind: model.KeyFull, Text: miasKey, Label: s.hatch("mia's key's name", Mia, Ops)})
	s.wait(2 * day) // what was set counts
	s.strangers()
}

// strangers ask to be let in: one is refused, one waits.
func (s *Story) strangers() {
	for _, who := range []struct{ name, key string }{{"waiting", wantedKey}, {"refused", refusedKey}} {
		word := func(of string) string { return s.hatch("the "+who.name+" applicant's "+of, Sam) }
		form := model.AccessForm{
			Handle: word("handle"), Name: "Name " + word("name"), Niche: word("niche"), Note: "I am " + word("note"), Languages: []string{"en"},
			Channels: []model.Channel{{Platform: "vk", Followers: 31_337, Posts: 404}}, Country: "DE",
		}
		o := s.market.Seal(form.Text())
		print, r := model.ParseKey(who.key)
		if r != nil {
			s.t.Fatal(r)
		}
		id := s.mint("the "+who.name+" application", model.AccessLetter, Sam, Ops)
		s.Do(print.Fingerprint, &model.ApplyForAccess{ID: id, Role: model.Creator, Kind: model.GroupOwner, Text: who.key, Form: o.Commit()}, o)
	}
	s.Do(Sam, &model.RefuseAccess{ID: s.ID("the refused application"), Reason: "Because of " + s.hatch("the reason of a refusal", Sam)})
}

// fields are those of a task with a sample and a fee; its texts are those that some readers may know of.
func (s *Story) fields(name string, may ...string) model.TaskFields {
	var now model.Moment
	s.see(func(v model.View) { now = v.Now })
	bird := func(of string) string { return s.hatch(name+"'s "+of, may...) }
	return model.TaskFields{
		Type: model.FixedPrice, Title: "Earbuds " + bird("title"), Links: []string{"https://www.aliexpress.com/item/1005006123456789.html"},
		Content: []model.ContentType{"video", "article"}, Channels: []model.Platform{"instagram", "youtube"}, Languages: []string{"en"},
		Description: "Thirty hours of battery " + bird("description"), Brief: []string{"Show the open case in daylight " + bird("clause"), "Say the battery life"},
		Related: []string{"https://brand.example/" + bird("related link")},
		Fee:     &model.Money{Minor: 12000, Currency: "USD"}, Samples: 1, Keep: true, Wanted: 10, ApplyBy: now.Add(10 * day), SubmitBy: now.Add(80 * day),
	}
}

// tasks posts what everybody sees, and keeps drafts that nobody else does.
func (s *Story) tasks() {
	all := Readers()
	for _, seller := range []string{Lumen, Casa} {
		s.Do(seller, &model.CreateTask{ID: s.mint(seller+"'s draft", model.TaskLetter, seller), Fields: s.fields(seller+"'s draft", seller)})
	}
	dropped := s.mint("a dropped draft", model.TaskLetter)
	s.Do(Lumen, &model.CreateTask{ID: dropped, Fields: s.fields("a dropped draft")})
	s.Do(Lumen, &model.DropTask{ID: dropped})
	earlier := s.mint("the task", model.TaskLetter, all...)
	s.Do(Lumen, &model.CreateTask{ID: earlier, Fields: s.fields("the draft of the task")})
	s.Do(Lumen, &model.EditTask{ID: earlier, Fields: s.fields("the task", all...)})
	s.Do(Lumen, &model.PublishTask{ID: earlier})
	bare := s.fields("the other task", all...)
	bare.Samples, bare.Keep, bare.SubmitBy = 0, false, bare.ApplyBy.Add(20*day)
	s.Do(Lumen, &model.CreateTask{ID: s.mint("the other task", model.TaskLetter, all...), Fields: bare, Publish: true})
}

// owner is whose something is, from its name: "mia.makes's address".
func owner(name string) string {
	who, _, _ := strings.Cut(name, "'")
	return who
}

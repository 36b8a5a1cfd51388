package market

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
)

func start() model.Moment { return model.At(time.Date(2026, 8, 3, 9, 0, 0, 0, time.UTC)) }

func sample(t *testing.T, dir string) *Market {
	t.Helper()
	m, err := OpenSample(dir, Options{Command: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if err := m.BeginSample(start()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	return m
}

func do(t *testing.T, m *Market, as string, c model.Command) {
	t.Helper()
	actor := model.Actor{Operator: as == ""}
	if as != "" {
		if err := m.View(actor, func(v model.View) { actor.Account = model.AccountByHandle(v.Reader, as).Key }); err != nil {
			t.Fatal(err)
		}
	}
	d, err := m.Do(context.Background(), actor, c)
	if err != nil {
		t.Fatal(err)
	}
	if d.Refusal != nil {
		t.Fatal(d.Refusal)
	}
}

func publish(t *testing.T, m *Market, title string) model.ID {
	t.Helper()
	id := m.Mint(model.TaskLetter)
	do(t, m, "lumen", &model.CreateTask{ID: id, Publish: true, Fields: model.TaskFields{
		Type: model.FixedPrice, Title: title, Links: []string{"https://www.aliexpress.com/item/1005006123456789.html"}, Content: []model.ContentType{"video"},
		Description: "30 h battery, fits small ears, show the case in daylight", Fee: &model.Money{Minor: 12000, Currency: "USD"},
		ApplyBy: m.Now().Add(240 * time.Hour), SubmitBy: m.Now().Add(1440 * time.Hour),
	}})
	return id
}

// The search box knows what was there before it was opened, what comes, and what goes.
func TestSearchFollowsTheSquare(t *testing.T) {
	m := sample(t, t.TempDir())
	do(t, m, "", &model.AddAccount{Handle: "lumen", Role: model.Seller, Level: model.Senior})
	publish(t, m, "Wireless earbuds launch")
	box := m.Search()
	late := publish(t, m, "Earbud cases, hand-painted")
	publish(t, m, "Группа ТехноЧай: наушники")
	finds := func(query string, n int) bool {
		got, err := box.Find(context.Background(), query, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		return !got.Partial && got.Total == n
	}
	eventually(t, "two titles with earb", func() bool { return finds("earb", 2) })
	eventually(t, "a Cyrillic title", func() bool { return finds("техно", 1) })
	do(t, m, "lumen", &model.CloseTask{ID: late})
	eventually(t, "one left", func() bool { return finds("earb", 1) })
	if got, _ := box.Find(context.Background(), "earb", model.SocialCPS, 10); got.Total != 0 {
		t.Errorf("%d social tasks", got.Total)
	}
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never: %s", what)
		}
	}
}

func TestARealMarketplaceIsNoSample(t *testing.T) {
	dir := t.TempDir()
	m, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OpenSample(dir, Options{}); !errors.As(err, new(*hub.HeldError)) {
		t.Errorf("a second opener gets %v", err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenSample(dir, Options{}); !errors.Is(err, ErrReal) {
		t.Errorf("a real marketplace opened as a sample: %v", err)
	}
}

// What happened to an order is told to its parties and to nobody else.
func TestHistoryIsForTheParties(t *testing.T) {
	m := sample(t, t.TempDir())
	for _, a := range []model.AddAccount{
		{Handle: "lumen", Role: model.Seller, Level: model.Senior}, {Handle: "mia", Role: model.Creator, Kind: model.External}, {Handle: "nils", Role: model.Creator, Kind: model.External},
	} {
		do(t, m, "", &a)
	}
	task, id := publish(t, m, "Wireless earbuds launch"), m.Mint(model.OrderLetter)
	do(t, m, "mia", &model.ApplyToTask{ID: id, Task: task})
	do(t, m, "lumen", &model.ApproveApplications{Orders: []model.Picked{{ID: id}}})
	told := func(as string) (names []string) {
		var actor model.Actor
		var ref model.Ref
		if err := m.View(actor, func(v model.View) {
			actor.Account = model.AccountByHandle(v.Reader, as).Key
			ref = model.OrderByID(v.Reader, id).Ref()
		}); err != nil {
			t.Fatal(err)
		}
		all, err := m.History(actor, ref, 50)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range all {
			names = append(names, h.Event.Wire())
		}
		return names
	}
	want := []string{"order.applied", "application.approved"}
	if got := told("mia"); !slices.Equal(got, want) {
		t.Errorf("mia is told %v, want %v", got, want)
	}
	if got := told("nils"); got != nil {
		t.Errorf("nils is told %v", got)
	}
}

package market

import (
	"context"
	"slices"
	"testing"

	"aeconnect/model"
)

// What somebody changed among its private texts is told to itself and to nobody else, though everybody sees the account.
func TestPrivateChangesAreOnesOwn(t *testing.T) {
	m := sample(t, t.TempDir())
	do(t, m, "", &model.AddAccount{Handle: "mia", Role: model.Creator, Kind: model.External})
	do(t, m, "", &model.AddAccount{Handle: "nils", Role: model.Creator, Kind: model.External})
	do(t, m, "", &model.AddAccount{Handle: "lumen", Role: model.Seller, Level: model.Senior})
	private := func(as, text string, seal func(model.Commitment) model.Command) {
		opened := m.Seal(text)
		d, err := m.Do(context.Background(), actorOf(t, m, as), seal(opened.Commit()), opened)
		if err != nil || d.Refusal != nil {
			t.Fatal(err, d.Refusal)
		}
	}
	private("mia", "Hauptstr. 1, 10115 Berlin", func(c model.Commitment) model.Command { return &model.SetAddress{Handle: "mia", Address: c} })
	private("mia", "mia@example.com", func(c model.Commitment) model.Command { return &model.SetPayPal{Handle: "mia", PayPal: c} })
	private("lumen", "Lumen, Shenzhen", func(c model.Commitment) model.Command { return &model.AddSender{Sender: c} })
	for as, want := range map[string][]string{
		"mia":   {"account.added", "account.added", "account.added", "account.address_set", "account.paypal_set"},
		"lumen": {"account.added", "account.added", "account.added", "account.sender_added"},
		"nils":  {"account.added", "account.added", "account.added"},
		"":      {"account.added", "account.added", "account.added"},
	} {
		var log, mia []string
		_ = m.Events(context.Background(), actorOf(t, m, as), 0, false, func(h model.Happening) error {
			if ref := h.Event.About()[0]; ref.Kind == model.KindAccount {
				log = append(log, h.Event.Wire())
			}
			return nil
		})
		if !slices.Equal(log, want) {
			t.Errorf("%q reads %v in the log, want %v", as, log, want)
		}
		all, err := m.History(actorOf(t, m, as), model.Ref{Kind: model.KindAccount, Key: actorOf(t, m, "mia").Account}, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range all {
			mia = append(mia, h.Event.Wire())
		}
		if sees := slices.Contains(mia, "account.address_set"); sees != (as == "mia") {
			t.Errorf("%q reads %v of mia", as, mia)
		}
	}
}

func actorOf(t *testing.T, m *Market, as string) model.Actor {
	t.Helper()
	actor := model.Actor{Operator: as == ""}
	if as != "" {
		if err := m.View(actor, func(v model.View) { actor.Account = model.AccountByHandle(v.Reader, as).Key }); err != nil {
			t.Fatal(err)
		}
	}
	return actor
}

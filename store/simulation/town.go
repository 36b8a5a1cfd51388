package simulation

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
)

// Town is a marketplace with its people, as every run begins with it.
type Town struct {
	kept *mem.Journal
	keys map[string]key // by handle
}

// key is a person's.
type key struct{ line, fingerprint string }

func begin() time.Time { return time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC) }

// The people.
func sellers() []string  { return []string{"lumen", "bazaar"} }
func creators() []string { return []string{"mia", "nils", "mcn"} }

const (
	operator = "ops"
	support  = "sam" // comes later
)

func handles() []string { return append(append(sellers(), creators()...), operator, support) }

// Found makes a town.
func Found() (*Town, error) {
	t := &Town{kept: mem.New(journal.Epoch{1}), keys: map[string]key{}}
	c := &clock{}
	c.now.Store(begin().UnixMilli())
	m := machine{clock: c, disk: disk{t.kept}}
	if err := m.start(); err != nil {
		return nil, err
	}
	defer m.stop()
	for i, h := range handles() {
		public := ed25519.NewKeyFromSeed([]byte(fmt.Sprintf("%32d", i))).Public()
		k, err := ssh.NewPublicKey(public)
		if err != nil {
			return nil, err
		}
		t.keys[h] = key{strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k))), ssh.FingerprintSHA256(k)}
	}
	if err := m.operate(&model.OpenMarket{Zone: "UTC", Values: assets.Policy().Values()}); err != nil {
		return nil, err
	}
	for _, h := range handles() {
		if h != support {
			if err := t.admit(&m, h); err != nil {
				return nil, fmt.Errorf("%s: %w", h, err)
			}
		}
	}
	return t, nil
}

// admit gives somebody an account with a key and what else it needs.
func (t *Town) admit(m *machine, handle string) error {
	add := &model.AddAccount{Handle: handle, Name: "The " + handle}
	switch handle {
	case operator:
		add.Role = model.Operator
	case support:
		add.Role = model.Support
	case "mcn":
		add.Role = model.Agency
	case "mia", "nils":
		add.Role, add.Kind, add.Languages, add.Country = model.Creator, model.External, []string{"en"}, "DE"
		add.Channels = []model.Channel{{Platform: "instagram", Followers: 48000, Posts: 210}}
	default:
		add.Role, add.Level = model.Seller, model.Senior
	}
	if err := m.operate(add); err != nil {
		return err
	}
	if err := m.operate(&model.AddKey{Handle: handle, Text: t.keys[handle].line, Kind: model.KeyFull, Label: handle}); err != nil {
		return err
	}
	if add.Role == model.Seller {
		rate, _ := assets.Policy().Number(model.RateMin)
		return m.as(handle, &model.JoinPortals{Rate: model.Rate(rate.Value)})
	}
	return nil
}

// as does something as somebody in a terminal at the hub.
func (m *machine) as(handle string, c model.Command, private ...model.Opened) error {
	var actor model.Actor
	err := m.hub.View(func(r model.Reader) error {
		if a := model.AccountByHandle(r, handle); a != nil {
			actor = model.Actor{Account: a.Key, Operator: a.Role == model.Operator}
		}
		return nil
	})
	if err != nil || actor.Account == 0 {
		return err
	}
	_, err = m.hub.Submit(context.Background(), hub.Submission{Actor: actor, Command: c, Secrets: private})
	return err
}

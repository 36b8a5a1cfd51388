package simulation

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"os"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
	"aeconnect/store/journal/mem"
)

// Town is a marketplace with its people, as every run begins with it.
type Town struct {
	kept  *mem.Journal
	files Files          // the same in the files of a hub
	keys  map[string]key // by handle
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
	for i, h := range handles() {
		k, err := keyFrom(ed25519.NewKeyFromSeed([]byte(fmt.Sprintf("%32d", i))))
		if err != nil {
			return nil, err
		}
		t.keys[h] = k
	}
	dir, err := os.MkdirTemp("", "aeconnect-town-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	real := &files{dir: dir}
	if err := bolt.Create(real.path(), journal.Epoch{1}); err != nil {
		return nil, err
	}
	for _, d := range []disk{&memory{kept: t.kept}, real} {
		if err := t.found(d); err != nil {
			return nil, err
		}
	}
	t.files, err = filesOf(dir)
	return t, err
}

func keyFrom(private ed25519.PrivateKey) (key, error) {
	k, err := ssh.NewPublicKey(private.Public())
	if err != nil {
		return key{}, err
	}
	return key{strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k))), ssh.FingerprintSHA256(k)}, nil
}

// found founds the town on a disk.
func (t *Town) found(d disk) error {
	c := &clock{}
	c.now.Store(begin().UnixMilli())
	m := machine{clock: c, disk: d}
	if err := m.start(); err != nil {
		return err
	}
	defer m.stop()
	if err := m.operate(&model.OpenMarket{Zone: "UTC", Values: assets.Policy().Values()}); err != nil {
		return err
	}
	for _, h := range handles() {
		if h != support {
			if err := t.admit(&m, h); err != nil {
				return fmt.Errorf("%s: %w", h, err)
			}
		}
	}
	return nil
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

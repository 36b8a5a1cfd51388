package hub

import (
	"crypto/sha256"
	"errors"
	"strings"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// unread reads a parcel into c and returns by what it is refused where that cannot be done.
func (h *Hub) unread(c model.Command, p remote.Parcel) *model.Refusal {
	switch {
	case len(p.Body) > remote.MaxCommandBytes:
		return remote.Refuse(model.RuleHubLarge, wireName(p.Wire))
	case c == nil:
		return remote.Refuse(model.RuleHubOlder, wireName(p.Wire))
	}
	err := h.codec.Decode(p.Body, c)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, journal.ErrNewer):
		return remote.Refuse(model.RuleHubOlder, p.Wire)
	}
	return remote.Refuse(model.RuleHubFailed, p.Wire)
}

// bodyUnread is what is kept of a parcel that cannot be read: what it calls itself, and by what it is known again.
func bodyUnread(p remote.Parcel) body {
	name := wireName(p.Wire)
	hash := sha256.New()
	if name != p.Wire {
		hash.Write([]byte(p.Wire + "\n"))
	}
	hash.Write(p.Body)
	return body{Command: name, Unkept: hash.Sum(nil)}
}

// wireName is what somebody calls a command, where that can be the name of one.
func wireName(name string) string {
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789._"
	if len(name) > 64 || strings.ContainsFunc(name, func(r rune) bool { return !strings.ContainsRune(letters, r) }) || name == "" {
		return "unknown"
	}
	return name
}

// owned holds that a device which has sent something is used by nobody but the account that did: two may have greeted with
// the same new name.
func (g *group) owned(r *request, last uint64) error {
	if last == 0 {
		g.owners[r.Device] = uint64(r.Actor.Account)
		return nil
	}
	owner, known := g.owners[r.Device]
	if !known {
		first, err := g.find(r.Device, 1)
		if err != nil {
			return err
		}
		owner = first.Actor.Account
		g.owners[r.Device] = owner
	}
	if owner != uint64(r.Actor.Account) {
		return remote.ErrDevice
	}
	return nil
}

// turnDown takes the refusal of a request that was not decided into the group.
func (g *group) turnDown(r *request, now model.Moment, why *model.Refusal) (Outcome, error) {
	b := r.body
	b.Refusal, b.Events = why, nil
	e := Entry{
		Seq: g.hub.head.Seq + uint64(len(g.entries)) + 1, At: now, Actor: r.Actor, Device: r.Device, Counter: r.Counter,
		Command: r.Command, Name: b.Command, Refusal: why,
	}
	if err := g.add(&e, b); err != nil {
		return Outcome{}, err
	}
	return Outcome{Seq: e.Seq, At: now, Refusal: why}, nil
}

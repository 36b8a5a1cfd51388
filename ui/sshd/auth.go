package sshd

import (
	"errors"
	"strings"
	"time"

	"aeconnect/assets"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// Where the permissions of a proven key hold it.
const (
	provenKey    = "aeconnect/fingerprint"
	provenPublic = "aeconnect/public"
)

var (
	errUnknown = errors.New("unknown key")
	errHalted  = errors.New("the house cannot tell whose a key is")
)

// config says how a link proves who it is.
func (h *Host) config(ctx ssh.Context) *gossh.ServerConfig {
	l := ctx.Value(linkKey{}).(*link)
	if l.owner {
		return &gossh.ServerConfig{NoClientAuth: true} // the socket's other end was looked at
	}
	return &gossh.ServerConfig{
		MaxAuthTries: offersMax, PublicKeyCallback: l.known, VerifiedPublicKeyCallback: l.proven, KeyboardInteractiveCallback: l.refused,
	}
}

// known tells whether a key that is offered, not proven, is worth proving. Nothing about it is kept but its
// fingerprint, for the sentence that a stranger gets.
func (l *link) known(_ gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
	fingerprint := gossh.FingerprintSHA256(key)
	l.offer(fingerprint)
	_, _, known, err := l.host.options.House.FindKey(fingerprint)
	if err != nil {
		l.halt()
		return nil, errHalted
	}
	if known || l.host.strangers.expects(l.address, fingerprint) {
		return &gossh.Permissions{}, nil
	}
	return nil, errUnknown
}

// proven is called with a key whose owner has signed this very handshake.
func (l *link) proven(_ gossh.ConnMetadata, key gossh.PublicKey, _ *gossh.Permissions, _ string) (*gossh.Permissions, error) {
	fingerprint := gossh.FingerprintSHA256(key)
	l.prove()
	if _, _, known, err := l.host.options.House.FindKey(fingerprint); known && err == nil {
		l.host.strangers.forget(l.address, fingerprint) // else it is let as far as the porch again: a script gets one answer
	}
	public := strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key)))
	return &gossh.Permissions{Extensions: map[string]string{provenKey: fingerprint, provenPublic: public}}, nil
}

// refused is where clients turn whose keys were all refused. It lets nobody in: it tells which keys were tried, and a
// client without keys how to make one. Clients ask several times; they are told once.
func (l *link) refused(_ gossh.ConnMetadata, say gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
	words, keys := l.host.options.Words(""), l.offers()
	if l.halted() {
		if l.tell() {
			_, _ = say("", words.Say("ssh.stopped")+"\n", nil, nil)
		}
		return nil, errHalted
	}
	l.host.strangers.expect(l.address, keys) // before it reads that it may come again: it may do so at once
	switch {
	case !l.tell():
	case len(keys) == 0:
		_, _ = say("", words.Say("ssh.no_key"), nil, nil)
	default:
		text := words.Say("ssh.tried", assets.Num("count", int64(len(keys))), assets.Text("keys", "\n  "+strings.Join(keys, "\n  ")),
			assets.Num("minutes", int64(expected/time.Minute)))
		_, _ = say("", text+"\n", nil, nil)
	}
	return nil, errUnknown
}

// visitor returns who stands behind a connection now: a key may have been given to somebody, or revoked, since it was
// proven. An error says that the house cannot tell.
func (h *Host) visitor(l *link, proof *gossh.Permissions) (Visitor, error) {
	if l.owner {
		return Visitor{Kind: Owner}, nil
	}
	v := Visitor{Kind: Stranger, Address: l.address, Offered: l.offers()}
	if proof == nil || proof.Extensions[provenKey] == "" {
		return v, nil // cannot be: nobody is let in without a proof
	}
	v.Key, v.Public = proof.Extensions[provenKey], proof.Extensions[provenPublic]
	handle, kind, known, err := h.options.House.FindKey(v.Key)
	if known {
		v.Handle, v.Kind = handle, kind
	}
	return v, err
}

package sshd

import (
	"errors"
	"strings"

	"aeconnect/assets"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// Where the permissions of a proven key hold it.
const (
	provenKey    = "aeconnect/fingerprint"
	provenPublic = "aeconnect/public"
)

var errUnknown = errors.New("unknown key")

// config says how a link proves who it is.
func (h *Host) config(ctx ssh.Context) *gossh.ServerConfig {
	l := ctx.Value(linkKey{}).(*link)
	if l.owner {
		return &gossh.ServerConfig{NoClientAuth: true} // the socket's other end was looked at
	}
	return &gossh.ServerConfig{
		MaxAuthTries: offersMax, PublicKeyCallback: l.known, VerifiedPublicKeyCallback: proven, KeyboardInteractiveCallback: l.refused,
	}
}

// known tells whether a key that is offered, not proven, is worth proving. Nothing about it is kept but its
// fingerprint, for the sentence that a stranger gets.
func (l *link) known(_ gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
	fingerprint := gossh.FingerprintSHA256(key)
	l.offer(fingerprint)
	if _, _, known := l.host.options.House.FindKey(fingerprint); !known {
		return nil, errUnknown
	}
	return &gossh.Permissions{}, nil
}

// proven is called with a key whose owner has signed this very handshake.
func proven(_ gossh.ConnMetadata, key gossh.PublicKey, _ *gossh.Permissions, _ string) (*gossh.Permissions, error) {
	public := strings.TrimSpace(string(gossh.MarshalAuthorizedKey(key)))
	return &gossh.Permissions{Extensions: map[string]string{provenKey: gossh.FingerprintSHA256(key), provenPublic: public}}, nil
}

// refused is where clients turn whose keys were all refused. It lets nobody in: a client without keys is told how to
// make one, any other which of its keys were tried, and to prove one of them all the same.
func (l *link) refused(_ gossh.ConnMetadata, say gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
	words, keys := l.host.options.Words(""), l.offers()
	if len(keys) == 0 {
		_, _ = say("", words.Say("ssh.no_key"), nil, nil)
		return nil, errUnknown
	}
	text := words.Say("ssh.tried", assets.Num("count", int64(len(keys))), assets.Text("keys", "\n  "+strings.Join(keys, "\n  ")))
	if _, err := say("", text+"\n", nil, nil); err != nil {
		return nil, err
	}
	return nil, &gossh.PartialSuccessError{Next: gossh.ServerAuthCallbacks{PublicKeyCallback: l.any}}
}

// any lets a key be proven that nobody here knows.
func (l *link) any(_ gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
	l.offer(gossh.FingerprintSHA256(key))
	return &gossh.Permissions{}, nil
}

// visitor returns who stands behind a connection now: a key may have been given to somebody, or revoked, since it was
// proven.
func (h *Host) visitor(l *link, proof *gossh.Permissions) Visitor {
	if l.owner {
		return Visitor{Kind: Owner}
	}
	v := Visitor{Kind: Stranger, Address: l.address, Offered: l.offers()}
	if proof == nil || proof.Extensions[provenKey] == "" {
		return v // cannot be: nobody is let in without a proof
	}
	v.Key, v.Public = proof.Extensions[provenKey], proof.Extensions[provenPublic]
	if handle, kind, known := h.options.House.FindKey(v.Key); known {
		v.Handle, v.Kind = handle, kind
	}
	return v
}

package model

import (
	"bytes"
	"crypto/ecdh"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"math/big"
	"slices"
	"strings"
)

// PublicKey is a public SSH key as it was read. Only parsing is done here: who holds the private half is proven
// elsewhere.
type PublicKey struct {
	Algorithm   string // "ssh-ed25519"
	Fingerprint string // "SHA256:" and unpadded base64, as ssh-keygen -l prints it
	Text        string // algorithm and base64, without a comment
	Comment     string // what stood behind, as it was typed
}

// keyLineBytes bounds what is read as a key. The largest key that is accepted takes 1,400.
const keyLineBytes = 8192

// What an RSA key must measure, in bits: less can be broken, more costs a server a second to check.
const (
	rsaLeastBits = 2048
	rsaMostBits  = 8192
)

// ParseKey reads a public key as it stands in a .pub or authorized_keys file: one line, algorithm, base64, comment.
// Refused are lines with options before the key, certificates, private keys, more than one key, DSA and short RSA.
func ParseKey(typed string) (PublicKey, *Refusal) {
	none := PublicKey{}
	if len(typed) > keyLineBytes || strings.Contains(typed, "PRIVATE KEY") {
		if strings.Contains(typed, "PRIVATE KEY") {
			return none, refuse(RuleKeyPrivate, "key")
		}
		return none, usage(RuleKeyLine, "key")
	}
	line, more := keyLine(typed)
	if more {
		return none, usage(RuleKeyLine, "key")
	}
	algorithm, rest, _ := strings.Cut(strings.ReplaceAll(line, "\t", " "), " ")
	rest = strings.TrimLeft(rest, " ")
	coded, comment, _ := strings.Cut(rest, " ")
	blob, err := base64.StdEncoding.Strict().DecodeString(coded)
	if err != nil || len(blob) == 0 || !strings.HasPrefix(coded, "AAAA") {
		if strings.Contains(rest, " AAAA") || strings.HasPrefix(coded, "AAAA") {
			return none, refuse(RuleKeyOptions, "key") // a key stands further behind: options come before it
		}
		return none, usage(RuleKeyLine, "key")
	}
	parts := wire{rest: blob}
	if named := string(parts.next()); named != algorithm {
		return none, usage(RuleKeyLine, "key")
	}
	if r := checkKey(algorithm, &parts); r != nil {
		return none, r
	}
	sum := sha256.Sum256(blob)
	print := "SHA256:" + base64.RawStdEncoding.EncodeToString(sum[:])
	return PublicKey{algorithm, print, algorithm + " " + coded, strings.TrimSpace(comment)}, nil
}

// ParseKeys reads public keys as they stand in an authorized_keys file: a line each, remarks and empty lines between
// them. A refusal names the line. No keys at all are a refusal too.
func ParseKeys(typed string) ([]PublicKey, *Refusal) {
	if line, more := keyLine(typed); !more || strings.Contains(typed, "PRIVATE KEY") {
		k, r := ParseKey(typed)
		if line == "" && r == nil || r != nil {
			return nil, r
		}
		return []PublicKey{k}, nil
	}
	var all []PublicKey
	n := int64(0)
	for l := range strings.Lines(typed) {
		n++
		if l = strings.TrimSpace(l); l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		k, r := ParseKey(l)
		if r == nil && slices.ContainsFunc(all, func(o PublicKey) bool { return o.Fingerprint == k.Fingerprint }) {
			r = refuse(RuleKeyTwice, "key", text("fingerprint", k.Fingerprint))
		}
		if r != nil {
			r.Args = append(r.Args, num("line", n))
			return nil, r
		}
		if all = append(all, k); len(all) > keyLinesMost {
			return nil, usage(RuleKeyLine, "key", num("line", n))
		}
	}
	return all, nil
}

// keyLinesMost bounds how many keys one command reads, far above what an account may have.
const keyLinesMost = 100

// keyLine returns the one line of a file that is neither empty nor a remark; more tells that there are several.
func keyLine(typed string) (line string, more bool) {
	for l := range strings.Lines(typed) {
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		if line != "" {
			return line, true
		}
		line = l
	}
	return line, false
}

// checkKey reads what follows the algorithm's name, to the last byte.
func checkKey(algorithm string, w *wire) *Refusal {
	weak := false
	switch algorithm {
	case "ssh-ed25519", "sk-ssh-ed25519@openssh.com":
		w.need(len(w.next()) == 32)
	case "ecdsa-sha2-nistp256", "sk-ecdsa-sha2-nistp256@openssh.com":
		w.point("nistp256", ecdh.P256())
	case "ecdsa-sha2-nistp384":
		w.point("nistp384", ecdh.P384())
	case "ecdsa-sha2-nistp521":
		w.point("nistp521", ecdh.P521())
	case "ssh-rsa":
		e, n := w.number(), w.number()
		w.need(e.Sign() > 0 && e.Bit(0) == 1 && e.BitLen() > 1 && e.BitLen() <= 31 && n.Sign() > 0 && n.Bit(0) == 1)
		weak = n.BitLen() < rsaLeastBits || n.BitLen() > rsaMostBits
	default: // DSA, certificates, whatever else
		return refuse(RuleKeyAlgorithm, "key", text("value", Safe(algorithm)), num("least", rsaLeastBits), num("most", rsaMostBits))
	}
	if strings.HasPrefix(algorithm, "sk-") {
		w.need(len(w.next()) > 0) // what the security key knows the key by
	}
	if w.bad || len(w.rest) > 0 {
		return usage(RuleKeyLine, "key")
	}
	if weak {
		return refuse(RuleKeyAlgorithm, "key", text("value", algorithm), word("short", "answer.yes"), num("least", rsaLeastBits), num("most", rsaMostBits))
	}
	return nil
}

// wire reads the fields of a key: each a length of four bytes and so many bytes.
type wire struct {
	rest []byte
	bad  bool
}

func (w *wire) need(ok bool) { w.bad = w.bad || !ok }

func (w *wire) next() []byte {
	if len(w.rest) < 4 || uint64(binary.BigEndian.Uint32(w.rest)) > uint64(len(w.rest)-4) {
		w.bad, w.rest = true, nil
		return nil
	}
	n := 4 + int(binary.BigEndian.Uint32(w.rest))
	field := w.rest[4:n]
	w.rest = w.rest[n:]
	return field
}

// number reads a positive number without bytes that say nothing, so that a key has one fingerprint only.
func (w *wire) number() *big.Int {
	b := w.next()
	w.need(len(b) > 0 && b[0] < 0x80 && (len(b) == 1 || b[0] != 0 || b[1] >= 0x80))
	return new(big.Int).SetBytes(b)
}

func (w *wire) point(curve string, on ecdh.Curve) {
	w.need(bytes.Equal(w.next(), []byte(curve)))
	_, err := on.NewPublicKey(w.next())
	w.need(err == nil)
}

// Package dial connects to a hub by the scheme of its URL: ssh:// and unix:// (sshremote), folder:// (folder). A driver
// that is added is listed here, and nowhere else.
package dial

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"aeconnect/store/remote"
	"aeconnect/store/remote/folder"
	"aeconnect/store/remote/sshremote"
)

// The files of a data directory in which a way to a hub keeps what it knows.
const (
	hostsFile = "known_hosts"
	postDir   = "post"
)

// Options are what a way to a hub asks of a person.
type Options struct {
	// Identity are files of private keys that are offered before those that are usual.
	Identity []string
	// Trust is asked whether a key that was never seen is the hub's; nil says no.
	Trust func(ctx context.Context, fingerprint string) (bool, error)
	// Passphrase is asked for the passphrase of a key file; nil passes such a key over.
	Passphrase func(ctx context.Context, file string) ([]byte, error)
}

// folderScheme begins the URL of a hub that is reached through files.
const folderScheme = "folder:"

// ByFolder tells whether a URL names a folder, in which an answer may take long.
func ByFolder(url string) bool { return strings.HasPrefix(url, folderScheme) }

// Check tells what is wrong with a URL, nil for nothing. It connects nowhere.
func Check(url string) error {
	if ByFolder(url) {
		_, err := folder.PathOf(url)
		return err
	}
	return sshremote.Check(url)
}

// Open connects the replica in a directory to the hub of a URL. A [Question] is what a person has to settle; other
// errors are those of the network, after which it may be tried again.
func Open(ctx context.Context, dir, url string, o Options) (remote.Remote, error) {
	var hub remote.Remote
	var err error
	if ByFolder(url) {
		hub, err = openFolder(ctx, dir, url, o)
	} else {
		hub, err = openSSH(ctx, dir, url, o)
	}
	if err != nil {
		return nil, asked(err)
	}
	return hub, nil
}

func openFolder(ctx context.Context, dir, url string, o Options) (remote.Remote, error) {
	d, err := folder.Open(ctx, url, folder.Options{Dir: filepath.Join(dir, postDir), Trust: o.Trust})
	if err != nil {
		return nil, err
	}
	return d, nil
}

func openSSH(ctx context.Context, dir, url string, o Options) (remote.Remote, error) {
	return sshremote.Open(ctx, url, o.overSSH(dir))
}

// Shell reaches the hub of a URL for one command line, or for its screens, with the keys and the known hosts of a directory,
// in which no replica has to lie. A [Question] is what a person has to settle. Through a folder there is no such thing.
func Shell(ctx context.Context, dir, url string, o Options) (*sshremote.Shell, error) {
	s, err := sshremote.Dial(ctx, url, o.overSSH(dir))
	if err != nil {
		return nil, asked(err)
	}
	return s, nil
}

// overSSH are the options for a directory.
func (o Options) overSSH(dir string) sshremote.Options {
	way := sshremote.Usual(filepath.Join(dir, hostsFile))
	way.Passphrase = o.Passphrase
	if len(o.Identity) > 0 {
		way.Keys, way.Agent = append(append([]string(nil), o.Identity...), way.Keys...), ""
	}
	if o.Trust != nil {
		way.Trust = func(ctx context.Context, h sshremote.NewHost) (bool, error) { return o.Trust(ctx, h.Fingerprint) }
	}
	return way
}

// Key returns the public key by which a directory's device is known at the hub of a folder, as a line of
// authorized_keys; "" for a URL that is none, where the person's own keys are offered.
func Key(dir, url string) (string, error) {
	if !ByFolder(url) {
		return "", nil
	}
	post := filepath.Join(dir, postDir)
	if err := os.MkdirAll(post, 0o700); err != nil {
		return "", err
	}
	return folder.PublicKey(post)
}

// Why is what a person has to settle before there is a way to a hub.
type Why string

// What it can be.
const (
	Untrusted Why = "untrusted" // nobody vouched for the hub's key
	Changed   Why = "changed"   // the hub's key is another one than the one that is known
	Unknown   Why = "unknown"   // the hub knows none of the keys
	Keyless   Why = "keyless"   // there is no key to be known by
	Locked    Why = "locked"    // a key has a passphrase, and nobody can be asked for it
	Wrong     Why = "phrase"    // another passphrase was typed
	Empty     Why = "empty"     // no hub has been at the folder yet
)

// Question is an error that a person has to settle.
type Question struct {
	Why     Why
	Offered string // fingerprint of the hub's key, or of the keys that were offered to it
	Known   string // of a changed key: the one that is known
	Where   string // and the file and line in which that stands; of a key that is locked: its file
	Err     error
}

// Error is what the driver said.
func (q *Question) Error() string { return q.Err.Error() }

// Unwrap returns what the driver said.
func (q *Question) Unwrap() error { return q.Err }

// asked makes a question of what a person has to settle, of whatever driver.
func asked(err error) error {
	var host *sshremote.HostKeyError
	var unseen *sshremote.UntrustedError
	var stranger *sshremote.StrangerError
	var locked *sshremote.LockedError
	var hubKey *folder.HubKeyError
	var newHub *folder.UntrustedError
	switch {
	case errors.As(err, &host):
		return &Question{Changed, host.Offered, strings.Join(host.Known, ", "), strings.Join(host.Where, ", "), err}
	case errors.As(err, &hubKey):
		return &Question{Changed, hubKey.Offered, hubKey.Known, "", err}
	case errors.As(err, &unseen):
		return &Question{Why: Untrusted, Offered: unseen.Fingerprint, Err: err}
	case errors.As(err, &newHub):
		return &Question{Why: Untrusted, Offered: newHub.Fingerprint, Err: err}
	case errors.As(err, &locked) && locked.Wrong:
		return &Question{Why: Wrong, Where: strings.Join(locked.Files, ", "), Err: err}
	case errors.As(err, &locked):
		return &Question{Why: Locked, Where: strings.Join(locked.Files, ", "), Err: err}
	case errors.As(err, &stranger) && len(stranger.Offered) == 0:
		return &Question{Why: Keyless, Err: err}
	case errors.As(err, &stranger):
		return &Question{Why: Unknown, Offered: strings.Join(stranger.Offered, ", "), Err: err}
	case errors.Is(err, folder.ErrNoHub):
		return &Question{Why: Empty, Err: err}
	}
	return err
}

// Package sshremote reaches a hub over SSH: the protocol of package wire over the subsystem "sync" of the hub's one port
// (ssh://[user@]host[:port]) or of its unix socket (unix:///path).
//
// # Who is who
//
// The hub is known by its host key. One that was never seen is shown to a person, once, and written to the known hosts
// of the data directory; from then on nothing else is accepted, and a changed key is a [HostKeyError] that names both.
// The question is asked without a connection, so that thinking about it costs nothing.
//
// The device's person is known by an SSH key: those that the agent holds first, then key files, as with ssh itself. A
// key file with a passphrase is asked for only when the hub has said that it would take the key. The user name means
// nothing to a hub.
//
// On a unix socket the files' rights say who is who: the socket must belong to this user alone. Then nobody else can
// stand at its other end, there is nothing to pin, and the hub lets the owner act for any account.
//
// # When it breaks
//
// Connecting, the handshake and each write have deadlines. A question now and then (keepalive) finds out whether a
// silent hub is still there. A remote does not connect again by itself: it is ErrClosed, and its user opens another.
package sshremote

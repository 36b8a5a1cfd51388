// Package sshd lets people and scripts in over SSH: the screens where there is a terminal, the command tree where there
// is none, on one port, and the same on a unix socket for the processes of the one who owns the data directory.
//
// # Vocabulary
//
//   - A [Host] is the server. It listens wherever it is told to, and knows nothing of the marketplace: what it serves is
//     a [House], which says whose a key is, opens screens and carries out commands.
//   - A link is one connection. Before its first session begins it may last only so long and send only so much.
//   - A [Visitor] is who stands behind a session: the account whose key was proven. The user name of SSH is not looked at,
//     and a key that was merely offered says nothing.
//   - A stranger is a visitor whose proven key belongs to nobody. All of its keys have been refused before; it is told
//     which they were, and may do nothing but what a [Porch] allows: ask to be let in.
//   - A session is one channel of a link with something running on it. The host keeps a register of them; a key that is
//     revoked ends its sessions.
//
// # Why the session channel is our own
//
// Handshake, listeners and the containment of panics are Wish's server. Its session channel accepts any amount of
// environment, says yes to the forwarding of agents, copies every frame twice to turn line feeds into line ends, stops
// reading requests while nobody takes a new window size, and lets subsystems past its middleware. Here every request is
// named or refused and counted.
//
// # How a stranger gets in
//
// A client offers its keys one after the other, and only its giving up shows that none is known. Before that it turns to
// keyboard-interactive, which asks nothing and never lets anybody in: it tells which keys were refused. Who then comes
// again may prove the last of them and gets as far as the porch. So nobody has a session without a proven key, and a
// known key is not passed over for an unknown one that is offered before it. (To answer "partly done, go on with a
// public key" would save the second time, but the usual client has given up its keys by then.)
package sshd

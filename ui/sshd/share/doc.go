// Package share lets any number of processes of one person use one data directory.
//
// # Vocabulary
//
//   - The holder is the process that has the directory's lock, and with it the store. Others are its clients: their
//     screens are drawn by the holder, their commands are carried out by it, over a unix socket that only processes of
//     the same user reach.
//   - A house is what the holder does for them; the composition makes it. A server passes it on: it is a subsystem of
//     the SSH host (package sshd), so that clients stand in the host's register beside everybody else.
//   - An ask is all that a client says of itself: arguments, directory, variables, the size of its terminal. It carries a
//     random key. When the holder dies before it has answered, the same ask goes to the next holder, which knows by the
//     key what was decided already: nothing is done twice.
//   - A memory is what a session's screens remember: where they are, and what was typed and not sent. The client has a
//     copy of it, so that the next holder shows the same screen with the same text.
//   - A tape is a command's standard input, which can be read again from its beginning; an echo is its output, which
//     comes again and is passed on only from where it was cut off.
//
// # Who becomes the holder
//
// Whoever gets the lock (Enter). A client whose holder is gone tries both in turn, the lock and the socket, until one of
// them lets it in; a holder that comes listens before it opens the store, so that the others wait at its door instead of
// asking again and again. A command that is over in a few milliseconds does not listen at all: to wait for it is quicker
// than to talk to it. Who has waited longest asks most often.
//
// # Why the holder draws
//
// A client could run the screens itself over a store that is far away. But screens read the store through views that
// walk along indexes row by row, a frame takes hundreds of such steps, and each would be a question to another process.
// What crosses the socket here is keys and the lines that change.
package share

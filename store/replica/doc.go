// Package replica keeps what one account may see of a hub that lies elsewhere, and what the person wants done there, so
// that everything works without a network and finds its place when it returns.
//
// The words used here:
//
//   - The confirmed view is what the hub told: rows as the account sees them, private texts that it may open, and what
//     happened. Lists and counts are derived from the rows by the model, as in a hub. It lies in a generation of the
//     file; a first load, or one after a reset, fills the next generation beside it and is then swapped in.
//   - The outbox holds commands with the counter of this device. A command is in the file before anybody is told that it
//     is queued. It leaves the outbox when a page has brought what it led to, or becomes a refused one.
//   - The refused are kept with their reason until the person sends them again, changed or not, or drops them.
//   - The overlay is the fold of the outbox over the confirmed view. It is in memory only and made anew after each change,
//     so that no command of the outbox is ever mistaken for something that happened.
//   - A command that starts or records a payment is in no overlay. It is kept before it is sent and shown as asking until
//     the hub has answered.
//   - What cannot be decided here, because it depends on what this account does not see, is queued and never refused on a
//     guess.
//
// Only joining a hub makes a replica's file (Join). Run keeps it up to date; Market answers screens and commands. One
// process at a time holds the file.
package replica

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
//   - A command that carries revisions rests on what waited before it and is about the same rows: it was made over what
//     those would have led to. When one of them is refused or dropped, it is refused too, by the hub or, where the hub
//     cannot know of it, here; else its revision might by chance be that of what somebody else did. It is kept like any
//     refused one, and is sent again only changed.
//   - A command that starts or records a payment is in no overlay. It is kept before it is sent and shown as asking until
//     the hub has answered. So a command that is made behind it carries the revisions from before it. Where the one that asks
//     changes the same row - a payment changes its order and may change the order's task - the hub refuses the later one, if
//     it carries that row's revision, as though somebody else had been there. Nothing is lost: it stays among the refused
//     with its reason and what was typed, and goes again once it is made over what the hub has told since. The hub does not
//     let it pass, because a revision is a number: it does not say whose entries lie between the one that was seen and
//     today's, and how many of them an own command has made would have to be found by reading the row's history. A replica
//     that made the revision anew would do so unseen by the person, and after it may have been sent. The same is so behind
//     any command of which it could not be said here what it leads to.
//   - What the hub carried out stays in the outbox until a page has brought it, and then until the hub, in that connection,
//     has said that it has it: by the answer itself, or, after a connection that broke in between, when it is asked again.
//     A hub that was put back meanwhile, and has given the number to another copy of this device, is found out by that; the
//     command goes on under the device's new name. One gap is left: in a folder an answer and a page may come in one
//     journey although the hub was put back between writing the two, and what was sent under a name that the device had
//     before is not asked about there. Pages have nothing by which a single entry could be found, and a second journey for
//     each command would be the price.
//   - A hub that was put back has forgotten commands that left the outbox. The person is alarmed, and told to look at what
//     was done last. Own tasks and orders that were shown and that the hub does not have any more are named; which commands
//     it has forgotten, and so what only changed, is not said. What could be said for certain is little: those of the name
//     that the device has now, from the number on that the hub expects next. Of earlier names, and where a copy has used
//     the numbers again, nothing but the hub could tell - and a hub that is asked about a command which it does not have
//     decides it, so that asking would be sending it again, unasked. For that little every command and its private texts
//     would have to be kept and written twice, long after it was done; and a list that is not whole would say of what is
//     missing in it that it is still there.
//   - What cannot be decided here, because it depends on what this account does not see, is queued and never refused on a
//     guess.
//
// Only joining a hub makes a replica's file (Join). Run keeps it up to date; Market answers screens and commands. One
// process at a time holds the file.
package replica

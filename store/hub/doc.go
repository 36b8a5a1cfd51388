// Package hub is the authority of a marketplace: it decides commands one after the other, keeps the state that follows
// from them, and fires the clocks.
//
// The words used here:
//
//   - A submission is a command with who sends it. Its outcome is the events it led to, or a refusal; both are an entry
//     of the journal. The outcome is given only when the entry is durable.
//   - The decider is the one goroutine that decides. Submissions that wait while it works form the next group: they are
//     decided in order over one overlay and made durable together, so that many people share one sync.
//   - The state lies in rooms of the journal (rooms.go), in the same transaction as the entries. What the model derives
//     from a row - list entries, counts - is kept and updated by difference.
//   - A trail is the history of one row: the entries that are about it, with a hash chain of its own.
//   - The feed says for each audience - everyone, support, operators, one account - which rows an entry has to tell it of
//     (feed.go). Replicas pull by it; how a row looks to them is always what the model says of it at that moment.
//   - A device numbers its commands. The number says whether a command is new, was decided before, or is another one
//     under the same number, which only a restored backup can bring about.
//   - A hub that could not make sure of a commit stops: everything is refused until it is opened again, because what
//     is in memory may no longer be what is on disk.
//
// One process at a time holds a data directory; the lock file says which (lock.go). Whatever else wants to look at the
// files - doctor, backup, restore - is here too, since only this package knows what they mean.
package hub

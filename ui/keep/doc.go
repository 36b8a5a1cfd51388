// Package keep is a hub as whoever looks after it sees it: who is connected, how the journal is, which backups there
// are, what was refused, what the log says. Screens and commands read it through one interface, the [Keeper], so that
// neither knows the SSH host or the store behind it.
//
// # What an operator sees
//
// Accounts, keys, policy, health and counts: rule 13. Nothing here holds an address of a house, a thread, a PayPal
// address, a title or a person's name. The log has handles, fingerprints, network addresses, verbs without their
// arguments, rules and numbers.
//
// # What an operator may do from afar
//
// End a session, examine the journal, and make a backup into the hub's own folder. That last one is allowed through SSH
// although the verb backup is not: the verb names a file of the hub's machine, while here nobody names anything, and
// the copies take no more room than the policy lets them. Bringing a backup back, and mending, need the hub to be down,
// and are done on its own computer.
//
// # Work
//
// A check and a backup take long, and one is done at a time. It belongs to the hub, not to whoever began it: a session
// that ends does not end it.
package keep

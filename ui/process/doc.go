// Package process is one process of the program: what it holds, whom it asks, what it runs.
//
// # Vocabulary
//
//   - A holding is a data directory that this process holds: the marketplace and the notebook in it, and a socket at which
//     other processes of the same user come in. Screens and a hub hold for long and let others in from the beginning; a
//     command lets them in only when it takes its time.
//   - The house is what a holder does for those others; package share brings them to it.
//   - A visit is what becomes of a process that finds its directory held: whoever holds it carries out the command line, or
//     draws the screens on this process's terminal. When that one leaves, the visit goes on with the next holder, or this
//     process becomes the holder itself. The command line of a visit has run here as far as its first look at the
//     directory, and what it printed until then is thrown away (see gate): it is printed by whoever carries it out.
//
// # What it knows of a store
//
// The [Store] and the [Market] that stand here, and what kind of trouble an error of theirs is. The composition gives
// them over the marketplace, the sample and the journal; nothing here imports those. Likewise the model decides, and
// neither screens nor commands know whether they run in the process that holds the directory.
package process

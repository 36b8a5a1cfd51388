// Package simulation lets a hub and replicas live through bad days, many thousands of them, one after the other.
//
// The hub, the replicas and the frames between them are the real ones. What is made up is what lies beneath: the clocks,
// the network, the disks and the people. All chances come from one number, the seed, so that a run that failed is run
// again by its seed (go test ./store/simulation -run TestSeeds -seed N).
//
// # What happens
//
// People with and without a network do what the rules allow and what they do not. Frames are lost, cut, doubled and
// come late, from either side. Hub and replicas die at any write and between its bytes, and start again from what is on
// the disk. Yesterday's copy of a hub or a replica is put back, and a copy of a replica goes on beside its original.
// Clocks are wrong, keys are revoked and given back, policies and levels change, and rows of a newer version come.
//
// Lives differ in what lies beneath them (Life). Mostly a hub keeps its journal in memory and frames travel over a network.
// In some the journal lies in its real files, of which the power leaves the half of a frame, and which are opened again; at
// the end a doctor looks at them. In some there is no network: letters lie in a folder that is carried, and on the way are
// lost, altered, cut, replayed, and put into others' mailboxes; the folder is away, empty, or what it was yesterday, and
// the mailbox of a replica is put back or copied with it. And in a few both. A Tally counts all that really happened.
//
// # What holds after each run, when everything is healed
//
//   - Each command was decided once, or waits, or was refused and is kept with its reason, or the person dropped it.
//   - What was acknowledged is in the journal, as it was acknowledged, unless the hub was restored: then there is an alarm.
//   - Nobody's edit overwrote what its author had not seen, unless the hub was restored.
//   - Counters have no gap, the journal's chain is whole, and the state that the hub keeps is what its entries say.
//   - What each replica shows is the projection of the hub's state, with its lists, counts and private texts.
//   - No private text lies in the file of a replica whose account was never allowed to see it.
//   - What a replica shows with its outbox is the same after it was opened anew.
//   - Nobody can read a private text in the folder.
//
// The error of a life says which Promise was broken, and at which step.
//
// # What is left out
//
// The files of a mailbox are never cut in the middle of a write, only those of a replica and of a hub are; that, and a
// folder without room, is left to the tests of the folder's package. Where a letter
// comes that a hub wrote before it was put back, a command that it acknowledged counts as one that may be gone, if there
// is an alarm.
//
// # That the checks see anything
//
// Parts replaces a part of the real thing by a wrong one. The tests plant bugs in that way, and demand that the
// checks find each of them.
package simulation

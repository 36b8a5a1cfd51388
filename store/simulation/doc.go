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
// Clocks are wrong, keys are revoked, standpoints change, and rows of a newer version come.
//
// # What holds after each run, when everything is healed
//
//   - Each command was decided once, or waits, or was refused and is kept with its reason, or the person dropped it.
//   - What was acknowledged is in the journal, as it was acknowledged, unless the hub was restored: then there is an alarm.
//   - Counters have no gap, the journal's chain is whole, and the state that the hub keeps is what its entries say.
//   - What each replica shows is the projection of the hub's state, with its lists, counts and private texts.
//   - No private text lies in the file of a replica whose account was never allowed to see it.
//   - What a replica shows with its outbox is the same after it was opened anew.
//
// # That the checks see anything
//
// Parts replaces a part of the real thing by a wrong one. The tests plant bugs in that way, and demand that the
// checks find each of them.
package simulation

// Package screentest is what tests of screens share: a marketplace in memory, people and orders in it, and a
// stage on which a screen is driven by keys and looked at.
//
//   - A [World] is a marketplace on maps with a virtual clock. It is a screen.Market, decides by the model's own
//     rules and keeps each row's history. [New] opens one with sellers, creators and staff.
//   - A [Cast] is a world in which an order stands in every state that screens can meet ([NewCast]).
//   - A [Stage] shows a screen in a real shell of a given size. Keys go in as people press them, commands run to
//     rest in a fixed order without wall time, and what comes out is a frame of plain or painted text.
//   - [Golden] compares a frame with a file; run the tests with -update to write the files anew.
package screentest

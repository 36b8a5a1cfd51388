// Package journal is the ordered log of a marketplace and the room for the state that follows from it.
//
// The words used here:
//
//   - An entry is one command as it was decided: who sent it, from which device, when, and a body. The journal does
//     not read bodies; the hub puts the command, its outcome and its events there as canonical CBOR.
//   - A record is an entry as bytes: header, body, the chain hash, a CRC. The layout is frozen; see record.go.
//   - The head is the last record. Its hash covers every record before it, so two journals with the same head are the
//     same journal. The epoch is random and belongs to one journal for life: it tells a journal from another that
//     happens to have the same length.
//   - A group is what is appended together: all of it or nothing, with one sync for the whole. The commands of many
//     people wait for the same disk, so a group is the unit in which a busy hub works.
//   - A room is an ordered set of rows (key, value) that changes in the same transaction as the log. The hub keeps
//     its state in rooms, so that log and state can never disagree about what has happened.
//
// Drivers: store/journal/bolt keeps both in one bbolt file, store/journal/mem in memory for tests and simulations.
// Each driver runs the suite of store/journal/journaltest. A driver for a shared log (NATS JetStream) is to come; what
// it needs is already in the contract of Append: an expected head, and an outcome that may be unknown.
package journal

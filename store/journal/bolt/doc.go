// Package bolt keeps a journal and its rooms in one bbolt file, so that one transaction with one sync holds both.
//
// The file has these buckets: "log" (Seq as eight big-endian bytes -> record), "meta" (format, epoch, head), and "r/NAME"
// for each room. bbolt checks only its meta pages, so everything else is checked here: each record has its CRC and
// place in the chain, and what bbolt does on a page that makes no sense - a panic, a fault - becomes a DamageError.
// Rows of rooms have no checksum of their own; whoever keeps them can rebuild them from the log and compare.
package bolt

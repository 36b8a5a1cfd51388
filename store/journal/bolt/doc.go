// Package bolt keeps a journal and its rooms in a bbolt file with a tail beside it.
//
// # Why a tail
//
// A commit of bbolt rewrites every page that it touches, at places all over the file, and a disk syncs scattered pages
// an order of magnitude slower than a run of them. A command of this marketplace touches some thirty pages, nearly all
// of them because of indexes; a group of 64 commands took 30 to 50 ms in one bbolt transaction, of which deciding was a
// tenth. So a group is not written into the file at once. It is appended to the tail as one frame - records and changes
// of rooms, physically - and synced: a fifth of a millisecond. Its changes also stay in memory, in a layer over the
// file. When the layer has grown to a few megabytes a checkpoint writes it into the file, in the order of keys, in one
// transaction, while the next layer fills. Pages that many commands touch are written once.
//
// What the rest of the program may rely on is the same as with one transaction per append: log and rooms change
// together, an append is durable when it returns, and a reader sees all of a group or nothing. A frame that a crash cut
// off was never acknowledged and is dropped, but its bytes are kept in PATH-tail-N.cut-SEQ until somebody removes that;
// a frame that is damaged before others is an error. The row "tails" of "meta" says whether the tails hold entries, so
// that a tail which is missing then is an error too.
//
// # Files
//
// PATH is the bbolt file, with these buckets: "log" (Seq as eight big-endian bytes -> record), "meta" (format, epoch,
// head), and "r/NAME" for each room. PATH-tail-0 and PATH-tail-1 are used in turn. After Close the tails are empty and
// the file is whole by itself.
//
// bbolt checks only its meta pages, so everything else is checked here: each record has its CRC and place in the chain,
// each frame its CRC, and what bbolt does on a page that makes no sense - a panic, a fault - becomes a DamageError. Rows
// of rooms have no checksum of their own; whoever keeps them can rebuild them from the log and compare.
package bolt

// Package wire is the protocol between a replica and a hub over anything that carries bytes both ways: an SSH subsystem,
// a unix socket, a pipe in a test.
//
// # Frames
//
// Both sides send frames: a head of 16 bytes that no version of the protocol changes, and a body of canonical CBOR.
//
//	0  4  bytes that follow these four, big endian, at most MaxFrameBytes
//	4  2  version of the protocol
//	6  1  kind
//	7  1  0
//	8  8  number of the question, from 1 on; 0 for what concerns the connection
//
// A client asks (Greet, Send, Pull, Watch), at most a few questions at a time, and may take a question back (Cancel). The
// server answers each question once: with an Answer, a Failure, or a Notice to a Watch, which is what it sends to a
// client that is otherwise idle: "something changed". An answer to a question that was taken back is passed over.
//
// # What is refused
//
// A frame that is too long, cut short, of an unknown kind, or whose body is not exactly what its kind demands - an
// unknown field, a key twice, an indefinite length, a tag, depth or lengths beyond measure, a number written long - ends
// the connection: whoever sends such a thing would not do better the next time. Nothing is read into memory before its
// length is known to be bounded, and no memory is taken for bytes that have not come.
//
// A frame of another version is answered by one with the own version in its head, so that both sides learn that one of
// them needs an update (remote.NewerError), and which.
//
// # Without a stream
//
// What carries whole messages and no stream of bytes - files in a folder - has the same questions and answers as single
// frames: an [Exchange] on the asking side, [Reply] on the answering one.
//
// # Time
//
// What has begun must go on: a frame of which half came, and a frame that the other side does not take, close the
// connection after the stall. A connection on which nobody asks anything may be idle for ever; whether the other side is
// still there is for what carries it to find out (SSH has a question for that).
package wire

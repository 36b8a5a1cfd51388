package post

// The words of a replica that cannot be kept up to date because of its own disk.
const (
	Full   Line = "full"   // there is no room; it goes on once there is
	Broken Line = "broken" // it cannot be written
)

// Room is why there is no way to a hub while the disk is full: [Question.Why].
const Room = "room"

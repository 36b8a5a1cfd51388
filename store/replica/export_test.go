package replica

// RoomList is where a generation has its lists.
const RoomList = roomList

// Unpack reads the entries of a block of a list.
func Unpack(before, block []byte) ([][]byte, error) { return unpack(before, block) }

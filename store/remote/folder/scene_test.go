package folder_test

import (
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

func hello() remote.Hello {
	return remote.Hello{Version: remote.Version, Device: journal.Device{1}}
}

func line(counter uint64, text string) remote.Parcel {
	return remote.Parcel{Counter: counter, Wire: "toy.line", Body: []byte(text)}
}

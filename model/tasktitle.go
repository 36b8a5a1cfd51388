package model

// TaskTitle is what a search needs of a task. Its fields are those of [Task], under the same numbers, so that it is read
// from a kept task in passing.
type TaskTitle struct {
	Key   Key       `cbor:"1,keyasint"`
	Type  TaskType  `cbor:"4,keyasint"`
	State TaskState `cbor:"5,keyasint"`
	Title string    `cbor:"7,keyasint"`
}

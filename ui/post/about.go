package post

import "aeconnect/model"

// About returns the IDs of what a command is about, as they stand in it: those of the things that it makes, changes or
// answers, each once.
func About(c model.Command) []model.ID { return model.IDsIn(c) }

//go:build !unix

package kit

import (
	"os"
	"os/signal"
)

// canSuspend reports that ctrl+z cannot stop a program here.
func canSuspend() bool { return false }

// listen asks for the one signal there is. No signal tells of a new size here:
// the program keeps the one it began with.
func listen() (ending, changed chan os.Signal) {
	ending = make(chan os.Signal, 1)
	signal.Notify(ending, os.Interrupt)
	return ending, nil
}

func continued(os.Signal) bool { return false }

func signalNumber(os.Signal) int { return 2 }

func dieOf(os.Signal) { os.Exit(130) }

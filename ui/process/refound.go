package process

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// lookForSocket is how often a holder looks whether its socket is still where others look for it: less than they wait.
const lookForSocket = 2 * time.Second

// guard makes the socket again where somebody has taken its file away, as those do who clean up temporary folders: nobody
// else would get in as long as this process holds the directory.
func (h *holding) guard() {
	tick := time.NewTicker(lookForSocket)
	defer tick.Stop()
	for {
		select {
		case <-h.over:
			return
		case <-tick.C:
			h.found()
		}
	}
}

// found looks for the socket once.
func (h *holding) found() {
	path := h.address()
	if path == "" {
		return
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return
	}
	h.mu.Lock()
	lost := h.socket
	if h.shut || lost == nil {
		h.mu.Unlock()
		return
	}
	h.socket = nil
	h.mu.Unlock()
	_ = lost.Close()
	h.listen()
	h.admit()
}

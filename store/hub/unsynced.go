package hub

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2"
)

// unsyncedName marks a file that is being written without syncs. While it is there a power failure may have cost more
// than the last groups. It holds the name of the machine's run: if the machine has not been started anew, nothing was
// lost, whatever became of the process.
const unsyncedName = "market.unsynced"

func (h *Hub) markUnsynced() error {
	if h.lock == nil {
		return nil
	}
	return renameio.WriteFile(filepath.Join(h.lock.dir, unsyncedName), []byte(bootID()), 0o600)
}

func (h *Hub) unmarkUnsynced() error {
	if h.lock == nil {
		return nil
	}
	return os.Remove(filepath.Join(h.lock.dir, unsyncedName))
}

// bootID names this run of the machine, "" where that is not known.
func bootID() string {
	raw, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(raw))
}

// settleUnsynced looks at a file that was being written without syncs when its writer died. After a new start of the
// machine the whole file is examined before anybody relies on it.
func settleUnsynced(dir string) error {
	mark := filepath.Join(dir, unsyncedName)
	raw, err := os.ReadFile(mark)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if boot := bootID(); boot == "" || boot != string(raw) {
		report, err := Examine(context.Background(), filepath.Join(dir, FileName), nil)
		if err != nil {
			return err
		}
		if !report.Clean() {
			return fmt.Errorf("the marketplace was not finished when the machine went down: %w", report.Err())
		}
	}
	return os.Remove(mark)
}

package market

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"

	"github.com/google/renameio/v2"
)

// Copy is a backup of the marketplace that was written once.
type Copy struct {
	At       model.Moment `json:"at"`
	File     string       `json:"file"`     // absolute
	Bytes    int64        `json:"bytes"`    //
	Entries  uint64       `json:"entries"`  // of the journal, as far as the copy was read again; 0 else
	Own      bool         `json:"own"`      // it lies in the marketplace's own folder, and goes when newer ones have come
	Verified model.Moment `json:"verified"` // when the copy was read again; 0: it was not
	Whole    bool         `json:"whole"`    // it was, and everything held
	Gone     bool         `json:"-"`        // the file is not there any more
}

// Check is what an examination of the journal found last.
type Check struct {
	At       model.Moment `json:"at"` // 0: there was none
	Took     int64        `json:"took_ms"`
	Entries  uint64       `json:"entries"`
	Rows     uint64       `json:"rows"`     // of the state, which was made anew and compared
	Findings []string     `json:"findings"` // sentences, the gravest first; none: everything holds
}

// care is what was done for a marketplace, in a file beside it. Losing it loses nothing but the record.
type care struct {
	Backups []Copy `json:"backups"` // the newest first
	Check   Check  `json:"check"`
}

const (
	careName = "care.json"
	// careMost is how many backups are remembered.
	careMost = 100
)

// readCare returns what is remembered; what cannot be read is nothing.
func readCare(dir string) (c care) {
	data, err := os.ReadFile(filepath.Join(dir, careName))
	if err != nil || json.Unmarshal(data, &c) != nil {
		return care{}
	}
	return c
}

func (c care) write(dir string) error {
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return renameio.WriteFile(filepath.Join(dir, careName), append(data, '\n'), 0o600)
}

// NoteBackup remembers a backup of the marketplace in dir.
func NoteBackup(dir string, b Copy) error {
	if abs, err := filepath.Abs(b.File); err == nil {
		b.File = abs
	}
	if b.At == 0 {
		b.At = model.At(time.Now())
	}
	c := readCare(dir)
	c.Backups = slices.DeleteFunc(c.Backups, func(old Copy) bool { return old.File == b.File })
	c.Backups = slices.Insert(c.Backups, 0, b)
	c.Backups = c.Backups[:min(len(c.Backups), careMost)]
	return c.write(dir)
}

// NoteCheck remembers what an examination of the marketplace in dir found.
func NoteCheck(dir string, r hub.Report, took time.Duration) error {
	c := readCare(dir)
	c.Check = checked(r, took)
	return c.write(dir)
}

func checked(r hub.Report, took time.Duration) Check {
	k := Check{At: model.At(time.Now()), Took: took.Milliseconds(), Entries: r.Entries, Rows: r.Rows}
	for _, f := range r.Findings {
		k.Findings = append(k.Findings, f.What)
	}
	return k
}

// Backups returns the backups that are remembered of the marketplace in dir, the newest first.
func Backups(dir string) []Copy {
	all := readCare(dir).Backups
	for i := range all {
		all[i].Gone = !exists(all[i].File)
	}
	return all
}

// LastCheck returns what the last examination of the marketplace in dir found.
func LastCheck(dir string) Check { return readCare(dir).Check }

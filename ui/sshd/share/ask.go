package share

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"io"
	"slices"
	"strings"
	"time"

	"aeconnect/ui/sshd"
)

// Protocol is the version of what a client and a holder say to each other.
const Protocol = 1

// Subsystem is the name of the sessions.
const Subsystem = "share@aeconnect"

// Key names one command line. Who has it may learn what the command line led to.
type Key [16]byte

// NewKey makes a key from the system's chance.
func NewKey() (k Key) {
	_, _ = rand.Read(k[:]) // never fails: it ends the program instead
	return k
}

// MarshalText implements encoding.TextMarshaler.
func (k Key) MarshalText() ([]byte, error) { return []byte(hex.EncodeToString(k[:])), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (k *Key) UnmarshalText(text []byte) error {
	_, err := hex.Decode(k[:], text[:min(len(text), 2*len(k))])
	return err
}

// Ask is what a client says of itself.
type Ask struct {
	Protocol int    `json:"protocol"`
	Version  string `json:"version"` // of the program
	Key      Key    `json:"key"`
	Again    bool   `json:"again"` // a holder may have begun with it before

	Began time.Time `json:"began"` // when it was asked first

	Screens  bool     `json:"screens"`  // screens are wanted, else a command is to be carried out
	Args     []string `json:"args"`     // the command line without the program's name
	Dir      string   `json:"dir"`      // working directory, absolute: relative file names are meant there
	DataDir  string   `json:"data_dir"` // the client's standard data directory
	DemoDir  string   `json:"demo_dir"` // and that of the sample
	Env      []string `json:"env"`      // "KEY=value", see [Environment]
	Terminal bool     `json:"terminal"` // a person sits there, at both ends
	Width    int      `json:"width"`    // cells of the terminal, 0: unknown
	Height   int      `json:"height"`
	Suspends bool     `json:"suspends"` // a shell waits that could continue the client once it was stopped

	Handle string `json:"handle"` // whose screens open first, "": who worked last
	Notice string `json:"notice"` // what the screens say at first, "": nothing
	Memory Kept   `json:"memory"` // of screens that were shown by another holder before
}

// Exit is how a session ended.
type Exit struct {
	Code    int    `json:"code"`
	Text    string `json:"text"`    // to be said on standard error, "" for nothing
	Screens bool   `json:"screens"` // the command opens screens: the client is to ask for them
	Handle  string `json:"handle"`  // whose they are
	Sample  bool   `json:"sample"`  // the sample marketplace was chosen: the client is to open it
	Foreign string `json:"foreign"` // the holder's version, where it is not the client's: nothing was done
}

// Streams are what a command of a client reads and writes.
type Streams struct {
	In       io.Reader // asks for more only when it is read
	Out, Err io.Writer
	Log      io.Writer // what is said of other things than the answer, once; it does not wait, and is lost where nobody reads
	// Edit runs an editor on the client's terminal.
	Edit func(ctx context.Context, editor, file string) error
}

// House is what a holder does for its clients, and for itself when it has taken over. It is used by many goroutines.
type House interface {
	// Run carries out the ask's command line. When the context ends the answer no longer matters: the client will ask the
	// next holder.
	Run(ctx context.Context, a Ask, s Streams) Exit
	// Open makes the screens that the ask is for, over a memory of their own.
	Open(ctx context.Context, a Ask, m *Memory) (Shown, error)
}

// Shown are the screens of an ask.
type Shown struct {
	sshd.Screens
	// Left tells, when they have ended well, what is to follow; nil: nothing.
	Left func() Exit
}

// left is how screens ended that ended well.
func (s Shown) left() Exit {
	if s.Left == nil {
		return Exit{}
	}
	return s.Left()
}

// Environment returns those variables ("KEY=value") that a command or a screen looks at.
func Environment(all []string) []string {
	known := []string{
		"TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM_PROGRAM", "WT_SESSION", "TMUX", "STY", "TZ",
		"LANG", "VISUAL", "EDITOR",
	}
	var kept []string
	for _, v := range all {
		name, _, _ := strings.Cut(v, "=")
		if slices.Contains(known, name) || strings.HasPrefix(name, "LC_") || strings.HasPrefix(name, "AECONNECT_") {
			kept = append(kept, v)
		}
	}
	return kept
}

// Variable looks a variable up among "KEY=value".
func Variable(env []string, name string) string {
	for _, v := range slices.Backward(env) {
		if value, is := strings.CutPrefix(v, name+"="); is {
			return value
		}
	}
	return ""
}

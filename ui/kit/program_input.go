package kit

import (
	"io"
	"os"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

// input is where keys come from.
type input struct {
	from io.Reader
	tty  *os.File // the same, when it is a tty of this computer
}

// openInput takes the process's own input for nil, or its terminal when that is
// a pipe or a file.
func openInput(from io.Reader) (input, error) {
	if from == nil {
		from = os.Stdin
		if !term.IsTerminal(os.Stdin.Fd()) {
			tty, _, err := tea.OpenTTY()
			if err != nil {
				return input{}, &NoTerminalError{"standard input is not a terminal, and there is no other"}
			}
			from = tty
		}
	}
	in := input{from: from}
	if f, ok := from.(*os.File); ok && term.IsTerminal(f.Fd()) {
		in.tty = f
	}
	return in, nil
}

// far tells that keys come over a connection: they are read by a keyboard.
func (in input) far() bool { return in.from != nil && in.tty == nil }

// framework returns the input as the framework reads it, nil when it reads
// nothing; the driver learns when it ends, which the framework does not tell.
func (in input) framework(d *driver) io.Reader {
	if in.tty == nil {
		return nil
	}
	return &watchedFile{in.tty, d.inputEnded}
}

// watchedReader reports the end of what it reads. Every error is an end to the
// framework, which would otherwise stop at once: the model is to be told first.
type watchedReader struct {
	io.Reader
	ended func()
}

func (r *watchedReader) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if err != nil {
		r.ended()
		err = io.EOF
	}
	return n, err
}

// watchedFile is the same for a file, whose reads can be cancelled.
type watchedFile struct {
	*os.File
	ended func()
}

func (f *watchedFile) Read(b []byte) (int, error) {
	n, err := f.File.Read(b)
	if err != nil {
		f.ended()
		err = io.EOF
	}
	return n, err
}

// inputEnded tells the watcher, once.
func (d *driver) inputEnded() { d.closeOnce.Do(func() { close(d.closed) }) }

// once is a channel that can be closed from several places.
type once struct {
	closed    chan struct{}
	closeOnce sync.Once
}

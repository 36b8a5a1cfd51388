package process

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"aeconnect/ui/kit"

	"github.com/charmbracelet/x/term"
)

// terminal tells whether a person sits at both ends.
func (p *Process) terminal() bool {
	in, ok := p.in.(*os.File)
	out, ok2 := p.out.(*os.File)
	return ok && ok2 && term.IsTerminal(in.Fd()) && term.IsTerminal(out.Fd())
}

// width is the terminal's, in cells, 0 where there is none.
func (p *Process) width() int {
	out, ok := p.out.(*os.File)
	if !ok {
		return 0
	}
	w, _, err := term.GetSize(out.Fd())
	if err != nil {
		return 0
	}
	return w
}

// theme is what the terminal's environment says of its colours.
func (p *Process) theme() kit.Theme { return kit.NewTheme(kit.DetectTheme(p.environ)) }

// themeOf is what an environment says of its terminal's colours.
func themeOf(env []string) kit.ThemeOptions {
	theme := kit.DetectTheme(env)
	for _, v := range env {
		switch v {
		case "AECONNECT_THEME=dark":
			theme.Dark = true
		case "AECONNECT_THEME=light":
			theme.Dark = false
		}
	}
	return theme
}

// runEditor runs an editor on this process's terminal.
func runEditor(ctx context.Context, editor, file string) error {
	words := strings.Fields(editor)
	if len(words) == 0 {
		return errors.New("no editor")
	}
	c := exec.CommandContext(ctx, words[0], append(words[1:], file)...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	return c.Run()
}

// secret asks the person at the terminal for something that is not shown while it is typed.
func (p *Process) secret(ctx context.Context, question string) ([]byte, error) {
	in, ok := p.in.(*os.File)
	if !ok {
		return nil, nil
	}
	fmt.Fprint(p.errs, question, " ")
	defer fmt.Fprintln(p.errs)
	type typed struct {
		text []byte
		err  error
	}
	answer := make(chan typed, 1)
	go func() {
		text, err := term.ReadPassword(in.Fd())
		answer <- typed{text, err}
	}()
	select {
	case a := <-answer:
		return a.text, a.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

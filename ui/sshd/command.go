package sshd

import (
	"context"
	"io"
	"strings"
	"unicode/utf8"

	"aeconnect/assets"
)

// command carries out the command line of a session.
func (h *Host) command(s *session, c *channel, line string) int {
	if most := c.link.limits.CommandBytes; most > 0 && len(line) > most {
		return s.say(c, usageExit, "ssh.long", assets.Num("max", int64(most)))
	}
	args, err := split(line)
	if err != nil {
		return s.say(c, usageExit, "ssh.quote")
	}
	sent := c.input()
	defer func() { _ = sent.Close() }()
	streams := Streams{In: sent, Out: c, Err: c.Stderr(), Env: c.env, Terminal: c.terminal, Doing: s.do}
	if c.terminal != nil {
		in, out := typed(sent, c, func() { c.cancel(vanished) }), &lines{to: c}
		defer func() { _ = in.Close() }()
		streams.In, streams.Out, streams.Err = in, out, out
	}
	return s.parting(c, h.obey(c.ctx, s, c, args, streams))
}

// obey runs a command line for whoever may.
func (h *Host) obey(ctx context.Context, s *session, c *channel, args []string, streams Streams) int {
	if s.visitor.Kind != Stranger {
		return h.options.House.Run(ctx, s.visitor, args, streams)
	}
	if porch, ok := h.options.House.(Porch); ok {
		return porch.RunPorch(ctx, s.visitor, args, streams)
	}
	return s.turnAway(c)
}

// lines writes to a terminal that nobody processes output for: a line ends with a return.
type lines struct{ to io.Writer }

// Write implements io.Writer.
func (l *lines) Write(b []byte) (int, error) {
	if _, err := io.WriteString(l.to, strings.ReplaceAll(string(b), "\n", "\r\n")); err != nil {
		return 0, err
	}
	return len(b), nil
}

// typed reads what a person types on a terminal that nobody processes input for: it is shown as it is typed, a line can
// be taken back from its end, ctrl+c ends the command, ctrl+d the input. Closing it ends nothing but the reading.
func typed(keys io.Reader, screen io.Writer, interrupt func()) io.ReadCloser {
	out, in := io.Pipe()
	t := &typing{screen: screen, in: in, interrupt: interrupt}
	go func() {
		buf := make([]byte, 256)
		for {
			n, err := keys.Read(buf)
			for _, b := range buf[:n] {
				if end := t.key(b); end != nil {
					_ = in.CloseWithError(end)
					return
				}
			}
			if err != nil {
				_ = in.CloseWithError(err)
				return
			}
		}
	}()
	return out
}

// typing is a line that is being typed.
type typing struct {
	line      []byte
	screen    io.Writer
	in        io.Writer
	interrupt func()
}

// typedMax is how long a line may be that is typed by hand.
const typedMax = 4096

// key takes one byte of the keyboard; it returns an error when there is no more to come, io.EOF for a good end.
func (t *typing) key(b byte) error {
	const ctrlC, ctrlD, backspace, del = 3, 4, 8, 127
	switch {
	case b == ctrlC:
		t.interrupt()
		return vanished // what was typed is no whole
	case b == ctrlD:
		_, _ = t.in.Write(t.line)
		return io.EOF
	case b == '\r' || b == '\n':
		_, _ = io.WriteString(t.screen, "\r\n")
		_, err := t.in.Write(append(t.line, '\n'))
		t.line = t.line[:0]
		return err
	case b == backspace || b == del:
		if _, size := utf8.DecodeLastRune(t.line); size > 0 {
			t.line = t.line[:len(t.line)-size]
			_, _ = io.WriteString(t.screen, "\b \b")
		}
	case b >= ' ' && len(t.line) < typedMax:
		t.line = append(t.line, b)
		_, _ = t.screen.Write([]byte{b})
	}
	return nil
}

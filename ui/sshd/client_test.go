package sshd

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// usual is the client that people have.
type usual struct {
	t    *testing.T
	host *hut
	key  gossh.Signer
	args []string // before the name of the host
}

// usualClient makes a key for the client that this computer has, and nothing of its own configuration is looked at.
func usualClient(t *testing.T) *usual {
	t.Helper()
	if _, err := exec.LookPath("ssh"); err != nil {
		t.Skip("no ssh client here")
	}
	h, dir := start(t, generous()), t.TempDir()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := gossh.MarshalPrivateKey(private, "")
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(h.addr)
	file, known := filepath.Join(dir, "id"), filepath.Join(dir, "known")
	line := fmt.Sprintf("[127.0.0.1]:%s %s", port, gossh.MarshalAuthorizedKey(h.key))
	if err := errors.Join(os.WriteFile(file, pem.EncodeToMemory(block), 0o600), os.WriteFile(known, []byte(line), 0o600)); err != nil {
		t.Fatal(err)
	}
	return &usual{t: t, host: h, key: key, args: []string{
		"-F", "/dev/null", "-i", file, "-p", port, "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "UserKnownHostsFile=" + known,
		"-o", "GlobalKnownHostsFile=/dev/null", "-o", "StrictHostKeyChecking=yes", "-o", "NumberOfPasswordPrompts=1", "-o", "ConnectTimeout=20",
	}}
}

// command is the client with options, then what stands after the name of the host.
func (u *usual) command(options []string, line ...string) *exec.Cmd {
	args := append(append(append([]string{}, u.args...), options...), "somebody@127.0.0.1")
	c := exec.Command("ssh", append(args, line...)...)
	c.Env = []string{"HOME=" + u.t.TempDir(), "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=en_US.UTF-8", "SECRET=x"}
	return c
}

// runs runs a command to its end.
func (u *usual) runs(in string, options []string, line ...string) (out, errs string, exit int) {
	u.t.Helper()
	c := u.command(options, line...)
	var o, e bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(in), &o, &e
	if err := c.Start(); err != nil {
		u.t.Fatal(err)
	}
	kill := time.AfterFunc(20*time.Second, func() { _ = c.Process.Kill() })
	defer kill.Stop()
	_ = c.Wait()
	return o.String(), e.String(), c.ProcessState.ExitCode()
}

func TestTheUsualClient(t *testing.T) {
	t.Parallel()
	u := usualClient(t)
	out, errs, exit := u.runs("", nil, "who")
	fingerprint := gossh.FingerprintSHA256(u.key.PublicKey())
	if exit != 255 || out != "" || !strings.Contains(errs, "does not know the key") || !strings.Contains(errs, fingerprint) {
		t.Errorf("a stranger: exit %d, %q, %q", exit, out, errs)
	}
	until(t, "the host expects the key", func() bool { return u.host.strangers.expects("127.0.0.1", fingerprint) })
	if _, errs, exit = u.runs("", nil, "who"); exit != 6 || !strings.Contains(errs, "You are not known here") {
		t.Errorf("a stranger, again: exit %d, %q", exit, errs)
	}
	u.host.house.give(u.key, "lumen", Full)
	text := strings.Repeat("0123456789abcdef", 16<<10)
	for _, c := range []struct {
		name      string
		in        string
		options   []string
		line      []string
		out, errs string // a part of it; "" for nothing but what the client says
		exit      int
	}{
		{"a command", "", nil, []string{"who", "'a b'", "c"}, `lumen full ["a b" "c"]`, "", 0},
		{"an exit code", "", nil, []string{"exit", "88888888"}, "", "no\n", 8},
		{"a pipe in and out", text, nil, []string{"cat"}, text, "", 0},
		{"no command, no terminal", "", nil, nil, "", "usage\n", 2},
		{"variables", "", []string{"-o", "SendEnv=LANG COLORTERM SECRET", "-o", "SetEnv=LD_PRELOAD=/x"}, []string{"who"}, "LANG=en_US.UTF-8", "", 0},
		{"an agent and windows", "", []string{"-A", "-X", "-o", "ForwardX11Trusted=yes"}, []string{"who"}, "lumen full", "", 0},
		{"a port of the hub", "", []string{"-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:9"}, []string{"who"}, "", "remote port forwarding failed", 255},
		{"a port through the hub", "", []string{"-W", "127.0.0.1:9"}, nil, "", "open failed", 255},
		{"a subsystem that there is not", "", []string{"-s"}, []string{"sftp"}, "", "subsystem request failed", 255},
		{"another program", "", nil, []string{"sh", "-c", "id"}, "", "", 0},
	} {
		out, errs, exit := u.runs(c.in, c.options, c.line...)
		if exit != c.exit || !strings.Contains(out, c.out) || !strings.Contains(errs, c.errs) || strings.Contains(out, "SECRET") || strings.Contains(out, "uid=") {
			t.Errorf("%s: exit %d, %.200q, %q", c.name, exit, out, errs)
		}
	}
	u.closesEarly()
}

// closesEarly: whoever reads one line of much has what it wanted, and the command comes to its end.
func (u *usual) closesEarly() {
	u.t.Helper()
	c := u.command(nil, "flood", "1000")
	out, _ := c.StdoutPipe()
	if err := c.Start(); err != nil {
		u.t.Fatal(err)
	}
	_, _ = io.ReadFull(out, make([]byte, 5))
	_ = out.Close()
	_ = waits(u.t, c.Wait)
	if exit := c.ProcessState.ExitCode(); exit != 0 {
		u.t.Errorf("a reader that left: exit %d", exit)
	}
	until(u.t, "the command is over", func() bool { return len(u.host.Sessions()) == 0 })
}

// TestTheUsualClientOnATerminal: with a terminal of its own, which is whole afterwards, and with none.
func TestTheUsualClientOnATerminal(t *testing.T) {
	t.Parallel()
	u := usualClient(t)
	u.host.house.give(u.key, "lumen", Full)
	type trial struct {
		name   string
		cmd    *exec.Cmd
		before string
		end    func(*exec.Cmd, io.Writer)
		after  string
		exit   int
	}
	q := func(_ *exec.Cmd, in io.Writer) { _, _ = io.WriteString(in, "q") }
	trials := []trial{
		{"no terminal of its own", u.command([]string{"-tt"}), "hello lumen", q, "", 0},
		{"a command", u.command([]string{"-tt"}, "who"), "lumen full", nil, "", 0},
		{"a revoked key", u.command([]string{"-tt"}), "hello lumen", func(*exec.Cmd, io.Writer) { u.host.End(gossh.FingerprintSHA256(u.key.PublicKey())) }, "no longer opens", 6},
		{"a killed client", u.command([]string{"-tt"}), "hello lumen", func(c *exec.Cmd, _ io.Writer) { _ = c.Process.Kill() }, "", -1},
	}
	if _, err := exec.LookPath("script"); err == nil {
		script := u.command([]string{"-tt"})
		script.Args = []string{"script", "-qec", "stty cols 90 rows 30; exec '" + strings.Join(script.Args, "' '") + "'", "/dev/null"}
		script.Path, _ = exec.LookPath("script")
		trials = append(trials, trial{"a terminal", script, "size 90x30", q, "", 0})
	}
	for _, c := range trials {
		t.Run(c.name, func(t *testing.T) {
			var out safeBuffer
			c.cmd.Stdout, c.cmd.Stderr = &out, &out
			in, err := c.cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := c.cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = c.cmd.Process.Kill() }()
			until(t, c.before, func() bool { return strings.Contains(out.String(), c.before) })
			if c.end != nil {
				c.end(c.cmd, in)
			}
			_ = waits(t, c.cmd.Wait)
			if exit := c.cmd.ProcessState.ExitCode(); exit != c.exit || !strings.Contains(out.String(), c.after) {
				t.Errorf("exit %d, %q", exit, out.String())
			}
			entered, left := strings.Count(out.String(), "\x1b[?1049h"), strings.Count(out.String(), "\x1b[?1049l")
			if c.exit >= 0 && entered != left {
				t.Errorf("entered %d times, left %d times", entered, left)
			}
			until(t, "the session is over", func() bool { return len(u.host.Sessions()) == 0 })
		})
	}
}

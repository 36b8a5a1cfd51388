package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/google/renameio/v2"
	"github.com/spf13/cobra"
)

func (r *run) backupVerb() *cobra.Command {
	c := r.verb("backup FILE", 1, 1, func(args []string) error { return r.backup(args[0]) })
	c.ValidArgsFunction = nil
	return c
}

// backup writes a copy of the marketplace into a file that is whole or not there at all.
func (r *run) backup(name string) error {
	if err := r.exists(); err != nil {
		return err
	}
	if name == "-" {
		return r.app.Backup(r.ctx, r.dir(), r.app.Stdout)
	}
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		return byRule(ruleFileThere, "file", assets.Text("value", model.Safe(name)))
	}
	file, err := renameio.NewPendingFile(name, renameio.WithPermissions(0o600))
	if err != nil {
		return fileError(name, err)
	}
	counted := &counter{to: file}
	if err := r.app.Backup(r.ctx, r.dir(), counted); err != nil {
		return errors.Join(err, file.Cleanup())
	}
	if err := file.CloseAtomicallyReplace(); err != nil {
		return fileError(name, err)
	}
	return r.fileDone("cli.backup", name, counted.n)
}

// exists demands that there is a marketplace, and lets go of it again: backup and restore open the files themselves.
func (r *run) exists() error {
	err := r.open(false)
	if r.market != nil {
		err = errors.Join(err, r.market.Close())
		r.market = nil
	}
	return err
}

// counter counts what is written.
type counter struct {
	to io.Writer
	n  int64
}

// Write implements io.Writer.
func (c *counter) Write(b []byte) (int, error) {
	n, err := c.to.Write(b)
	c.n += int64(n)
	return n, err
}

func (r *run) fileDone(word, name string, size int64) error {
	if !r.human() {
		b := appendString([]byte(`{"file":`), name)
		b = appendInt(appendKey(b, "bytes"), size)
		b = appendString(appendKey(b, "data"), r.dir())
		return r.object(append(b, '}'))
	}
	fmt.Fprintln(r.out, r.words().Say(word, assets.Text("file", name), assets.Text("size", r.words().Digits(size)), assets.Text("data", r.dir())))
	return nil
}

// object prints one JSON object that is no row of a noun.
func (r *run) object(b []byte) error {
	if r.flags.jq != "" {
		code, err := compileJQ(r.flags.jq)
		if err != nil {
			return err
		}
		return runJQ(r.ctx, r.out, code, b)
	}
	_, err := r.out.Write(append(b, '\n'))
	return err
}

func (r *run) restoreVerb() *cobra.Command {
	c := r.verb("restore FILE", 1, 1, func(args []string) error { return r.restore(args[0]) })
	c.ValidArgsFunction = nil
	return c
}

// restore makes the marketplace of a backup where there is none.
func (r *run) restore(name string) error {
	switch err := r.exists(); {
	case err == nil:
		return byRule(ruleDataThere, "data", assets.Text("value", model.Safe(r.dir())))
	case r.problem(err).rule != string(ruleNoMarket):
		return err
	}
	from := r.app.Stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return fileError(name, err)
		}
		defer file.Close()
		from = file
	}
	if err := r.app.Restore(r.ctx, r.dir(), bufio.NewReaderSize(from, 1<<20)); err != nil {
		return err
	}
	return r.fileDone("cli.restored", name, 0)
}

func (r *run) doctorVerb() *cobra.Command {
	return r.verb("doctor", 0, 0, func([]string) error { return r.doctor() })
}

// doctor reports what is whole and what is not.
func (r *run) doctor() error {
	found, err := r.app.Doctor(r.ctx, r.dir())
	if errors.Is(err, ErrNoMarket) {
		return absent(ruleNoMarket, "data", assets.Text("value", model.Safe(r.dir())))
	}
	if err != nil {
		return err
	}
	if r.human() {
		r.tellCheckup(found)
	} else if err := r.object(found.json()); err != nil {
		return err
	}
	if n := len(found.Findings); n > 0 {
		return notWhole(ruleDoctor, assets.Num("count", int64(n)))
	}
	return nil
}

func (c Checkup) json() []byte {
	b := appendBool([]byte(`{"ok":`), len(c.Findings) == 0)
	b = appendInt(appendKey(b, "entries"), int64(c.Entries))
	b = appendInt(appendKey(b, "rows"), int64(c.Rows))
	b = appendList(appendKey(b, "findings"), c.Findings, func(b []byte, f Finding) []byte {
		b = append(b, '{')
		b = appendString(appendKey(b, "what"), f.What)
		b = appendText(appendKey(b, "file"), f.File)
		b = appendInt(appendKey(b, "at"), f.At)
		b = appendInt(appendKey(b, "seq"), int64(f.Seq))
		b = appendText(appendKey(b, "lost"), f.Lost)
		return append(b, '}')
	})
	return append(b, '}')
}

func (r *run) tellCheckup(c Checkup) {
	for _, f := range c.Findings {
		fmt.Fprintln(r.out, r.words().Say("cli.finding", assets.Text("what", f.What), assets.Text("file", f.File), assets.Num("seq", int64(f.Seq)),
			assets.Text("lost", f.Lost)))
	}
	word := "cli.whole"
	if len(c.Findings) > 0 {
		word = "cli.examined"
	}
	fmt.Fprintln(r.out, r.words().Say(word, assets.Num("entries", int64(c.Entries)), assets.Num("rows", int64(c.Rows))))
}

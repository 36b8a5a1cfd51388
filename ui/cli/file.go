package cli

import (
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
	p, err := newPrinter(r, fileNoun(), inShow)
	if err != nil {
		return err
	}
	if err := r.owner(); err != nil {
		return err
	}
	if name == "-" {
		return r.copied(r.app.Backup(r.ctx, r.dir(), r.app.Stdout))
	}
	if info, err := os.Lstat(r.path(name)); !errors.Is(err, fs.ErrNotExist) && (err != nil || !r.own(info)) {
		return byRule(ruleFileThere, "file", assets.Text("value", model.Safe(name)))
	}
	file, err := renameio.NewPendingFile(r.path(name), renameio.WithPermissions(0o600))
	if err != nil {
		return fileError(name, err)
	}
	counted := &counter{to: file}
	if err := r.app.Backup(r.ctx, r.dir(), counted); err != nil {
		return errors.Join(r.copied(err), file.Cleanup())
	}
	if err := file.CloseAtomicallyReplace(); err != nil {
		return fileError(name, err)
	}
	if r.app.NoteBackup != nil {
		_ = r.app.NoteBackup(r.dir(), name, counted.n) // the backup is there, whether or not anybody remembers it
	}
	return r.fileDone(p, "cli.backup", name, counted.n)
}

// own tells whether a file may be this command line's own work, from before it was carried out again.
func (r *run) own(file fs.FileInfo) bool {
	return !r.app.Began.IsZero() && file.Mode().IsRegular() && !file.ModTime().Before(r.app.Began)
}

// copied says in words that there is nothing to copy. The marketplace is not opened before: somebody may sit before
// its screens, who then hands the copy out.
func (r *run) copied(err error) error {
	if errors.Is(err, ErrNoMarket) {
		return absent(ruleNoMarket, "data", assets.Text("value", model.Safe(r.dir())))
	}
	return err
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

// counter counts what is written or read.
type counter struct {
	to   io.Writer
	from io.Reader
	n    int64
}

// Read implements io.Reader.
func (c *counter) Read(b []byte) (int, error) {
	n, err := c.from.Read(b)
	c.n += int64(n)
	return n, err
}

// Write implements io.Writer.
func (c *counter) Write(b []byte) (int, error) {
	n, err := c.to.Write(b)
	c.n += int64(n)
	return n, err
}

// fileNoun says which file was written or read.
func fileNoun() noun[facts] { return factNoun("file", "bytes", "data") }

func (r *run) fileDone(p *printer[facts], word, name string, size int64) error {
	if !r.human() || r.flags.fields != "" {
		return p.print(nil, facts{appendString(nil, name), appendInt(nil, size), appendString(nil, r.dir())})
	}
	r.say(word, assets.Text("file", name), assets.Text("size", r.words().Digits(size)), assets.Text("data", r.dir()))
	return nil
}

func (r *run) restoreVerb() *cobra.Command {
	c := r.verb("restore FILE", 1, 1, func(args []string) error { return r.restore(args[0]) })
	c.ValidArgsFunction = nil
	return c
}

// restore makes the marketplace of a backup where there is none.
func (r *run) restore(name string) error {
	p, err := newPrinter(r, fileNoun(), inShow)
	if err != nil {
		return err
	}
	switch err := r.exists(); {
	case err == nil:
		if err := r.owner(); err != nil {
			return err
		}
		return byRule(ruleDataThere, "data", assets.Text("value", model.Safe(r.dir())))
	case r.problem(err).rule != string(ruleNoMarket):
		return err
	case r.flags.as != "":
		return operatorsOnly() // nobody has an account where there is no marketplace yet
	}
	from := r.app.Stdin
	if name != "-" {
		file, err := os.Open(r.path(name))
		if err != nil {
			return fileError(name, err)
		}
		defer file.Close()
		if info, err := file.Stat(); err == nil && info.IsDir() {
			return isDirectory(name)
		}
		from = file
	}
	read := &counter{from: from}
	if err := r.app.Restore(r.ctx, r.dir(), read); err != nil {
		return err
	}
	return r.fileDone(p, "cli.restored", name, read.n)
}

func (r *run) doctorVerb() *cobra.Command {
	return r.verb("doctor", 0, 0, func([]string) error { return r.doctor() })
}

// doctor reports what is whole and what is not.
func (r *run) doctor() error {
	p, err := newPrinter(r, checkupNoun(), inShow)
	if err != nil {
		return err
	}
	if err := r.owner(); err != nil {
		return err
	}
	found, err := r.app.Doctor(r.ctx, r.dir())
	if errors.Is(err, ErrNoMarket) {
		return absent(ruleNoMarket, "data", assets.Text("value", model.Safe(r.dir())))
	}
	if err != nil {
		return err
	}
	if r.human() && r.flags.fields == "" {
		r.tellCheckup(found)
	} else if err := p.print(nil, found); err != nil {
		return err
	}
	if n := len(found.Findings); n > 0 && found.Copy {
		return notWhole(ruleDoctorCopy, "data", assets.Num("count", int64(n)))
	} else if n > 0 {
		return notWhole(ruleDoctor, "data", assets.Num("count", int64(n)))
	}
	return nil
}

func checkupNoun() noun[Checkup] {
	return noun[Checkup]{columns: []column[Checkup]{
		{"ok", inAll, func(_ *scene, b []byte, c Checkup) []byte { return appendBool(b, len(c.Findings) == 0) }},
		{"entries", inAll, func(_ *scene, b []byte, c Checkup) []byte { return appendInt(b, int64(c.Entries)) }},
		{"rows", inAll, func(_ *scene, b []byte, c Checkup) []byte { return appendInt(b, int64(c.Rows)) }},
		{"findings", inAll, func(_ *scene, b []byte, c Checkup) []byte { return appendList(b, c.Findings, appendFinding) }},
	}}
}

func appendFinding(b []byte, f Finding) []byte {
	b = append(b, '{')
	b = appendString(appendKey(b, "what"), f.What)
	b = appendText(appendKey(b, "file"), f.File)
	b = appendInt(appendKey(b, "at"), f.At)
	b = appendInt(appendKey(b, "seq"), int64(f.Seq))
	b = appendText(appendKey(b, "lost"), f.Lost)
	return append(b, '}')
}

func (r *run) tellCheckup(c Checkup) {
	for _, f := range c.Findings {
		fmt.Fprintln(r.out, r.words().Say("cli.finding", assets.Text("what", f.What), assets.Text("file", f.File), assets.Num("seq", int64(f.Seq)),
			assets.Text("lost", f.Lost)))
	}
	word := "cli.whole"
	switch {
	case c.Copy:
		word = "outbox.examined"
	case len(c.Findings) > 0:
		word = "cli.examined"
	case c.Other:
		word = "cli.other"
	}
	fmt.Fprintln(r.out, r.words().Say(word, assets.Num("entries", int64(c.Entries)), assets.Num("rows", int64(c.Rows))))
}

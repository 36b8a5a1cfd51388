package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// imported is what became of a report.
type imported struct {
	lines, fresh, sales int64
	ignored             []string
}

func importedNoun() noun[imported] {
	return noun[imported]{
		columns: []column[imported]{
			{"lines", inAll, func(_ *scene, b []byte, i imported) []byte { return appendInt(b, i.lines) }},
			{"new", inAll, func(_ *scene, b []byte, i imported) []byte { return appendInt(b, i.fresh) }},
			{"known", inAll, func(_ *scene, b []byte, i imported) []byte { return appendInt(b, i.lines-i.fresh) }},
			{"sales", inAll, func(_ *scene, b []byte, i imported) []byte { return appendInt(b, i.sales) }},
			{"ignored", inAll, func(_ *scene, b []byte, i imported) []byte { return appendStrings(b, i.ignored) }},
		},
		cells: []cell[imported]{
			{"lines", true, false, false, func(_ *scene, i imported) styled { return plain(countOrNone(int(i.lines))) }},
		},
	}
}

func (r *run) portalsImport() *cobra.Command {
	return changing(r.verb("import FILE", 1, 1, func(args []string) error { return r.importReport(args[0]) }))
}

// importReport checks a report whole and takes it in, by steps that each are durable. One that broke off is completed by
// importing it again.
func (r *run) importReport(name string) error {
	p, err := newPrinter(r, importedNoun(), inShow)
	if err != nil {
		return err
	}
	file, done, err := r.reportFile(name)
	if err != nil {
		return err
	}
	defer done()
	if err := r.asAccount(); err != nil {
		return err
	}
	check := model.NewSaleCheck()
	sum, err := r.eachChunk(file, func(c *model.ImportSales) (model.Decision, error) {
		if refusal := check.Add(c); refusal != nil {
			return model.Decision{Refusal: refusal}, nil
		}
		return r.market.Plan(r.actor, c)
	})
	if err == nil && !r.flags.plan {
		check = nil
		if _, err = file.Seek(0, io.SeekStart); err == nil {
			sum, err = r.eachChunk(file, func(c *model.ImportSales) (model.Decision, error) { return r.market.Do(r.ctx, r.actor, c) })
		}
	}
	if err != nil {
		return r.planned(name, err)
	}
	return r.view(func(s *scene) error {
		if !r.human() || r.flags.fields != "" {
			return p.print(s, sum)
		}
		if len(sum.ignored) > 0 {
			fmt.Fprintln(r.out, s.words.Say("cli.import_ignored", assets.Text("columns", strings.Join(sum.ignored, ", "))))
		}
		word := "cli.imported"
		if r.flags.plan {
			word = "cli.import_plan"
		}
		fmt.Fprintln(r.out, s.words.Say(word, assets.Num("lines", sum.lines), assets.Num("new", sum.fresh), assets.Num("sales", sum.sales)))
		return nil
	})
}

// eachChunk reads a report from its beginning and calls fn with each command of it.
func (r *run) eachChunk(file io.Reader, fn func(*model.ImportSales) (model.Decision, error)) (sum imported, err error) {
	var most int64
	var rep *report
	err = r.view(func(s *scene) error {
		most = model.PolicyNow(s.Reader).Get(model.ImportLines)
		rep, err = openReport(file, s.zone())
		return err
	})
	if err != nil {
		return sum, err
	}
	sum.ignored = rep.Ignored
	take := func(c *chunk) error {
		d, err := fn(c.command)
		if err == nil {
			err = refused(d.Refusal)
		}
		if err != nil {
			return err
		}
		sum.lines += int64(len(c.command.Lines))
		for _, e := range d.Events {
			if e, ok := e.(*model.SalesImported); ok {
				sum.sales += int64(len(e.Sales))
				for _, p := range e.Pages {
					sum.fresh += int64(len(p.Lines))
				}
			}
		}
		return r.ctx.Err()
	}
	for c := newChunk(); ; {
		more, err := rep.next()
		if err != nil {
			return sum, err
		}
		if more {
			if err := rep.line(c); err != nil {
				return sum, err
			}
		}
		if len(c.command.Lines) > 0 && (!more || c.full(most)) {
			if err := take(c); err != nil {
				return sum, err
			}
			c = newChunk()
		}
		if !more {
			break
		}
	}
	if sum.lines == 0 {
		return sum, usage(ruleInput, "file", assets.Text("value", "-"))
	}
	return sum, nil
}

// reportFile opens a report so that it can be read twice: standard input is kept in a file of its own meanwhile.
func (r *run) reportFile(name string) (file io.ReadSeeker, done func(), err error) {
	if name != "-" && r.app.Caller != nil {
		return nil, nil, usage(ruleHub, "file", assets.Text("value", model.Safe(name)))
	}
	if name != "-" {
		f, err := os.Open(r.path(name))
		if err != nil {
			return nil, nil, fileError(name, err)
		}
		if stat, err := f.Stat(); err == nil && stat.IsDir() {
			return nil, func() {}, isDirectory(name)
		}
		return f, func() { f.Close() }, nil
	}
	if r.asked {
		return nil, nil, usage(ruleInput, "", assets.Text("value", "-"))
	}
	r.asked = true
	f, err := os.CreateTemp("", "aeconnect-report-*")
	if err != nil {
		return nil, nil, err
	}
	done = func() { _ = errors.Join(f.Close(), os.Remove(f.Name())) }
	return &spooled{from: r.app.Stdin, file: f}, done, nil
}

// spooled reads from a stream and keeps it, so that it can be read again.
type spooled struct {
	from  io.Reader
	file  *os.File
	again bool
}

// Read implements [io.Reader].
func (s *spooled) Read(b []byte) (int, error) {
	if s.again {
		return s.file.Read(b)
	}
	n, err := s.from.Read(b)
	if _, kept := s.file.Write(b[:n]); kept != nil {
		return 0, kept
	}
	return n, err
}

// Seek implements [io.Seeker]: to the beginning, once the stream was read.
func (s *spooled) Seek(offset int64, whence int) (int64, error) {
	s.again = true
	return s.file.Seek(offset, whence)
}

package cli

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

	"github.com/spf13/cobra"
)

// taskInput is where the fields of a task come from: a file, then flags over it.
type taskInput struct {
	form taskForm
	file string
}

func (in *taskInput) flags(r *run, c *cobra.Command) {
	in.form.flags(c.Flags())
	c.Flags().StringVarP(&in.file, "file", "f", "", "")
	_ = c.MarkFlagFilename("file", "toml")
	r.complete(c, "type", words(named(model.TaskTypes()[:3])))
	r.complete(c, "content", words(model.ContentTypes()))
	r.complete(c, "channel", words(model.Platforms()))
}

// named tells whether anything was typed at all.
func (in *taskInput) named(c *cobra.Command) bool {
	for _, flag := range taskFlags() {
		if c.Flags().Changed(flag) {
			return true
		}
	}
	return in.file != ""
}

// read returns the fields: the file's, which says all that a task says, else those it begins with; then the flags'.
// publish tells whether file or flag ask for that. What cannot be read in the fields is in wrong; an error means that
// nothing was read at all.
func (in *taskInput) read(
	r *run, c *cobra.Command, s *scene, begin model.TaskFields,
) (f model.TaskFields, publish bool, wrong []error, err error) {
	f = begin
	if in.file != "" {
		f = model.TaskFields{}
		text, err := r.document(in.file)
		if err != nil {
			return f, false, nil, err
		}
		form, typed, err := parseTaskFile(in.file, text)
		if err != nil {
			return f, false, nil, err
		}
		wrong = form.lay(s, &f, typed)
		publish = form.publish
	}
	wrong = append(wrong, in.form.lay(s, &f, c.Flags().Changed)...)
	if c.Flags().Changed("publish") {
		publish = in.form.publish
	}
	return f, publish, wrong, nil
}

// readSound is read where nothing may be wrong.
func (in *taskInput) readSound(r *run, c *cobra.Command, s *scene, begin model.TaskFields) (f model.TaskFields, publish bool, err error) {
	f, publish, wrong, err := in.read(r, c, s, begin)
	return f, publish, cmp.Or(err, firstOf(wrong))
}

func (r *run) taskCreate() *cobra.Command {
	in := &taskInput{}
	var c *cobra.Command
	c = changing(r.verb("create", 0, 0, func([]string) error { return r.createTask(c, in) }))
	in.flags(r, c)
	c.Flags().BoolVar(&in.form.publish, "publish", false, "")
	return c
}

func (r *run) createTask(c *cobra.Command, in *taskInput) error {
	p, err := newPrinter(r, resultFirst(taskNoun()), inList)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	made := change{id: "", hint: "task.created"}
	err = r.view(func(s *scene) error {
		fields, publish, err := in.readSound(r, c, s, model.TaskFields{})
		if publish {
			made.hint = "task.published"
		}
		made.make = func() (model.Command, []model.Opened) {
			id := r.market.Mint(model.TaskLetter)
			made.id = string(id)
			return &model.CreateTask{ID: id, Fields: fields, Publish: publish}, nil
		}
		return err
	})
	if err != nil {
		return r.planned("", err)
	}
	return carry(r, p, made)
}

// resultFirst puts ID and state first, as results of commands that make something show them.
func resultFirst[T any](n noun[T]) noun[T] {
	var head, rest []column[T]
	for _, c := range n.columns {
		if c.name == "id" || c.name == "state" {
			head = append(head, c)
		} else {
			rest = append(rest, c)
		}
	}
	n.columns = append(head, rest...)
	return n
}

func (r *run) taskLint() *cobra.Command {
	in := &taskInput{}
	var c *cobra.Command
	c = r.verb("lint [TASK]", 0, 1, func(args []string) error { return r.lintTask(c, in, args) })
	in.flags(r, c)
	c.ValidArgsFunction = r.taskIDs
	return c
}

// lintTask says everything that is wrong with a task, and every warning.
func (r *run) lintTask(c *cobra.Command, in *taskInput, args []string) error {
	if len(args) == 0 && !in.named(c) {
		return usage(ruleMissing, "file", assets.Text("value", "--file"))
	}
	p, err := newPrinter(r, r.lintNoun(), inList)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	var found lintResult
	err = r.view(func(s *scene) error {
		var begin model.TaskFields
		if len(args) == 1 {
			t, refusal := s.FindTask(args[0])
			if refusal != nil {
				return refused(refusal)
			}
			begin = t.Fields()
		}
		fields, _, unread, err := in.read(r, c, s, begin)
		if err != nil {
			return err
		}
		found.wrong, found.notes = model.CheckTask(s.Reader, r.actor, s.Now, fields, true)
		found.lead(unread)
		if r.human() && r.flags.fields == "" {
			r.tellLint(s, found)
			return nil
		}
		return p.print(s, found)
	})
	if err == nil && len(found.wrong) > 0 {
		err = notWhole(ruleLint, "file", assets.Num("count", int64(len(found.wrong))))
	}
	return err
}

// lintResult is what lint found.
type lintResult struct {
	wrong []*model.Refusal
	notes []model.Note
}

// lead puts first what could not be read at all. What the model says about the same fields is then only that they are
// missing.
func (l *lintResult) lead(unread []error) {
	var first []*model.Refusal
	mute := map[string]bool{}
	for _, err := range unread {
		var f *failure
		if errors.As(err, &f) {
			first = append(first, f.refusal)
			mute[f.refusal.Field] = true
		}
	}
	mute["fee"] = mute["fee"] || mute["currency"]
	l.wrong = append(first, slices.DeleteFunc(l.wrong, func(w *model.Refusal) bool { return mute[w.Field] })...)
}

func (r *run) lintNoun() noun[lintResult] {
	return noun[lintResult]{columns: []column[lintResult]{
		{"ok", inAll, func(_ *scene, b []byte, l lintResult) []byte { return appendBool(b, len(l.wrong) == 0) }},
		{"refusals", inAll, func(s *scene, b []byte, l lintResult) []byte {
			return appendList(b, l.wrong, func(b []byte, w *model.Refusal) []byte { return r.problem(refused(w)).json(b) })
		}},
		{"warnings", inAll, func(s *scene, b []byte, l lintResult) []byte { return s.appendNotes(b, l.notes) }},
	}}
}

// tellLint lists the findings for people, refusals first.
func (r *run) tellLint(s *scene, l lintResult) {
	theme := r.theme()
	for _, w := range l.wrong {
		message, accepts := s.words.Refusal(w)
		r.finding(theme.Paint(kit.Bad, theme.Glyph(kit.Refused)), w.Field, message, accepts, w.Rule)
	}
	for _, n := range l.notes {
		message, better := s.words.Note(n)
		r.finding(theme.Paint(kit.Warn, theme.Glyph(kit.Warning)), n.Field, message, better, n.Rule)
	}
	if len(l.wrong) == 0 {
		fmt.Fprintln(r.out, theme.Paint(kit.Good, theme.Glyph(kit.Done))+" "+s.words.Say("cli.publishable"))
	}
}

func (r *run) finding(mark, field, message, accepts string, rule model.Rule) {
	fmt.Fprintln(r.out, mark+" "+kit.Fit(field, 12)+" "+kit.Clean(strings.TrimSpace(message+" "+accepts))+"  "+r.theme().Paint(kit.Muted, string(rule)))
}

package cli

import (
	"bufio"
	"fmt"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// roleHint is what hints and asides are painted in.
const roleHint = kit.Muted

// hint prints the next useful command to a person. Its words stand below "hint.".
func (r *run) hint(s *scene, id string, ref model.Ref) {
	if id == "" || !r.person() {
		return
	}
	row, presence := s.Reader.Get(ref)
	if presence != model.Known {
		return
	}
	name, _ := s.naming(row)
	word := "hint." + id
	if a, ok := row.(*model.Account); ok && s.words.Has(word+"_"+string(a.Role)) {
		word += "_" + string(a.Role)
	}
	if r.app.Caller != nil && s.words.Has("hint."+id+"_hub") {
		word = "hint." + id + "_hub" // nobody names another account there
	}
	if !s.words.Has(word) {
		return
	}
	as := ""
	if r.many {
		as = r.handle
	}
	fmt.Fprintln(r.out, r.theme().Paint(roleHint, "  "+r.theme().Glyph(kit.Arrow)+" "+s.words.Say(word, assets.Text("id", name), assets.Text("as", as))))
}

// confirm asks a person before something that cannot be taken back. Without a person there, or with --yes, it goes on:
// nothing ever requires an answer.
func (r *run) confirm(question string, args ...model.Arg) error {
	if !r.person() || r.flags.yes || r.flags.plan {
		return nil
	}
	fmt.Fprint(r.app.Stderr, r.words().Say(question, args...), " ")
	answer, _ := bufio.NewReader(r.app.Stdin).ReadString('\n')
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes", strings.ToLower(r.words().Say("answer.yes")):
		return nil
	}
	return byRule(ruleDeclined, "")
}

// print tells a person what is wrong: the sentence, the field, what would be accepted, the rule.
func (p problem) print(r *run) {
	theme, w := r.theme(), r.words()
	put := func(role kit.Role, head, text string) {
		for i, line := range r.broken(head+" "+kit.Clean(text), 2) {
			if rest, ok := strings.CutPrefix(line, head+" "); ok && i == 0 {
				line = theme.Paint(role, head) + " " + rest
			}
			fmt.Fprintln(r.app.Stderr, line)
		}
	}
	put(kit.Bad, theme.Glyph(kit.Refused), p.message)
	for _, d := range []struct{ word, text string }{{"cli.error_field", p.field}, {"cli.error_accepts", p.accepts}, {"cli.error_rule", p.rule}} {
		if d.text != "" {
			put(kit.Muted, "  "+w.Say(d.word), d.text)
		}
	}
}

// broken breaks a text at its words where a terminal would break it anywhere, and indents what follows; as it stands for
// whoever reads no terminal.
func (r *run) broken(text string, indent int) []string {
	if w := r.width(); r.person() && w > 2*indent {
		lines := kit.Wrap(text, w)
		if len(lines) > 1 {
			rest := kit.Wrap(strings.TrimSpace(strings.TrimPrefix(text, lines[0])), w-indent)
			lines = lines[:1]
			for _, line := range rest {
				lines = append(lines, strings.Repeat(" ", indent)+line)
			}
		}
		return lines
	}
	return []string{text}
}

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
	fmt.Fprintln(r.app.Stderr, theme.Paint(kit.Bad, theme.Glyph(kit.Refused))+" "+kit.Clean(p.message))
	detail := func(word, text string) {
		if text != "" {
			fmt.Fprintln(r.app.Stderr, "  "+theme.Paint(kit.Muted, w.Say(word))+" "+kit.Clean(text))
		}
	}
	detail("cli.error_field", p.field)
	detail("cli.error_accepts", p.accepts)
	detail("cli.error_rule", p.rule)
}

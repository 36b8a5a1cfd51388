package cli

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"aeconnect/assets"
	"aeconnect/model"
)

// The exit codes, the same in every output mode.
const (
	ExitDone        = 0
	ExitInternal    = 1
	ExitUsage       = 2 // no verb, flag, date, amount or ID of that form at all
	ExitRefused     = 3 // well-formed, but a rule forbids it
	ExitNotFound    = 4 // not there, or not visible: never told apart
	ExitUnreachable = 5 // the marketplace cannot be reached
	ExitForbidden   = 6 // visible, but the verb belongs to somebody else
	ExitQueued      = 7 // to be sent when the hub is reachable
	ExitNotWhole    = 8 // checked, and something is wrong
)

// The rules by which the command line itself refuses. Their words stand beside the model's.
const (
	ruleVerb       model.Rule = "usage.verb"       // {value} {known}
	ruleNoVerb     model.Rule = "usage.no_verb"    // {value} {known}
	ruleFlag       model.Rule = "usage.flag"       // {value}
	ruleFlagValue  model.Rule = "usage.flag_value" // {value}
	ruleMissing    model.Rule = "usage.missing"    // {value}
	ruleExtra      model.Rule = "usage.extra"      // {value}
	ruleChoose     model.Rule = "usage.account"    // {value}: several accounts
	ruleNoAccount  model.Rule = "usage.no_account"
	ruleFields     model.Rule = "usage.fields"    // {value} {known}
	ruleWord       model.Rule = "usage.word"      // {value} {known}
	ruleTogether   model.Rule = "usage.together"  // {first} {second}
	ruleJQ         model.Rule = "usage.jq"        // {value}
	ruleJQHub      model.Rule = "usage.jq_hub"    // it could make much of little
	ruleKey        model.Rule = "usage.toml_key"  // {value} {line} {file}
	ruleTOML       model.Rule = "usage.toml"      // {value} {line} {file}
	ruleTOMLType   model.Rule = "usage.toml_type" // {name} {form} {line} {file}
	ruleDirectory  model.Rule = "usage.directory" // {value}
	ruleInput      model.Rule = "usage.input"     // {value}: standard input is wanted twice, or empty
	ruleSize       model.Rule = "usage.size"      // {max}
	ruleTerminal   model.Rule = "usage.terminal"
	ruleNothing    model.Rule = "usage.nothing" // nothing to change was named
	ruleNoMarket   model.Rule = "market.none"   // {value}
	ruleFile       model.Rule = "file.missing"  // {value}
	ruleFileDenied model.Rule = "file.denied"   // {value}
	ruleFileThere  model.Rule = "file.exists"   // {value}
	ruleRealMarket model.Rule = "demo.real"     // {value}
	ruleDataThere  model.Rule = "restore.exists"
	rulePlan       model.Rule = "plan.refused"  // {count} {of}
	ruleLint       model.Rule = "lint.refused"  // {count}
	ruleDoctor     model.Rule = "doctor.broken" // {count}
	ruleDoctorCopy model.Rule = "doctor.copy"   // {count}
	ruleDeclined   model.Rule = "prompt.declined"
	ruleEditor     model.Rule = "usage.editor"
	ruleBusy       model.Rule = "data.busy" // the surroundings', with a text of their own

	ruleFileTrouble  model.Rule = "file.trouble"
	ruleEditorFailed model.Rule = "editor.failed"
)

// failure ends a run. Its refusal says why, in words of the catalogue.
type failure struct {
	exit    int
	code    string
	refusal *model.Refusal
}

// Error implements error; people read the catalogue's sentence.
func (f *failure) Error() string { return f.refusal.Error() }

// refused turns a refusal into the failure with its exit code; nil stays nil.
func refused(r *model.Refusal) error {
	if r == nil {
		return nil
	}
	return failed(r)
}

func failed(r *model.Refusal) *failure {
	f := &failure{ExitRefused, "refused", r}
	switch r.Answer {
	case model.ByUsage:
		f.exit, f.code = ExitUsage, "usage"
	case model.ByAbsence:
		f.exit, f.code = ExitNotFound, "not_found"
	case model.ByRight:
		f.exit, f.code = ExitForbidden, "forbidden"
	case model.ByRule:
	}
	return f
}

func usage(rule model.Rule, field string, args ...model.Arg) error {
	return refused(&model.Refusal{Answer: model.ByUsage, Rule: rule, Field: field, Args: args})
}

func byRule(rule model.Rule, field string, args ...model.Arg) error {
	return refused(&model.Refusal{Answer: model.ByRule, Rule: rule, Field: field, Args: args})
}

func absent(rule model.Rule, field string, args ...model.Arg) error {
	return refused(&model.Refusal{Answer: model.ByAbsence, Rule: rule, Field: field, Args: args})
}

// notWhole ends a run that checked something and found it wrong.
func notWhole(rule model.Rule, field string, args ...model.Arg) error {
	return &failure{ExitNotWhole, "not_whole", &model.Refusal{Answer: model.ByRule, Rule: rule, Field: field, Args: args}}
}

// problem is a failure as it is told.
type problem struct {
	exit                                int
	code, rule, field, message, accepts string
}

// problem says an error in words.
func (r *run) problem(err error) problem {
	var f *failure
	if errors.As(err, &f) {
		field, message, accepts := r.told(f.refusal)
		return problem{f.exit, f.code, string(f.refusal.Rule), field, message, accepts}
	}
	var refusal *model.Refusal
	if errors.As(err, &refusal) {
		return r.problem(refused(refusal))
	}
	var t *Trouble
	if errors.As(err, &t) {
		return r.trouble(t)
	}
	if known := r.postTrouble(err); known != nil {
		return r.problem(known)
	}
	return problem{exit: ExitInternal, code: "internal", message: model.Safe(err.Error())}
}

// trouble says an error of the surroundings in words: its own where its rule has none.
func (r *run) trouble(t *Trouble) problem {
	p := problem{exit: t.Exit, code: t.Code, rule: string(t.Rule), field: t.Field, message: model.Safe(t.Error()), accepts: t.Accepts}
	if t.Code == "busy" {
		p.rule, p.field = cmp.Or(p.rule, string(ruleBusy)), cmp.Or(p.field, "data")
	}
	word := "rule." + p.rule
	if w := r.words(); p.rule != "" {
		if w.Has(word + ".refusal") {
			p.message = w.Say(word+".refusal", assets.Text("value", p.message))
		}
		if p.accepts == "" && w.Has(word+".accepts") {
			p.accepts = w.Say(word + ".accepts")
		}
	}
	return p
}

// told says a refusal in words, with the field that it is about. The model knows what is wrong with an account that
// acts or is named, not that a person typed its handle.
func (r *run) told(refusal *model.Refusal) (field, message, accepts string) {
	message, accepts = r.words().Refusal(refusal)
	field = refusal.Field
	switch refusal.Rule {
	case model.RuleNoRight:
		field = cmp.Or(field, "as")
	case model.RuleVirtual:
		field = cmp.Or(field, "by")
	case model.RuleNotFound:
		if len(refusal.Args) > 0 && slices.Contains([]string{"as", "handle", "creator", "seller"}, field) {
			message, accepts = r.words().Say("rule.account.none.refusal", refusal.Args...), r.words().Say("rule.account.none.accepts")
		}
	}
	return field, message, accepts
}

// report prints an error on standard error, as JSON or for people, and returns the exit code.
func (r *run) report(err error) int {
	if r.cut(err) {
		return ExitUnreachable
	}
	p := r.problem(err)
	if r.machine() {
		b := append(p.json([]byte(`{"error":`)), "}\n"...)
		r.app.Stderr.Write(b)
		return p.exit
	}
	p.print(r)
	return p.exit
}

// cut tells that a command did not come to its end because its caller ended it, who also says why.
func (r *run) cut(err error) bool {
	return r.ctx.Err() != nil && (errors.Is(err, r.ctx.Err()) || errors.Is(err, context.Cause(r.ctx)))
}

func (p problem) json(b []byte) []byte {
	b = append(b, '{')
	b = appendString(appendKey(b, "code"), p.code)
	b = appendString(appendKey(b, "rule"), p.rule)
	b = appendString(appendKey(b, "field"), p.field)
	b = appendString(appendKey(b, "message"), p.message)
	b = appendString(appendKey(b, "accepts"), p.accepts)
	return append(b, '}')
}

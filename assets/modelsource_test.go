package assets

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aeconnect/model"
)

// modelSource is what the model's own source says about rules, fields and arguments, so that the catalogue is held
// against the code and not against a list that somebody has to remember.
type modelSource struct {
	consts   map[string]model.Rule // Go name to rule
	fields   []string              // every field that a refusal or note names
	defaults map[string][]string   // word of a clock's default to its arguments
	calls    []ruleCall
}

// ruleCall is one place where a rule refuses something or warns.
type ruleCall struct {
	at   string
	rule model.Rule
	args []string
	open bool // more arguments may follow than can be read off
}

func readModel(t *testing.T) *modelSource {
	t.Helper()
	names, err := filepath.Glob("../model/*.go")
	if err != nil || len(names) == 0 {
		t.Fatalf("no model to read: %v", err)
	}
	src := &modelSource{consts: map[string]model.Rule{}, defaults: map[string][]string{}}
	fset := token.NewFileSet()
	var trees []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := parser.ParseFile(fset, name, text, 0)
		if err != nil {
			t.Fatal(err)
		}
		trees = append(trees, tree)
	}
	for _, tree := range trees {
		src.readConsts(tree)
	}
	for _, tree := range trees {
		ast.Inspect(tree, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				src.readCall(fset, call)
			}
			src.readDefault(n)
			return true
		})
	}
	return src
}

// readConsts collects "RuleX Rule = "...".
func (src *modelSource) readConsts(tree *ast.File) {
	for _, d := range tree.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok || decl.Tok != token.CONST {
			continue
		}
		for _, s := range decl.Specs {
			spec := s.(*ast.ValueSpec)
			if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Rule" {
				src.consts[spec.Names[0].Name] = model.Rule(literal(spec.Values[0]))
			}
		}
	}
}

func (src *modelSource) readCall(fset *token.FileSet, call *ast.CallExpr) {
	at := fset.Position(call.Pos()).String()
	add := func(rule ast.Expr, field string, args []ast.Expr, more ...string) {
		if field != "" && !slices.Contains(src.fields, field) {
			src.fields = append(src.fields, field)
		}
		id, ok := rule.(*ast.Ident)
		if !ok || src.consts[id.Name] == "" {
			return
		}
		names, whole := argNames(args)
		src.calls = append(src.calls, ruleCall{at, src.consts[id.Name], append(names, more...), !whole || call.Ellipsis.IsValid()})
	}
	switch name := callee(call); {
	case (name == "refuse" || name == "usage" || name == "note" || name == "forbid") && len(call.Args) >= 2:
		add(call.Args[0], literal(call.Args[1]), call.Args[2:])
	case name == "absent":
		add(ast.NewIdent("RuleNotFound"), literal(call.Args[0]), nil, "value")
	case name == "noRight":
		add(ast.NewIdent("RuleNoRight"), literal(call.Args[0]), call.Args[1:])
	case name == "in" && len(call.Args) > 1:
		add(call.Args[0], "order", nil, "order", "state")
	case name == "add" && len(call.Args) >= 6:
		names, _ := argNames(call.Args[6:])
		src.addDefault(literal(call.Args[5]), names)
	}
}

// readDefault collects the defaults of clocks that are put together by hand.
func (src *modelSource) readDefault(n ast.Node) {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Default" {
			src.addDefault(literal(n.Value), nil)
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			if sel, ok := left.(*ast.SelectorExpr); ok && sel.Sel.Name == "Default" && i < len(n.Rhs) {
				src.addDefault(literal(n.Rhs[i]), nil)
			}
		}
	}
}

func (src *modelSource) addDefault(word string, args []string) {
	if word != "" {
		src.defaults[word] = append(src.defaults[word], args...)
	}
}

func callee(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// argNames reads the names in text("name", ...), num("name", ...) and so on; whole is false if one is no such call.
func argNames(args []ast.Expr) (names []string, whole bool) {
	whole = true
	for _, a := range args {
		call, ok := a.(*ast.CallExpr)
		if !ok || !slices.Contains([]string{"text", "word", "num", "when", "rate", "amount"}, callee(call)) {
			whole = false
			continue
		}
		names = append(names, literal(call.Args[0]))
	}
	return names, whole
}

func literal(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok {
		return ""
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil {
		return ""
	}
	return s
}

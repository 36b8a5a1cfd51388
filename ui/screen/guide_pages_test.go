package screen_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/guide"
	"aeconnect/ui/screen"
)

// Every screen of this package belongs to a page of the guide: whoever writes a new one adds it to guide_pages.go.
func TestEveryScreenNamesItsPage(t *testing.T) {
	screens, guided := map[string]bool{}, map[string]bool{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil {
				continue
			}
			of, ok := f.Recv.List[0].Type.(*ast.Ident)
			if !ok {
				continue
			}
			switch f.Name.Name {
			case "Title":
				screens[of.Name] = true
			case "Guide":
				guided[of.Name] = true
			}
		}
	}
	if len(screens) < 10 {
		t.Fatalf("only %d screens were found", len(screens))
	}
	for name := range screens {
		if !guided[name] {
			t.Errorf("screen %s names no page of the guide; give it a method Guide in guide_pages.go", name)
		}
	}
}

// Every page that something names is there, and every verb of both sides names one of its own.
func TestNamedPagesAreThere(t *testing.T) {
	book := guide.Open(assets.NewWords("en"))
	for of, page := range screen.GuidePages() {
		if _, ok := book.Page(page); !ok {
			t.Errorf("%s belongs to %q, which is no page", of, page)
		}
	}
	states := map[string]bool{}
	for _, s := range model.OrderStates() {
		states[s.String()] = true
	}
	for of := range screen.GuidePages() {
		if state, ok := strings.CutPrefix(of, "order."); ok {
			if state, _, _ = strings.Cut(state, "."); !states[state] {
				t.Errorf("%s: no order is ever %s", of, state)
			}
		}
	}
	for _, side := range []model.Side{model.SellerSide, model.CreatorSide} {
		for _, v := range screen.VerbsOf(side) {
			if screen.GuidePages()["act."+v.ID] == "" {
				t.Errorf("%s belongs to no page", v.ID)
			}
		}
	}
}

// Every list names a page of its own.
func TestEveryListNamesItsPage(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`listKind\{\s*id: "(\w+)"`).FindAllStringSubmatch(string(text), -1) {
			found++
			if screen.GuidePages()["list."+m[1]] == "" {
				t.Errorf("the list %s belongs to no page of the guide", m[1])
			}
		}
	}
	if found < 2 {
		t.Errorf("only %d lists were found", found)
	}
}

package cli

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Bounds of a report: what one line may take, and what one command may, which has to fit into an entry of the journal with
// all that becomes of it.
const (
	reportLineMax  = 64 << 10
	reportChunkMax = 44 << 10
)

// reportColumns are the columns that a report may have; of order and code each line fills one.
func reportColumns() (needed, optional []string) {
	return []string{"statement_id", "line_no", "sale_id", "sold_at", "status", "amount", "currency"}, []string{"order", "code", "received_at", "item", "country", "buyer"}
}

// report reads a Portals report line by line. It holds no more than one line.
type report struct {
	csv     *csv.Reader
	guard   *lineGuard
	at      map[string]int // columns by name
	Ignored []string       // columns that mean nothing here
	zone    *time.Location
	record  []string
	row     int64
}

// lineGuard refuses to go on in a line that has no end.
type lineGuard struct {
	r    io.Reader
	left int
}

var errEndless = errors.New("a line of the report has no end") //nolint:errname // told apart by identity

func (g *lineGuard) Read(b []byte) (int, error) {
	if g.left <= 0 {
		return 0, errEndless
	}
	n, err := g.r.Read(b[:min(len(b), 4096)])
	g.left -= n
	return n, err
}

// openReport reads the header. A report is UTF-8, or UTF-16 with a byte order mark; its separator is what the header has.
func openReport(r io.Reader, zone *time.Location) (*report, error) {
	decoded := transform.NewReader(r, unicode.BOMOverride(unicode.UTF8.NewDecoder()))
	head := make([]byte, 0, reportLineMax)
	for len(head) < reportLineMax && !bytes.ContainsAny(head, "\r\n") && bytes.IndexByte(head, 0) < 0 {
		n, err := decoded.Read(head[len(head):min(len(head)+4096, cap(head))])
		head = head[:len(head)+n]
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
	}
	first, _, _ := bytes.Cut(head, []byte("\n"))
	if bytes.IndexByte(head, 0) >= 0 || len(first) >= reportLineMax {
		return nil, usage(model.RuleReportHeader, "file", assets.Text("missing", "statement_id, line_no, sale_id, ..."))
	}
	p := &report{guard: &lineGuard{io.MultiReader(bytes.NewReader(head), decoded), reportLineMax}, at: map[string]int{}, zone: zone}
	p.csv = csv.NewReader(p.guard)
	p.csv.ReuseRecord, p.csv.TrimLeadingSpace = true, true
	if bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		p.csv.Comma = ';'
	}
	return p, p.header()
}

func (p *report) header() error {
	names, err := p.csv.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return p.broken(err)
	}
	needed, optional := reportColumns()
	for i, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		if !slices.Contains(needed, name) && !slices.Contains(optional, name) {
			p.Ignored = append(p.Ignored, model.Safe(name))
			continue
		}
		if _, twice := p.at[name]; twice {
			return usage(model.RuleReportTwice, "file", assets.Text("column", name))
		}
		p.at[name] = i
	}
	missing := slices.DeleteFunc(needed, func(name string) bool { _, ok := p.at[name]; return ok })
	_, order := p.at["order"]
	if _, code := p.at["code"]; !order && !code {
		missing = append(missing, "order")
	}
	if len(missing) > 0 {
		return usage(model.RuleReportHeader, "file", assets.Text("missing", strings.Join(missing, ", ")))
	}
	return nil
}

// broken says where a file stops being CSV.
func (p *report) broken(err error) error {
	line, column := p.row+1, 1
	if e := new(csv.ParseError); errors.As(err, &e) {
		line, column = int64(e.Line), e.Column
	} else if !errors.Is(err, errEndless) {
		return err
	}
	return usage(model.RuleReportBroken, "file", assets.Num("line", line), assets.Num("column", int64(column)))
}

// next reads the next line; false at the end.
func (p *report) next() (bool, error) {
	p.guard.left = reportLineMax
	record, err := p.csv.Read()
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, p.broken(err)
	}
	line, _ := p.csv.FieldPos(0)
	p.record, p.row = record, int64(line)
	return true, nil
}

func (p *report) text(column string) string {
	i, ok := p.at[column]
	if !ok {
		return ""
	}
	return strings.TrimSpace(p.record[i])
}

// wrong refuses a value of the line.
func (p *report) wrong(rule model.Rule, column string) error {
	return byRule(rule, column, assets.Num("line", p.row), assets.Text("value", model.Safe(cut(p.text(column)))))
}

func cut(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "..."
	}
	return s
}

// line reads what the line says into the tables of a command.
func (p *report) line(c *chunk) error {
	l := model.SaleLine{Row: p.row, Sale: p.text("sale_id"), Country: strings.ToUpper(p.text("country")), Buyer: p.text("buyer")}
	var err error
	if l.No, err = strconv.ParseInt(p.text("line_no"), 10, 64); err != nil {
		return p.wrong(model.RuleSaleNumber, "line_no")
	}
	var ok bool
	if l.Sold, ok = p.moment("sold_at"); !ok || l.Sold == 0 {
		return p.wrong(model.RuleReportMoment, "sold_at")
	}
	if l.Received, ok = p.moment("received_at"); !ok {
		return p.wrong(model.RuleReportMoment, "received_at")
	}
	l.Status = model.SaleStatus(1 + slices.IndexFunc(model.SaleStatuses(), func(s model.SaleStatus) bool { return s.String() == strings.ToLower(p.text("status")) }))
	if l.Status == 0 {
		return p.wrong(model.RuleSaleStatus, "status")
	}
	currency := model.Currency(strings.ToUpper(p.text("currency")))
	if _, known := currency.Digits(); !known {
		return byRule(model.RuleSaleCurrency, "currency", assets.Num("line", p.row), assets.Text("value", model.Safe(cut(p.text("currency")))), assets.Text("expected", string(model.SalesCurrency)))
	}
	money, refusal := model.ParseMoney("amount", p.text("amount"), currency)
	if refusal != nil || money.Currency != currency {
		return p.wrong(model.RuleSaleAmount, "amount")
	}
	order, code := p.text("order"), p.text("code")
	if (order == "") == (code == "") {
		return byRule(model.RuleSaleTarget, "order", assets.Num("line", p.row))
	}
	target := strings.ToUpper(code)
	if order != "" {
		id := model.NormalizeID(order)
		if !id.Valid(model.OrderLetter) {
			return p.wrong(model.RuleSaleOrder, "order")
		}
		target = string(id)
	} else if model.ID(target).Valid(model.OrderLetter) {
		return p.wrong(model.RuleSaleCode, "code")
	}
	l.Amount = money.Minor
	c.add(l, p.text("statement_id"), target, p.text("item"), currency)
	return nil
}

// moment reads a point in time; a day alone means its beginning.
func (p *report) moment(column string) (model.Moment, bool) {
	s := p.text(column)
	if s == "" {
		return 0, true
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return model.At(t), true
	}
	for _, layout := range []string{"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02T15:04:05", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, p.zone); err == nil {
			return model.At(t), true
		}
	}
	return 0, false
}

// chunk gathers lines into one command.
type chunk struct {
	command *model.ImportSales
	index   [3]map[string]int
	bytes   int
}

func newChunk() *chunk {
	return &chunk{&model.ImportSales{}, [3]map[string]int{{}, {}, {}}, 0}
}

func (c *chunk) add(l model.SaleLine, statement, target, item string, currency model.Currency) {
	l.Statement = c.at(0, &c.command.Statements, statement)
	l.Target = c.at(1, &c.command.Targets, target)
	l.Item = c.at(2, &c.command.Items, item)
	if l.Currency = slices.Index(c.command.Currencies, currency); l.Currency < 0 {
		l.Currency = len(c.command.Currencies)
		c.command.Currencies = append(c.command.Currencies, currency)
	}
	const numbers = 44
	c.bytes += numbers + len(l.Sale) + len(l.Country) + len(l.Buyer)
	c.command.Lines = append(c.command.Lines, l)
}

func (c *chunk) at(table int, all *[]string, v string) int {
	i, ok := c.index[table][v]
	if !ok {
		i = len(*all)
		*all = append(*all, v)
		c.index[table][v] = i
		c.bytes += len(v) + 4
	}
	return i
}

// full tells that one more line might be too much.
func (c *chunk) full(lines int64) bool {
	return int64(len(c.command.Lines)) >= lines || c.bytes >= reportChunkMax
}

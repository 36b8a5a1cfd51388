package cli

import (
	"fmt"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

	"github.com/spf13/cobra"
)

// salesQuery is what the flags of portals ls narrow sales by.
type salesQuery struct {
	filter
	states      []string
	order, code string
}

func (r *run) portalsLs() *cobra.Command {
	q := &salesQuery{}
	c := r.verb("ls", 0, 0, func([]string) error { return r.listSales(q) })
	f := c.Flags()
	f.StringSliceVar(&q.states, "state", nil, "")
	f.StringVar(&q.order, "order", "", "")
	f.StringVar(&q.code, "code", "", "")
	q.rangeFlags(f)
	r.complete(c, "state", words(model.SaleStates()))
	return listed(c)
}

func (r *run) listSales(q *salesQuery) error {
	if _, err := wordsIn("state", q.states, model.SaleStates()); err != nil {
		return err
	}
	hay := func(s *scene, x *model.Sale) string { return x.ID + " " + x.Item + " " + s.who(x.Creator) }
	list, err := newListing(r, saleNoun(), q.match, hay)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	query := model.SalesOf(r.actor.Account)
	err = r.view(func(s *scene) error {
		if q.order != "" {
			o, refusal := s.FindOrder(q.order)
			if refusal != nil {
				return refused(refusal)
			}
			query = model.SalesFor(o.Key)
		}
		if q.code != "" {
			c, refusal := s.FindCode(q.code)
			if refusal != nil {
				return refused(refusal)
			}
			query = model.SalesWith(c.Key)
		}
		return q.read(s)
	})
	if err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool {
		x := row.(*model.Sale)
		return !q.within(x.Sold) || !contains(q.states, string(x.StateIn(s.Reader))) || list.push(s, x)
	}
	if err := r.scan([]model.Query{query}, true, list.pause, push); err != nil {
		return err
	}
	if err := list.finish(); err != nil || !r.person() {
		return err
	}
	return r.view(func(s *scene) error {
		for _, b := range s.portals() {
			fmt.Fprintln(r.out, r.theme().Paint(kit.Muted, s.words.Say("cli.balance", assets.Text("available", s.words.Money(b.available)),
				assets.Text("pending", s.words.Money(b.pending)), assets.Text("withdrawn", s.words.Money(b.withdrawn)))))
		}
		return nil
	})
}

// saleNoun is a sale as its seller, its creator or an agency sees it.
func saleNoun() noun[*model.Sale] {
	type sale = *model.Sale
	return noun[sale]{
		columns: []column[sale]{
			{"id", inAll, func(_ *scene, b []byte, x sale) []byte { return appendString(b, x.ID) }},
			{"state", inAll, func(s *scene, b []byte, x sale) []byte { return appendString(b, string(x.StateIn(s.Reader))) }},
			{"status", inAll, func(_ *scene, b []byte, x sale) []byte { return appendString(b, x.Status.String()) }},
			{"sold_at", inAll, func(_ *scene, b []byte, x sale) []byte { return appendMoment(b, x.Sold) }},
			{"received_at", inAll, func(_ *scene, b []byte, x sale) []byte { return appendMoment(b, x.Received) }},
			{"matures_at", inAll, func(_ *scene, b []byte, x sale) []byte { return appendMoment(b, x.Due) }},
			{"order", inAll, func(s *scene, b []byte, x sale) []byte {
				return appendText(b, s.nameOf(model.Ref{Kind: model.KindOrder, Key: x.Order}))
			}},
			{"code", inAll, func(s *scene, b []byte, x sale) []byte {
				return appendText(b, s.codeText(x.Code))
			}},
			{"seller", inAll, func(s *scene, b []byte, x sale) []byte { return appendString(b, s.who(x.Seller)) }},
			{"creator", inAll, func(s *scene, b []byte, x sale) []byte { return appendString(b, s.who(x.Creator)) }},
			{"agency", inAll, func(s *scene, b []byte, x sale) []byte { return appendText(b, s.agencyOf(x)) }},
			{"item", inAll, func(_ *scene, b []byte, x sale) []byte { return appendText(b, x.Item) }},
			{"country", inAll, func(_ *scene, b []byte, x sale) []byte { return appendText(b, x.Country) }},
			{"amount", inAll, func(_ *scene, b []byte, x sale) []byte { return appendMoney(b, x.Amount) }},
			{"rate", inAll, func(_ *scene, b []byte, x sale) []byte { return appendRate(b, x.Rate) }},
			{"commission", inAll, func(s *scene, b []byte, x sale) []byte { return appendMoney(b, x.Part(s.Who.Account)) }},
			{"reason", inAll, func(_ *scene, b []byte, x sale) []byte { return appendText(b, string(x.Void)) }},
			{"balances", inJSON, func(s *scene, b []byte, _ sale) []byte { return appendList(b, s.portals(), appendPortals) }},
		},
		cells: []cell[sale]{
			{"sale", false, false, false, func(_ *scene, x sale) styled { return plain(x.ID) }},
			{"state", false, false, false, func(s *scene, x sale) styled {
				return plain(s.words.Say("sale_state." + string(x.StateIn(s.Reader))))
			}},
			{"sold", false, false, false, func(s *scene, x sale) styled { return muted(s.exact(x.Sold)) }},
			{"through", false, true, false, func(s *scene, x sale) styled { return plain(s.through(x)) }},
			{"with", false, false, true, func(s *scene, x sale) styled { return muted(s.who(x.Creator)) }},
			{"amount", true, false, false, func(s *scene, x sale) styled { return plain(s.words.Money(x.Amount)) }},
			{"commission", true, false, false, func(s *scene, x sale) styled { return plain(s.words.Money(x.Part(s.Who.Account))) }},
		},
	}
}

// through says what a sale came through: the code where there is one, else the order.
func (s *scene) through(x *model.Sale) string {
	if text := s.codeText(x.Code); text != "" {
		return text
	}
	return s.nameOf(model.Ref{Kind: model.KindOrder, Key: x.Order})
}

func (s *scene) codeText(key model.Key) string {
	if c := s.Code(key); c != nil {
		return c.Text
	}
	return ""
}

func (s *scene) agencyOf(x *model.Sale) string {
	if x.Agency == 0 {
		return ""
	}
	return s.who(x.Agency)
}

// portalsBalance is what an account has in Portals in one currency (M266).
type portalsBalance struct{ pending, available, frozen, withdrawn, fees model.Money }

// portals returns the balances of who looks, by currency. For a seller they are the commissions of its sales.
func (s *scene) portals() (all []portalsBalance) {
	at := map[model.Currency]int{}
	for _, b := range model.Balances(s.Reader, s.Who.Account) {
		switch b.Book {
		case model.BookPending, model.BookAvailable, model.BookWithdrawn, model.BookFee:
		default:
			continue
		}
		i, ok := at[b.Currency]
		if !ok {
			i, at[b.Currency] = len(all), len(all)
			none := model.Money{Currency: b.Currency}
			all = append(all, portalsBalance{none, none, none, none, none})
		}
		is := model.Money{Minor: b.Minor, Currency: b.Currency}
		switch b.Book {
		case model.BookPending:
			all[i].pending = is
		case model.BookAvailable:
			all[i].available = is
		case model.BookWithdrawn:
			all[i].withdrawn = is
		case model.BookFee:
			all[i].fees = is
		}
	}
	return all
}

// total is all that is not withdrawn.
func (b portalsBalance) total() model.Money {
	return model.Money{Minor: b.pending.Minor + b.available.Minor + b.frozen.Minor, Currency: b.pending.Currency}
}

func appendPortals(b []byte, p portalsBalance) []byte {
	b = append(b, '{')
	for _, m := range []struct {
		name  string
		money model.Money
	}{{"total", p.total()}, {"available", p.available}, {"pending", p.pending}, {"frozen", p.frozen}, {"withdrawn", p.withdrawn}, {"fees", p.fees}} {
		b = appendMoney(appendKey(b, m.name), m.money)
	}
	return append(b, '}')
}

func (r *run) portalsBalance() *cobra.Command {
	return listed(r.verb("balance", 0, 0, func([]string) error {
		list, err := newListing(r, portalsNounOf(), "", nil)
		if err != nil {
			return err
		}
		if err := r.asAccount(); err != nil {
			return err
		}
		err = r.view(func(s *scene) error {
			for _, b := range s.portals() {
				list.push(s, b)
			}
			return nil
		})
		if err != nil {
			return err
		}
		return list.finish()
	}))
}

func portalsNounOf() noun[portalsBalance] {
	var n noun[portalsBalance]
	for _, m := range []struct {
		name string
		of   func(portalsBalance) model.Money
	}{
		{"total", portalsBalance.total}, {"available", func(b portalsBalance) model.Money { return b.available }},
		{"pending", func(b portalsBalance) model.Money { return b.pending }}, {"frozen", func(b portalsBalance) model.Money { return b.frozen }},
		{"withdrawn", func(b portalsBalance) model.Money { return b.withdrawn }}, {"fees", func(b portalsBalance) model.Money { return b.fees }},
	} {
		n.columns = append(n.columns, column[portalsBalance]{m.name, inAll, func(_ *scene, b []byte, p portalsBalance) []byte { return appendMoney(b, m.of(p)) }})
		n.cells = append(n.cells, cell[portalsBalance]{"portals_" + m.name, true, false, false, func(s *scene, p portalsBalance) styled { return plain(s.words.Money(m.of(p))) }})
	}
	return n
}

func withdrawalNoun() noun[*model.Withdrawal] {
	type withdrawal = *model.Withdrawal
	bank := func(w withdrawal) string {
		if w.Europe {
			return bankEurope
		}
		return bankOther
	}
	return noun[withdrawal]{
		columns: []column[withdrawal]{
			{"id", inAll, func(_ *scene, b []byte, w withdrawal) []byte { return appendString(b, string(w.ID)) }},
			{"state", inAll, func(_ *scene, b []byte, _ withdrawal) []byte { return appendString(b, model.WithdrawalRecorded) }},
			{"amount", inAll, func(_ *scene, b []byte, w withdrawal) []byte { return appendMoney(b, w.Amount) }},
			{"fee", inAll, func(_ *scene, b []byte, w withdrawal) []byte { return appendMoney(b, w.Fee) }},
			{"bank", inAll, func(_ *scene, b []byte, w withdrawal) []byte { return appendString(b, bank(w)) }},
			{"reference", inAll, func(_ *scene, b []byte, w withdrawal) []byte { return appendText(b, w.Reference) }},
			{"at", inAll, func(_ *scene, b []byte, w withdrawal) []byte { return appendMoment(b, w.At) }},
		},
		cells: []cell[withdrawal]{
			{"withdrawal", false, false, false, func(_ *scene, w withdrawal) styled { return plain(string(w.ID)) }},
			{"amount", true, false, false, func(s *scene, w withdrawal) styled { return plain(s.words.Money(w.Amount)) }},
			{"fee", true, false, false, func(s *scene, w withdrawal) styled { return plain(s.words.Money(w.Fee)) }},
			{"reference", false, true, false, func(_ *scene, w withdrawal) styled { return plain(strings.TrimSpace(w.Reference)) }},
			{"at", false, false, false, func(s *scene, w withdrawal) styled { return muted(s.exact(w.At)) }},
		},
	}
}

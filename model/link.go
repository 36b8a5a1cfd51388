package model

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// ItemLink is an AliExpress item address with the item number that was read from it.
type ItemLink struct {
	URL  string `cbor:"1,keyasint"`
	Item string `cbor:"2,keyasint"`
}

// ParseItemLink reads an AliExpress item address (any country site or m.); ok is false for anything else.
func ParseItemLink(raw string) (link ItemLink, ok bool) {
	u, ok := webAddress(raw)
	if !ok || !onAliExpress(u) {
		return ItemLink{}, false
	}
	item := itemNumber(u.Path)
	if item == "" {
		return ItemLink{}, false
	}
	return ItemLink{raw, item}, true
}

// itemNumber finds the number in /item/123.html, /i/123.html, /item/name/123.html and
// /store/product/name/456_123.html.
func itemNumber(path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if len(parts) < 2 || len(parts) > 4 || !slices.Contains([]string{"item", "i", "store"}, parts[0]) {
		return ""
	}
	last, ok := strings.CutSuffix(parts[len(parts)-1], ".html")
	if parts[0] == "store" {
		if len(parts) < 3 || parts[1] != "product" {
			return ""
		}
		_, last, ok = strings.Cut(last, "_")
	}
	if !ok || len(last) < 6 || len(last) > 20 || !allDigits(last) {
		return ""
	}
	return last
}

func onAliExpress(u *url.URL) bool {
	host := strings.ToLower(u.Hostname())
	for _, site := range []string{"aliexpress.com", "aliexpress.us", "aliexpress.ru"} {
		if host == site || strings.HasSuffix(host, "."+site) {
			return true
		}
	}
	return false
}

// webAddress reads an http or https address without user name, port tricks or spaces.
func webAddress(raw string) (*url.URL, bool) {
	if TextTrouble(raw, false) != NoTrouble || strings.ContainsAny(raw, " \\\"<>") || strings.ContainsFunc(raw, deceives) {
		return nil, false
	}
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || u.Port() != "" {
		return nil, false
	}
	host := u.Hostname()
	if !strings.Contains(host, ".") || strings.HasPrefix(host, ".") || strings.HasSuffix(host, ".") || !ascii(host) {
		return nil, false
	}
	return u, true
}

// deceives tells whether a character that is fine in a sentence has no place in an address.
func deceives(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) || r == 0xFE0E || r == 0xFE0F
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] < 0x21 || s[i] > 0x7E {
			return false
		}
	}
	return true
}

// checkAddress refuses what is no web address or too long.
func (d *deciding) checkAddress(field, raw string) *Refusal {
	if most := d.policy().Get(LinkChars); int64(len(raw)) > most {
		return refuse(RuleTextLength, field, num("length", int64(len(raw))), num("max", most))
	}
	if _, ok := webAddress(raw); !ok {
		return refuse(RuleWebAddress, field, text("value", Safe(raw)))
	}
	return nil
}

// checkItemLinks refuses addresses that are no AliExpress items and items named twice.
func (d *deciding) checkItemLinks(raw []string) ([]ItemLink, *Refusal) {
	if most := d.policy().Get(TaskLinksMax); int64(len(raw)) > most {
		return nil, refuse(RuleTooMany, "link", num("count", int64(len(raw))), num("max", most))
	}
	var links []ItemLink
	for _, s := range raw {
		s = strings.TrimSpace(s)
		if r := d.checkAddress("link", s); r != nil {
			return nil, r
		}
		link, ok := ParseItemLink(s)
		if !ok {
			return nil, refuse(RuleItemLink, "link", text("value", s))
		}
		if slices.ContainsFunc(links, func(o ItemLink) bool { return o.Item == link.Item }) {
			return nil, refuse(RuleItemTwice, "link", text("item", link.Item))
		}
		links = append(links, link)
	}
	return links, nil
}

package model

import (
	"strings"

	"golang.org/x/text/currency"
)

// Currency is an ISO 4217 code in capitals.
type Currency string

// Digits returns how many decimals the currency has, and false for a code that ISO 4217 does not list.
func (c Currency) Digits() (int, bool) {
	unit, err := currency.ParseISO(string(c))
	if err != nil || len(c) != 3 || strings.ToUpper(string(c)) != string(c) || c == "XXX" || c == "XTS" {
		return 0, false
	}
	digits, _ := currency.Standard.Rounding(unit)
	return digits, true
}

// Money is an amount in minor units (cents, yen) of a currency. The zero Money is "no amount".
type Money struct {
	Minor    int64    `cbor:"1,keyasint,omitempty"`
	Currency Currency `cbor:"2,keyasint,omitempty"`
}

// IsZero tells that there is no amount.
func (m Money) IsZero() bool { return m.Minor == 0 }

// Decimal returns the amount alone, "120.00" or "-0.05" or "800" for a currency without decimals.
func (m Money) Decimal() string {
	digits, ok := m.Currency.Digits()
	if !ok {
		digits = 2
	}
	return decimal(m.Minor, digits)
}

// String returns amount and currency, "120.00 USD".
func (m Money) String() string { return m.Decimal() + " " + string(m.Currency) }

func decimal(minor int64, digits int) string {
	sign := ""
	if minor < 0 {
		sign, minor = "-", -minor
	}
	var b [24]byte
	i := len(b)
	for n := 0; minor > 0 || n <= digits; n++ {
		if n == digits && digits > 0 {
			i--
			b[i] = '.'
		}
		i--
		b[i] = byte('0' + minor%10)
		minor /= 10
	}
	return sign + string(b[i:])
}

// ParseMoney reads "120", "120.5", "120.00 USD" (or "USD 120.00"); standard is the currency meant when
// none is written. What is no amount or no currency at all is refused as usage; more decimals than the
// currency has, or an amount beyond any fee, is refused by rule. The sign is kept: whether a negative
// amount makes sense is the command's to say.
func ParseMoney(field, typed string, standard Currency) (Money, *Refusal) {
	amount, code, found := strings.Cut(strings.TrimSpace(typed), " ")
	if found && len(amount) == 3 && amount[0] >= 'A' {
		amount, code = code, amount
	}
	if found {
		standard = Currency(strings.ToUpper(strings.TrimSpace(code)))
	}
	digits, ok := standard.Digits()
	if !ok {
		return Money{}, usage(RuleCurrency, field, text("value", string(standard)))
	}
	whole, fraction, dotted := strings.Cut(strings.TrimSpace(amount), ".")
	negative := strings.HasPrefix(whole, "-")
	whole = strings.TrimPrefix(whole, "-")
	if !allDigits(whole) || whole == "" || dotted && (!allDigits(fraction) || fraction == "") {
		return Money{}, usage(RuleAmount, field, text("value", typed))
	}
	if len(fraction) > digits {
		return Money{}, refuse(RuleDecimals, field, text("value", typed), text("currency", string(standard)), num("digits", int64(digits)))
	}
	all := whole + fraction + strings.Repeat("0", digits-len(fraction))
	if len(strings.TrimLeft(all, "0")) > 15 {
		return Money{}, refuse(RuleAmountSize, field, text("value", typed))
	}
	var minor int64
	for i := range len(all) {
		minor = minor*10 + int64(all[i]-'0')
	}
	if negative {
		minor = -minor
	}
	return Money{Minor: minor, Currency: standard}, nil
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

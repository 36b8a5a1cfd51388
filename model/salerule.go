package model

// Sales, commissions and withdrawals (rule 8). Each refusal of a line names its {line} in the report; the field is the
// column.
const (
	ClockMature       Rule = "commission.mature"
	RuleSaleLine      Rule = "sale.line"       // {line} {statement} {number} {was}: the line was imported with other content
	RuleSaleTwice     Rule = "sale.twice"      // {line} {other} {statement} {number}: two lines of one report
	RuleSaleOther     Rule = "sale.other"      // {line} {sale} {statement} {number}: the sale was told otherwise
	RuleSaleText      Rule = "sale.text"       // {line} {value}: empty, too long, or no text
	RuleSaleNumber    Rule = "sale.number"     // {line} {value}
	RuleSaleStatus    Rule = "sale.status"     // {line} {value}
	RuleSaleTarget    Rule = "sale.target"     // {line}: an order or a code, and not both
	RuleSaleOrder     Rule = "sale.order"      // {line} {value}: no such order of this shop
	RuleSaleCode      Rule = "sale.code"       // {line} {value}: no such code of this shop
	RuleSaleReward    Rule = "sale.reward"     // {line} {value}: the order earns no commission
	RuleSaleAmount    Rule = "sale.amount"     // {line} {value}
	RuleSaleCurrency  Rule = "sale.currency"   // {line} {value} {expected}
	RuleSaleFuture    Rule = "sale.future"     // {line} {value} {now}
	RuleSaleReceived  Rule = "sale.received"   // {line} {value} {sold}: before it was sold, or missing
	RuleSaleLines     Rule = "sale.lines"      // {count} {max}
	RuleSaleImported  Rule = "sale.imported"   // {sales} {lines}
	RuleSaleEarned    Rule = "sale.earned"     // {amount} {rate} {commission}: the arithmetic
	RuleSaleFee       Rule = "sale.fee"        // {commission}: a set fee per use
	RuleSaleReversed  Rule = "sale.reversed"   // a refunded sale earns nothing
	RuleSaleLimit     Rule = "sale.limit"      // the code's limits were reached by earlier sales
	RuleSaleEnded     Rule = "sale.ended"      // outside of the code's validity
	RuleSaleEarly     Rule = "sale.early"      // before the order was approved
	RuleSaleRate      Rule = "sale.rate"       // no rate was in force
	RuleFeatured      Rule = "portals.item"    // {item} {rate} {shop}: what a featured item is
	RuleFeaturedNone  Rule = "portals.no_item" // {item}
	RuleKYC           Rule = "kyc.needed"      // once before the first withdrawal
	RuleKYCDone       Rule = "kyc.done"        // {since}
	RuleWithdrawal    Rule = "withdrawal"      // {amount} {fee}: recorded as a fact
	RuleAvailable     Rule = "withdrawal.available"
	RuleReportHeader  Rule = "report.header"  // {missing}
	RuleReportTwice   Rule = "report.twice"   // {column}
	RuleReportBroken  Rule = "report.broken"  // {line} {column}
	RuleReportMoment  Rule = "report.moment"  // {line} {value}
	RuleWithdrawalMin Rule = "withdrawal.min" // {amount} {min}
)

// The numbers of rule 8.
const (
	CommissionMatureDays Number = "commission.mature.days"
	WithdrawalMin        Number = "withdrawal.min_minor"
	WithdrawalFeeEurope  Number = "withdrawal.fee.european_minor"
	WithdrawalFeeOther   Number = "withdrawal.fee.other_minor"
	ImportLines          Number = "import.lines.entry"
)

// SalesCurrency is what commissions are counted in where neither the order's fee nor its promo code names a currency.
const SalesCurrency Currency = "USD"

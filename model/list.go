package model

// List names an index. Every list that a screen or command shows is one of these, so nothing is ever
// found by looking at everything.
type List uint8

// The lists; numbers are part of the file format. Beside each: what a group is, and the sort key.
const (
	ListHandle       List = 1  // "" by handle: accounts
	ListTaskID       List = 2  // "" by ID
	ListOrderID      List = 3  // "" by ID
	ListPaymentID    List = 4  // "" by ID
	ListRole         List = 5  // role: accounts by handle
	ListSquare       List = 6  // type, or 0 for all: published tasks by application deadline
	ListTasks        List = 7  // seller and state (0: any): tasks by creation
	ListAllTasks     List = 8  // state (0: any): tasks by creation
	ListOrders       List = 9  // account (seller, creator or agency) and state (0: any): orders by last change of state
	ListTaskOrders   List = 10 // task and state (0: any): orders by creation
	ListPair         List = 11 // task and creator: their orders
	ListDue          List = 12 // "" by due moment and rule: every clock
	ListClocks       List = 13 // account: every clock of its things, by due moment and rule
	ListTurn         List = 14 // account: the clocks whose turn it is, by due moment and rule
	ListReference    List = 15 // seller: payments by reference
	ListPayments     List = 16 // account and 0 (1: those in suspense): payments by record
	ListPostings     List = 17 // account: ledger postings by number
	ListBalances     List = 18 // account and bucket: balances by currency
	ListOrderMoney   List = 19 // order: payments
	ListSuspense     List = 20 // "": payments in suspense, by record
	ListFit          List = 21 // language ("": any): published tasks by publication
	ListReview       List = 22 // seller: tasks with waiting applications, by application deadline
	ListOrderLedger  List = 23 // order: ledger postings
	ListTaskLive     List = 24 // task: orders that an offer can still reach, by the version they were told of
	ListDelivery     List = 25 // seller and shipping state: orders to ship, on the way
	ListDebts        List = 26 // account and payment standing (owed, late, recorded): orders by due moment
	ListHandled      List = 27 // account: batches by moment
	ListBatchID      List = 28 // "" by ID
	ListKeyPrint     List = 29 // "" by fingerprint: keys
	ListKeys         List = 30 // account and 0 (1: revoked): keys by when they were added
	ListAccessID     List = 31 // "" by ID
	ListAccessKey    List = 32 // fingerprint: applications for access by moment
	ListAccess       List = 33 // state (0: any): applications for access by moment
	ListActivityID   List = 80 // "" by ID
	ListActivities   List = 81 // phase (0: any): activities by start
	ListActivityName List = 82 // "" by name, as it is compared: activities that are not called off
	ListEntries      List = 83 // activity (0: all, those under review) and state (0: any): entries by when they were made
	ListApplied      List = 84 // seller and state (0: any): entries by when they were made
	ListTaskEntries  List = 85 // task: entries by when they were made
	ListExposure     List = 86 // 0: any, 1: owed by due moment, 2: given: tasks by when exposure was promised or given
	ListNews         List = 40 // account: orders and decided requests by the last change that somebody else made

	ListRoster       List = 60  // agency and state (0: what a board shows): contracts by number
	ListContracts    List = 61  // creator: contracts by number
	ListRosterPair   List = 62  // agency and creator: their contract
	ListRosterOrders List = 63  // contract and state (0: any): orders by last change of state
	ListRosterLate   List = 64  // agency and 1 (2: expired for want of content): orders whose time has passed, by last change of state
	ListContractLate List = 65  // contract and 1 (2): the same for one creator
	ListRosterTurn   List = 66  // contract: clocks that are the creator's or the agency's turn, by due moment and rule
	ListPromoID      List = 50  // "" by number: promo codes
	ListPromos       List = 51  // seller: promo codes by creation
	ListCodeText     List = 52  // "" by text: codes, and promo codes by the seller's part
	ListCodes        List = 53  // account that got or carries them: codes by moment
	ListOrderCodes   List = 54  // order and 0 (1: carried by nobody yet): codes by moment
	ListPromoCodes   List = 55  // promo code: codes by moment
	ListHeld         List = 56  // task and creator: the codes that it carries
	ListRequestID    List = 70  // "" by ID
	ListRequest      List = 71  // what is asked for (0: anything) and state (0: any): requests by moment
	ListRequestOf    List = 72  // account and what is asked for (0: anything): requests by moment
	ListAdmission    List = 73  // state (0: any): applications for access and requests by moment
	ListBlocks       List = 74  // account: whom it blocks, by moment
	ListBlockPair    List = 75  // account and account: the block of the second by the first
	ListSaleID       List = 90  // seller: sales by the ID that reports give them
	ListSales        List = 91  // account (seller, creator or agency): sales by when they were made
	ListOrderSales   List = 92  // order: sales by when they were made
	ListCodeSales    List = 93  // code: sales by when they were made
	ListUses         List = 94  // promo code (and buyer): sales that count as uses, by when they were made and ID
	ListMaturing     List = 95  // earning: sales that earn, by when their commission is due
	ListStatements   List = 96  // seller: pages of statements by ID and page
	ListEarnings     List = 97  // order: what it earns, by creator
	ListWithdrawals  List = 98  // account: withdrawals by moment
	ListWithdrawalID List = 99  // "" by ID
	ListFeatured     List = 100 // seller: featured items by number
)

// Counted tells that entries of each group are counted, so that a menu or a tab knows its number at once.
func (l List) Counted() bool {
	switch l {
	case ListPromoID, ListCodeText, ListActivityID, ListActivityName, ListHandle, ListPair, ListDue, ListReference, ListOrderMoney, ListBalances, ListPostings, ListOrderLedger, ListBatchID, ListKeyPrint,
		ListRosterPair, ListContractLate, ListRosterTurn,
		ListAccessID, ListAccessKey, ListRequestID, ListRequestOf, ListBlockPair,
		ListSaleID, ListUses, ListMaturing, ListStatements, ListEarnings, ListWithdrawalID:
		return false
	}
	return true
}

package model

// Rule names a rule of the marketplace. Its title, sentence, source and what would be accepted stand in the
// catalogue of words; refusals, clocks, timelines and "why" all point here.
type Rule string

// The clocks: the table of rule 12.
const (
	ClockReview        Rule = "application.review"
	ClockApplyBy       Rule = "task.apply_by"
	ClockShip          Rule = "sample.ship"
	ClockNever         Rule = "sample.never"
	ClockReceive       Rule = "sample.receive"
	ClockAddressHide   Rule = "address.hide"
	ClockSubmit        Rule = "content.submit"
	ClockContentReview Rule = "content.review"
	ClockChanges       Rule = "content.changes"
	ClockRecord        Rule = "payment.record"
	ClockEscalate      Rule = "payment.escalate"
	ClockAcknowledge   Rule = "payment.acknowledge"
	ClockComplete      Rule = "order.complete"
	ClockExtension     Rule = "extension.answer"
	ClockOffer         Rule = "offer.answer"
	ClockStop          Rule = "stop.answer"
	ClockPayoutHold    Rule = "payout_address.hold"
	ClockSuspense      Rule = "suspense.review"
	ClockSweep         Rule = "task.sweep" // telling very many orders of an edit or a closing, at once
	ClockUndo          Rule = "undo.until" // {batch} {at}: until when a batch can be taken back
	ClockAccess        Rule = "access.decide"
)

// ClockRules returns every clock in the order in which clocks of one moment fire. It only ever grows at the
// end: the index of due clocks is built on it.
func ClockRules() []Rule {
	return []Rule{
		ClockReview, ClockApplyBy, ClockShip, ClockNever, ClockReceive, ClockAddressHide, ClockSubmit, ClockContentReview, ClockChanges,
		ClockRecord, ClockEscalate, ClockAcknowledge, ClockComplete, ClockExtension, ClockOffer, ClockStop, ClockPayoutHold, ClockSuspense,
		ClockSweep, ClockUndo, ClockAccess,
		ClockActivityOpen, ClockActivityRegister, ClockActivityWarm, ClockActivityStart, ClockActivityEnd, ClockEntry, ClockExposure, ClockInvite,
		ClockMature,
	}
}

// The marketplace, accounts and rights.
const (
	RuleMarketOpen     Rule = "market.open"        // there is one marketplace in a data directory, opened once
	RuleVirtual        Rule = "time.virtual"       // only a sample marketplace's clock can be moved
	RuleTimeBack       Rule = "time.forward"       // {now}: the clock only moves forward
	RuleHubGrace       Rule = "hub.grace"          // clocks that struck while the hub was away wait
	RuleClockMoved     Rule = "clock.moved"        // the clock is no longer due
	RuleClocksStop     Rule = "clocks.stop"        // an open dispute stops an order's clocks
	RulePolicyName     Rule = "policy.name"        // {value}
	RulePolicyValue    Rule = "policy.value"       // {name} {old} {value}; refused: {name} {least} {most} {value}
	RulePolicyKnown    Rule = "policy.known"       // {count}: numbers that came with a newer version
	RuleNotFound       Rule = "not_found"          // {value}: not there, or not visible to this account
	RuleNoRight        Rule = "no_right"           // {needs}: the verb belongs to somebody else
	RuleRole           Rule = "account.role"       // {role} {needs}: wrong kind of account for the verb
	RuleForRole        Rule = "account.for_role"   // {needs}: the field makes sense for another role only
	RuleRoleName       Rule = "account.role_name"  // {value}
	RuleLevelName      Rule = "account.level_name" // {value}
	RuleKindName       Rule = "account.kind_name"  // {value}
	RuleHandle         Rule = "account.handle"     // {value}: what a handle looks like
	RuleHandleTaken    Rule = "account.handle_taken"
	RuleAdmission      Rule = "account.admission"       // {handle} {role}
	RuleAddress        Rule = "account.address"         // kept privately
	RulePayPalAddress  Rule = "account.paypal"          // what a PayPal address looks like
	RuleSellerLevel    Rule = "seller.level"            // {level}: only senior and high-potential sellers post these
	RuleVerified       Rule = "creator.verified"        // {kind}: fixed-fee tasks need a verified creator or an agency
	RuleLive           Rule = "creator.live"            // live streams need permission, or the brand's account
	RulePortals        Rule = "portals.needed"          // CPS needs a rate: join the affiliate programme first
	RulePortalsJoined  Rule = "portals.joined"          // {since}
	RuleRate           Rule = "portals.rate"            // {rate} {min} {max}
	RuleRateEffective  Rule = "portals.rate_from"       // {rate} {from}
	RuleAddressMissing Rule = "account.address_missing" // a warning
	RulePayPalMissing  Rule = "account.paypal_missing"  // a warning
	RuleUnfit          Rule = "application.unfit"       // a warning: the task asks for another language or country
)

// Keys and access: who is known through a hub, and how one becomes known.
const (
	RuleKey             Rule = "account.key"   // {fingerprint} {kind} {label}
	RuleKeyLine         Rule = "key.line"      // no public key at all
	RuleKeyPrivate      Rule = "key.private"   // a private key was given
	RuleKeyOptions      Rule = "key.options"   // options before the key
	RuleKeyAlgorithm    Rule = "key.algorithm" // {value}
	RuleKeyKind         Rule = "key.kind"      // {value}
	RuleKeyTaken        Rule = "key.taken"     // {fingerprint}: it belongs to an account
	RuleKeyAgain        Rule = "key.again"     // {fingerprint} {at}: it was revoked before
	RuleKeyMany         Rule = "key.many"      // {max}
	RuleKeyTwice        Rule = "key.twice"     // {fingerprint}: it stands in one list twice
	RuleKeyGone         Rule = "key.gone"      // {fingerprint} {at}: revoked already
	RuleKeyRevoked      Rule = "key.revoked"   // it no longer counts
	RuleKeyObserver     Rule = "key.observer"  // it only reads
	RuleKeyFull         Rule = "key.full"      // {kind}: needs a full key
	RuleStranger        Rule = "access.stranger"
	RuleAccess          Rule = "access.apply"     // {access} {role} {fingerprint}
	RuleAccessKey       Rule = "access.key"       // {fingerprint}: another key was proven
	RuleAccessForm      Rule = "access.form"      // what was entered cannot be read
	RuleAccessRole      Rule = "access.role"      // {value}
	RuleAccessWindow    Rule = "access.window"    // {from} {until}
	RuleAccessSpan      Rule = "access.span"      // {from} {until}
	RuleAccessNumbers   Rule = "access.numbers"   // {kind} {posts} {followers} {least_posts} {least_followers}
	RuleAccessWaiting   Rule = "access.waiting"   // {access}: the key has one that waits
	RuleAccessAgain     Rule = "access.again"     // {access} {at}: refused lately
	RuleAccessFull      Rule = "access.full"      // {max}
	RuleAccessDecided   Rule = "access.decided"   // {access} {state}
	RuleAccessDenied    Rule = "access.denied"    // {access} {reason}
	RuleAccessWithdraw  Rule = "access.withdraw"  // {access}
	RuleAccessWithdrawn Rule = "access.withdrawn" // {max} {at}: taken back too often
)

// Verification and live streams for those who have an account; profiles; blocking.
const (
	RuleVerify           Rule = "verify.apply"      // {request} {asks}
	RuleVerifyDone       Rule = "verify.done"       // {kind}: nothing to ask for
	RuleVerifyKind       Rule = "verify.kind"       // {kind}: none that one is verified as
	RuleVerifyWindow     Rule = "verify.window"     // {from} {until}
	RuleVerifyNumbers    Rule = "verify.numbers"    // {kind} {posts} {followers} {least_posts} {least_followers}
	RuleLiveHas          Rule = "live.has"          // the permission is there already
	RuleRequestForm      Rule = "request.form"      // what was entered cannot be read
	RuleRequestFigures   Rule = "request.figures"   // figures belong to a verification
	RuleRequestWaiting   Rule = "request.waiting"   // {request} {asks}: one that waits
	RuleRequestAgain     Rule = "request.again"     // {request} {at}: refused lately
	RuleRequestDecided   Rule = "request.decided"   // {request} {state}
	RuleRequestDenied    Rule = "request.denied"    // {request} {reason}
	RuleRequestWithdraw  Rule = "request.withdraw"  // {request}
	RuleRequestWithdrawn Rule = "request.withdrawn" // {max} {at}: taken back too often
	RuleProfile          Rule = "profile.change"    // what one says of oneself
	RuleProfileChecked   Rule = "profile.checked"   // {channel} {followers} {posts}: these were checked
	RuleProfileTwice     Rule = "profile.twice"     // {channel}
	RuleBlock            Rule = "block.account"     // what a block does
	RuleBlocked          Rule = "block.blocked"     // one is blocked
	RuleBlockSelf        Rule = "block.self"
	RuleBlockStaff       Rule = "block.staff" // {role}
	RuleBlockTwice       Rule = "block.twice" // {handle}
	RuleBlockNone        Rule = "block.none"  // {handle}: not blocked
	RuleBlockMany        Rule = "block.many"  // {max}
)

// What is typed: texts, links, amounts, IDs.
const (
	RuleRequired   Rule = "required"
	RuleText       Rule = "text.characters" // {trouble}
	RuleTextLength Rule = "text.length"     // {length} {max}
	RuleTooMany    Rule = "list.length"     // {count} {max}
	RuleWebAddress Rule = "link.address"    // {value}
	RuleItemLink   Rule = "link.item"       // {value}: not an AliExpress item address
	RuleItemTwice  Rule = "link.item_twice" // {item}
	RuleLinkTwice  Rule = "link.twice"      // {value}
	RuleLanguage   Rule = "language.code"   // {value}
	RuleCountry    Rule = "country.code"    // {value}
	RuleChannel    Rule = "channel.name"    // {value}
	RuleNegative   Rule = "number.negative" // {value}
	RuleAmount     Rule = "money.amount"    // {value}: not an amount at all
	RuleCurrency   Rule = "money.currency"  // {value}: no ISO 4217 code
	RuleDecimals   Rule = "money.decimals"  // {value} {currency} {digits}
	RuleAmountSize Rule = "money.size"      // {value}
	RuleID         Rule = "id.form"         // {value}
	RuleIDTaken    Rule = "id.taken"        // {id}: mint another
	RuleAmbiguous  Rule = "id.ambiguous"    // {value} {first} {second}
	RuleMoved      Rule = "revision.moved"  // {id}: somebody changed it meanwhile
	RuleRowTwice   Rule = "batch.twice"     // {order}
	RuleBatchSize  Rule = "batch.size"      // {count} {max}: its texts are too long for so many rows
)

// Taking batches back.
const (
	RuleUndoNone    Rule = "undo.none"            // nothing is open
	RuleUndoDone    Rule = "undo.done"            // {batch} [{order}]: taken back already
	RuleUndoRow     Rule = "undo.row"             // {order} {batch}: the batch did not change it
	RuleUndoMoved   Rule = "undo.moved"           // {order} {state}: it went on since
	RuleUndoTask    Rule = "undo.closed"          // {order} {task}: the task was closed by hand, no application waits in it
	RuleUndoAgain   Rule = "undo.again"           // {order} {newer}: the creator applied anew
	RuleUndoStruck  Rule = "undo.struck"          // {order} {clock} {due}: it would be late the moment it was back
	RuleSender      Rule = "account.sender"       // the address book
	RuleSenderKnown Rule = "account.sender_known" // it stands there already
	RuleSenderFull  Rule = "account.sender_full"  // {max}
)

// Tasks.
const (
	RuleTypeName      Rule = "task.type_name"
	RuleContentName   Rule = "task.content_name"   // {value}
	RuleTypeFixed     Rule = "task.type_fixed"     // the type stays once a task is published
	RulePromoWay      Rule = "task.promo_way"      // promo-code tasks come from promo activate and promo join
	RuleOneLink       Rule = "task.one_link"       // {count}: CPS tasks carry exactly one item link
	RuleChannelSide   Rule = "task.channel_side"   // {type} {channel}
	RuleSamples       Rule = "task.samples"        // {value} {max}
	RuleWanted        Rule = "task.wanted"         // {value} {max}
	RuleFeeType       Rule = "task.fee_type"       // {type}: only Fixed Price tasks have a fee or the product as reward
	RuleOneReward     Rule = "task.one_reward"     // a fee or the product, not both
	RuleProductSample Rule = "task.product_sample" // the product as reward needs a sample
	RuleFeePositive   Rule = "task.fee"            // {fee}
	RuleFeeMissing    Rule = "task.fee_missing"
	RulePast          Rule = "deadline.past"      // {value} {now}
	RuleReversed      Rule = "deadline.reversed"  // {apply_by} {submit_by}
	RuleTooFar        Rule = "deadline.too_far"   // {value} {max}
	RuleDateEarly     Rule = "date.early"         // {value} {made}: before the order was made
	RuleFuture        Rule = "date.future"        // {value} {now}
	RuleTaskDraft     Rule = "task.draft"         // {state}: only a draft can be published or thrown away; also what a draft is
	RuleTaskOpen      Rule = "task.open"          // {state} {apply_by}: only while the task is on the square
	RuleTaskEnded     Rule = "task.ended"         // every order is settled
	RuleCloseEarly    Rule = "task.close_early"   // waiting applications are rejected, accepted orders go on
	RuleEscalated     Rule = "payment.unsettled"  // {count}: no publishing while payments are before support
	RuleSampleLead    Rule = "task.sample_lead"   // {days} {usual} {use}: a warning
	RuleSamplesUsual  Rule = "task.samples_usual" // {value} {max}: a warning
	RuleVague         Rule = "task.vague"         // {length} {min}: a warning
	RuleStrongCPS     Rule = "task.strong_cps"    // {count} {max}: a warning
	RuleFewSpeakers   Rule = "task.few_speakers"  // {language}: a warning
)

// Orders.
const (
	RuleFrozen        Rule = "order.frozen"          // {version}: terms are those of the application; {told} for edits
	RuleReward        Rule = "order.reward"          // {reward} {fee} {rate} {version}
	RuleOneLive       Rule = "application.one_live"  // {order} {state}
	RuleNoAgain       Rule = "application.no_again"  // {order}: rejected without leave to apply again
	RuleWaiting       Rule = "application.waiting"   // {order} {state}: already decided
	RuleCancelBy      Rule = "application.cancel"    // {apply_by}
	RuleNoOptOut      Rule = "order.no_opt_out"      // {state}: no opting out after approval
	RuleFull          Rule = "application.full"      // {wanted} {approved}
	RuleApproval      Rule = "application.approval"  // what follows an approval
	RuleRejection     Rule = "application.rejection" // {reason} {note}
	RuleReasonName    Rule = "application.reason"    // {value}
	RuleShipping      Rule = "sample.owed"           // {order} {state}: only an order that waits for its sample
	RuleModify        Rule = "sample.modify"         // {order} {state}: until receipt
	RuleReceipt       Rule = "sample.receipt"        // {order} {state}
	RuleLoss          Rule = "sample.loss"           // {order} {state}
	RuleLossName      Rule = "sample.loss_name"      // {value}
	RulePieces        Rule = "sample.pieces"         // {value} {max}
	RulePiecesDiffer  Rule = "sample.pieces_differ"  // {value} {promised}: a warning
	RuleSampleFirst   Rule = "content.sample_first"  // {order}: the sample has not been sent
	RuleSubmitState   Rule = "content.state"         // {order} {state}
	RuleContentType   Rule = "content.type"          // {type} {accepted}
	RuleContentSide   Rule = "content.side"          // {type} {value}
	RuleSameContent   Rule = "content.same"          // {version}: a new version has other links
	RuleCPSAccepted   Rule = "content.cps"           // accepted on submission
	RuleConfirm       Rule = "content.confirm"       // {order} {state}
	RuleModifications Rule = "content.modifications" // {used} {max}
	RuleClause        Rule = "content.clause"        // {value} {count}
	RuleExtension     Rule = "extension.state"       // {order} {state}
	RuleExtensionOnce Rule = "extension.once"        // {max}
	RuleExtensionDays Rule = "extension.days"        // {value} {max}
	RuleOffer         Rule = "offer.state"           // {order} {state}
	RuleOfferEmpty    Rule = "offer.empty"           // nothing offered
	RuleOfferOpen     Rule = "offer.open"            // {order}
	RuleStop          Rule = "stop.state"            // {order} {state}
	RuleStopOpen      Rule = "stop.open"             // {order}
	RuleNothingAsked  Rule = "answer.nothing"        // {order}
	RuleProposalName  Rule = "answer.what"           // {value}
	RuleMaterials     Rule = "materials.state"       // {order} {state}
	RuleMaterialsOpen Rule = "materials.open"        // {asked}
	RuleExpiryComment Rule = "order.expiry_comment"  // {order} {state}
)

// Money.
const (
	RuleProductReward   Rule = "payment.product"     // confirming completes the order
	RuleUnconfirmed     Rule = "payment.unconfirmed" // {order} {state}
	RuleNoFee           Rule = "payment.no_fee"      // {reward}: paid through Portals, or by the product
	RulePaymentPositive Rule = "payment.amount"      // {amount}
	RuleMethodName      Rule = "payment.method_name" // {value}
	RuleMethod          Rule = "payment.method"      // {method}: a warning
	RuleSuspense        Rule = "payment.suspense"    // {reason} {owed} {paid}
	RuleAcknowledge     Rule = "payment.recorded"    // {order} {state}: nothing to acknowledge
	RuleLedger          Rule = "ledger.posting"      // {debit} {credit} {amount}
)

import Store

// `Store` names its module and its class, so that types which `Cases` names as well cannot be reached by a prefix.
typealias StoreCaseKey = Store.CaseKey
typealias StoreCaseChange = Store.CaseChange
typealias StorePayoutHold = PayoutHold

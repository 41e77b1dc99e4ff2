import type { PositionLists, RecordColumns } from "@rollcall/model"
import { once } from "../Basis.ts"
import { placeOf } from "../order.ts"
import { firstOf, membersOf, reversed } from "../position-lists.ts"
import type { Account } from "../records.ts"
import { accounts, type AccountSubject } from "../subjects/accounts.ts"
import { findings, type FindingSubject } from "../subjects/findings.ts"

/** What findings that are open, or may be, have to do with accounts. */
interface NamedAccounts {
  /** Those that name the account at a position. */
  readonly findingsOf: (account: number) => ReadonlyArray<FindingSubject>
  /** The accounts that the finding at a position names: mostly one; none if there is no such account. */
  readonly accountsOf: (finding: number) => ReadonlyArray<AccountSubject>
}

/** Ties findings and accounts by the account's id. */
export const namedAccounts = once((basis): NamedAccounts => {
  const [named, naming] = [accounts.rows(basis), findings.rows(basis)]
  const placeOfAccount = accountPlaces(named.columns)
  const { records } = named.columns
  const begins = new Int32Array(naming.size + 1)
  const found: Array<number> = []
  for (let finding = 0; finding < naming.size; finding++) {
    const id = naming.isOpen.at(finding) === false ? null : naming.columns.records[finding]?.accountId
    if (typeof id === "string") {
      const owner = firstOf(naming.columns.owners, finding)
      for (let place = placeOfAccount(id, owner); records[place]?.id === id; place++) found.push(place)
    }
    begins[finding + 1] = found.length
  }
  const byFinding: PositionLists = { begins, positions: Int32Array.from(found) }
  let byAccount: PositionLists | undefined
  return {
    findingsOf: (account) => membersOf((byAccount ??= reversed(byFinding, named.size)), account, naming.at),
    accountsOf: (finding) => membersOf(byFinding, finding, named.at)
  }
})

/**
 * Finds the first account with an id. The roster has them in the order of their ids, and so has each person: nearly always it
 * is one of the few of the person whom the finding is about.
 */
function accountPlaces({ records, held: { begins, positions } }: RecordColumns<Account>) {
  return (id: string, person: number | undefined): number => {
    if (person !== undefined) {
      const begin = begins[person] ?? 0
      const count = (begins[person + 1] ?? 0) - begin
      const own = placeOf(id, count, (place) => records[positions[begin + place] ?? 0]?.id)
      let place = own < count ? (positions[begin + own] ?? 0) : records.length
      if (records[place]?.id === id) {
        while (records[place - 1]?.id === id) place--
        return place
      }
    }
    return placeOf(id, records.length, (place) => records[place]?.id)
  }
}

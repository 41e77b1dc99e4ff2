/**
 * Who uses an account (operation 5).
 */
import type { Reply } from "../http/exchange.ts"
import { questionOf } from "./collection.ts"
import { notFound, refusedQuery, type Operation, type PushContext } from "./operation.ts"
import { page, pageParameters } from "./paging.ts"
import type { Account, AccountUse } from "./state.ts"
import type { View } from "./table.ts"

/** The primary employee's own use of an account. */
export const primaryUse = (account: Account): AccountUse => ({
  ...(account.employeeId === undefined ? {} : { employeeId: account.employeeId }),
  lastUsedTimestamp: account.lastUsedTimestamp,
  passwordManuallyTyped: account.loginMethods.passwordLogin ? false : null
})

/** Lists the users of an account, the primary employee first. */
export const usedBy: Operation = (context, id) => {
  const refusal = refusedQuery(context, pageParameters)
  if (refusal !== undefined) return refusal
  const account = context.store.accounts.find(id)
  if (account === undefined) return notFound(context)
  const { items, reply } = page({
    context,
    view: viewOf([primaryUse(account), ...(context.store.furtherUses.get(id) ?? [])]),
    write: context.mutate,
    question: questionOf(context, `/v1/accounts/${id}/usedBy`),
    hasDocumentedToken: false
  })
  return reply.status === 200 ? inForm(context, items, reply) : reply
}

const inForm = ({ switches, mutate }: PushContext, items: ReadonlyArray<AccountUse>, list: Reply): Reply => {
  if (switches.usedBy === "list") return list
  const [first] = items.map(mutate)
  return { status: 200, body: switches.usedBy === "array" ? items.map(mutate) : (first ?? null) }
}

const viewOf = <T>(records: ReadonlyArray<T>): View<T> => ({
  size: records.length,
  slice: (from, to) => records.slice(from, to),
  after: () => 0
})

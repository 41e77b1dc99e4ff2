/**
 * Writes to accounts: operations 3 and 4.
 */
import { Option, Schema } from "effect"
import { readBody } from "../body.ts"
import { accounts } from "../collections.ts"
import { badRequest, notFound, type Operation } from "../operation.ts"
import type { Account } from "../state.ts"
import { primaryUse } from "../uses.ts"

/** Operation 3; findings keep the id of the account that is gone. */
export const forgetAccount: Operation = (context, id) => {
  const { store, switches } = context
  if (store.accounts.find(id) === undefined) return notFound(context, "Account Not Found")
  store.accounts.remove(id)
  store.furtherUses.delete(id)
  const deleted = switches.deletedFlag === "string" ? "true" : true
  return { status: 200, body: context.mutate({ id, object: "ACCOUNT", deleted }) }
}

const LoginMethodBody = Schema.Struct({
  loginMethod: Schema.Literals(["USERNAME_PASSWORD", "OKTA_SWA", "OIDC", "SAML"])
})

/** Operation 4. */
export const deleteLoginMethod: Operation = (context, id) => {
  const body = readBody(context, LoginMethodBody)
  if (Option.isNone(body)) return badRequest("loginMethod")
  const account = context.store.accounts.find(id)
  if (account === undefined) return notFound(context)
  const left = without(account, body.value.loginMethod)
  if (left === undefined) return badRequest("the account does not have this login method")
  context.store.accounts.put(left)
  const isUse = context.switches.loginMethodAnswer === "account-use"
  return { status: 200, body: isUse ? context.mutate(primaryUse(left)) : accounts.write(context, left) }
}

// The account without the method, or undefined where it did not have it (section 6, rows 25 and 26).
const without = (account: Account, method: typeof LoginMethodBody.Type.loginMethod): Account | undefined => {
  const { loginMethods } = account
  switch (method) {
    case "USERNAME_PASSWORD":
      return loginMethods.passwordLogin
        ? { ...account, passwordId: null, loginMethods: { ...loginMethods, passwordLogin: false } }
        : undefined
    case "OKTA_SWA":
      return loginMethods.oktaSwaLogin === true
        ? { ...account, loginMethods: { ...loginMethods, oktaSwaLogin: false } }
        : undefined
    case "OIDC":
      return loginMethods.oidcLogin === null
        ? undefined
        : { ...account, loginMethods: { ...loginMethods, oidcLogin: null } }
    case "SAML":
      return loginMethods.samlLogin === null
        ? undefined
        : { ...account, loginMethods: { ...loginMethods, samlLogin: null } }
  }
}

/**
 * `rollcall push accounts`: accounts on apps that Push knows, and what can be taken from them.
 */
import type { Account } from "@rollcall/push/schema"
import { Argument, Command } from "effect/cli"
import { instantFlag, textFlag } from "../../MemberFlags.ts"
import { getVerb, idArgument, listVerb, onRecord, readVerb, type RecordWrite, writeVerb } from "../../PushResource.ts"
import { recordTable } from "../../RecordText.ts"

const resource = {
  name: "accounts",
  one: "account",
  columns: ["id", "appType", "email", "mfaRegistered", "mfaMethods", "lastUsedTimestamp"]
}

const id = idArgument("ID", "The account's id")
const look = (input: { readonly id: string }) => `get ${input.id}`
const onAccount = (accountId: string, write: RecordWrite<Account>) =>
  onRecord(resource, { id: accountId }, (client) => client.accounts.get(accountId), write)

const list = listVerb(
  resource,
  {
    email: textFlag("email", "Part of an address"),
    appType: textFlag("appType", "On this app, such as ATLASSIAN"),
    employeeId: textFlag("employeeId", "Of this employee"),
    passwordId: textFlag("passwordId", "With this password, by its id"),
    lastUsedTimestampAfter: instantFlag("lastUsedTimestampAfter", "Used since"),
    lastUsedTimestampBefore: instantFlag("lastUsedTimestampBefore", "Not used since")
  },
  (client, filters) => client.accounts.pages(filters)
)

const get = getVerb(resource, (client, accountId) => client.accounts.get(accountId))

const usedBy = readVerb({
  name: "used-by",
  about: "Read which employees use an account",
  idOf: resource.one,
  read: (client, accountId) => client.accounts.usedBy(accountId),
  document: (accountId, uses) => ({ resource: resource.name, id: accountId, usedBy: uses }),
  lines: (uses) =>
    uses.length === 0 ? ["nobody"] : recordTable(["employeeId", "lastUsedTimestamp", "passwordManuallyTyped"], uses)
})

const forget = writeVerb(resource, {
  name: "forget",
  about: "Make Push forget an account; it comes back when it is used again",
  example: "ID",
  input: { id },
  action: (input) =>
    onAccount(input.id, {
      operation: "accounts.forget",
      send: (client) => client.accounts.forget(input.id),
      isSo: (account) => account === null,
      changes: []
    }),
  look
})

/** Each login method with the member that shows it, and what that is without the method. */
const withoutMethod = {
  USERNAME_PASSWORD: (methods) => methods?.passwordLogin === false,
  OKTA_SWA: (methods) => methods?.oktaSwaLogin === false,
  OIDC: (methods) => methods?.oidcLogin === null,
  SAML: (methods) => methods?.samlLogin === null
} as const satisfies { readonly [method: string]: (methods: Account["loginMethods"]) => boolean }

const deleteLoginMethod = writeVerb(resource, {
  name: "delete-login-method",
  about: "Take a login method from an account",
  example: "ID OIDC",
  input: {
    id,
    method: Argument.Literals("METHOD", ["USERNAME_PASSWORD", "OKTA_SWA", "OIDC", "SAML"]).pipe(
      Argument.withDescription("The login method")
    )
  },
  action: (input) =>
    onAccount(input.id, {
      operation: "accounts.deleteLoginMethod",
      send: (client) => client.accounts.deleteLoginMethod(input.id, input.method),
      isSo: (account) => account !== null && withoutMethod[input.method](account.loginMethods),
      changes: ["loginMethods"]
    }),
  look
})

export const accounts = Command.make("accounts").pipe(
  Command.withDescription("Accounts on apps that Push knows"),
  Command.withSubcommands([list, get, usedBy, forget, deleteLoginMethod])
)

/**
 * `rollcall push accountsOther`: accounts on apps without a type of their own.
 */
import { Command } from "effect/cli"
import { instantFlag, textFlag } from "../../MemberFlags.ts"
import { getVerb, listVerb } from "../../PushResource.ts"

const resource = {
  name: "accountsOther",
  one: "account (other)",
  columns: ["id", "email", "otherAppId", "lastUsedTimestamp"]
}

const list = listVerb(
  resource,
  {
    email: textFlag("email", "Part of an address"),
    otherAppId: textFlag("otherAppId", "On this app"),
    lastUsedTimestampAfter: instantFlag("lastUsedTimestampAfter", "Used since"),
    lastUsedTimestampBefore: instantFlag("lastUsedTimestampBefore", "Not used since")
  },
  (client, filters) => client.accountsOther.pages(filters)
)

const get = getVerb(resource, (client, id) => client.accountsOther.get(id))

export const accountsOther = Command.make("accountsOther").pipe(
  Command.withDescription("Accounts on apps without a type of their own"),
  Command.withSubcommands([list, get])
)

/**
 * `rollcall push appsOther`: apps without a type of their own.
 */
import { Command } from "effect/cli"
import { instantFlag } from "../../MemberFlags.ts"
import { getVerb, listVerb } from "../../PushResource.ts"

const resource = {
  name: "appsOther",
  one: "app (other)",
  columns: ["id", "name", "domain", "oauthAppId", "hidden", "creationTimestamp"]
}

const list = listVerb(
  resource,
  {
    creationTimestampAfter: instantFlag("creationTimestampAfter", "First seen since"),
    creationTimestampBefore: instantFlag("creationTimestampBefore", "First seen before")
  },
  (client, filters) => client.appsOther.pages(filters)
)

const get = getVerb(resource, (client, id) => client.appsOther.get(id))

export const appsOther = Command.make("appsOther").pipe(
  Command.withDescription("Apps without a type of their own"),
  Command.withSubcommands([list, get])
)

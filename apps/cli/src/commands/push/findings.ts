/**
 * `rollcall push findings`: what Push found wrong.
 */
import { Command } from "effect/cli"
import { instantFlag, textFlag } from "../../MemberFlags.ts"
import { getVerb, listVerb } from "../../PushResource.ts"

const resource = {
  name: "findings",
  one: "finding",
  columns: ["id", "type", "state", "appType", "employeeId", "accountId", "creationTimestamp"]
}

const list = listVerb(
  resource,
  {
    state: textFlag("state", "OPEN or RESOLVED"),
    type: textFlag("type", "Of this type, such as WEAK_PASSWORD"),
    employeeId: textFlag("employeeId", "Of this employee"),
    appType: textFlag("appType", "On this app, such as ATLASSIAN"),
    accountId: textFlag("accountId", "Of this account"),
    passwordId: textFlag("passwordId", "Of this password, by its id"),
    creationTimestampAfter: instantFlag("creationTimestampAfter", "First seen since"),
    creationTimestampBefore: instantFlag("creationTimestampBefore", "First seen before")
  },
  (client, filters) => client.findings.pages(filters)
)

const get = getVerb(resource, (client, id) => client.findings.get(id))

export const findings = Command.make("findings").pipe(
  Command.withDescription("What Push found wrong"),
  Command.withSubcommands([list, get])
)

/**
 * `rollcall push browsers`: enrolled browser profiles.
 */
import { Command } from "effect/cli"
import { instantFlag, textFlag } from "../../MemberFlags.ts"
import { getVerb, listVerb } from "../../PushResource.ts"

const resource = {
  name: "browsers",
  one: "browser",
  columns: ["id", "email", "browser", "version", "os", "isActive", "lastOnlineTimestamp"]
}

const list = listVerb(
  resource,
  {
    email: textFlag("email", "Part of an address"),
    employeeId: textFlag("employeeId", "Of this employee"),
    browser: textFlag("browser", "Of this make, such as CHROME"),
    os: textFlag("os", "On this system, such as MACOS"),
    lastOnlineTimestampAfter: instantFlag("lastOnlineTimestampAfter", "Seen since"),
    lastOnlineTimestampBefore: instantFlag("lastOnlineTimestampBefore", "Not seen since")
  },
  (client, filters) => client.browsers.pages(filters)
)

const get = getVerb(resource, (client, id) => client.browsers.get(id))

export const browsers = Command.make("browsers").pipe(
  Command.withDescription("Enrolled browser profiles"),
  Command.withSubcommands([list, get])
)

/**
 * `rollcall push blockedUrls`: URL patterns that browsers must not open.
 */
import type { PushClientShape } from "@rollcall/push"
import { Argument, Command } from "effect/cli"
import { given, textFlag } from "../../MemberFlags.ts"
import { listVerb, type PushAction, wholeList, writeVerb } from "../../PushResource.ts"

const resource = { name: "blockedUrls", one: "blocked URL", columns: ["pattern"] }

const list = listVerb(resource, {}, (client) => client.blockedUrls.pages())

/** The list is all the state there is: a pattern has no id, no date and no author. */
const onList = {
  read: (client: PushClientShape) => wholeList(client.blockedUrls.pages()),
  missing: () => []
}

const add = writeVerb(resource, {
  name: "add",
  about: "Block a URL; a single one cannot be unblocked through the API",
  example: "'*.sub.example.com' --path '/path/to*'",
  input: {
    host: Argument.String("HOST").pipe(Argument.withDescription("A domain; *. before it stands for its subdomains")),
    more: { path: textFlag("path", "Begins with /, may hold *; without it every path") }
  },
  action: (input) => adding({ host: input.host, ...given(input.more) }),
  look: () => "list"
})

const adding = (url: { readonly host: string; readonly path?: string }): PushAction<ReadonlyArray<string>> => {
  const pattern = `*://${url.host}${url.path ?? "/*"}`
  return {
    ...onList,
    operation: "blockedUrls.add",
    subject: pattern,
    typedBack: () => ({ what: "the host", text: url.host }),
    touches: (patterns) => [`${pattern}, besides ${patterns.length} blocked already; only clear takes it back`],
    send: (client) => client.blockedUrls.add(url),
    // Hosts have no letter case: a source that writes them in lower case blocks the same.
    isSo: (patterns) => patterns.some((each) => each.toLowerCase() === pattern.toLowerCase())
  }
}

/** Patterns that are shown one by one before all are removed. */
const shownMax = 20

const clear = writeVerb(resource, {
  name: "clear",
  about: "Unblock all URLs; this cannot be undone",
  example: "",
  input: {},
  action: (): PushAction<ReadonlyArray<string>> => ({
    ...onList,
    operation: "blockedUrls.clear",
    subject: "all blocked URLs",
    typedBack: (patterns) => ({ what: "the number of URLs", text: String(patterns.length) }),
    touches: (patterns) => [
      ...patterns.slice(0, shownMax),
      ...(patterns.length > shownMax ? [`and ${patterns.length - shownMax} more`] : [])
    ],
    send: (client) => client.blockedUrls.clear(),
    isSo: (patterns) => patterns.length === 0
  }),
  look: () => "list"
})

export const blockedUrls = Command.make("blockedUrls").pipe(
  Command.withDescription("URL patterns that browsers must not open"),
  Command.withSubcommands([list, add, clear])
)

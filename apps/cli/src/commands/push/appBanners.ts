/**
 * `rollcall push appBanners`: notices shown on apps.
 */
import type { AppBanner } from "@rollcall/push/schema"
import { Command, Flag } from "effect/cli"
import { booleanFlag, choiceFlag, given, textFlag } from "../../MemberFlags.ts"
import { getVerb, hasMembers, idArgument, listVerb, onRecord, writeVerb } from "../../PushResource.ts"

const resource = {
  name: "appBanners",
  one: "app banner",
  columns: ["id", "appType", "enabled", "mode", "title"]
}

const list = listVerb(
  resource,
  { enabled: booleanFlag("enabled", "Only enabled, or with --no-enabled as the source takes it; without it all") },
  (client, filters) => client.appBanners.pages(filters)
)

const get = getVerb(resource, (client, appId) => client.appBanners.get(appId), "app")

const set = writeVerb(resource, {
  name: "set",
  about: "Set the banner of an app",
  example: "APP_ID --enabled --mode INFORM --title 'Not for customer data'",
  input: {
    appId: idArgument("APP_ID", "The app's id"),
    enabled: Flag.Boolean("enabled").pipe(Flag.withDescription("Show it, or with --no-enabled do not; needed")),
    texts: {
      title: textFlag("title", "Title, at most 75 characters"),
      subtext: textFlag("subtext", "Text below it, at most 1000 characters; links in Markdown"),
      mode: choiceFlag("mode", ["INFORM", "ACKNOWLEDGE", "REASON", "BLOCK"], "What the employee must do"),
      buttonText: textFlag("buttonText", "Text of the button, at most 75 characters"),
      allowReasonSubmission: booleanFlag("allowReasonSubmission", "For BLOCK: the employee may ask for access")
    }
  },
  action: (input) => {
    const banner = { enabled: input.enabled, ...given(input.texts) }
    const app = { id: input.appId, idOf: "app" }
    return onRecord<AppBanner>(resource, app, (client) => client.appBanners.get(input.appId), {
      operation: "appBanners.set",
      send: (client) => client.appBanners.set(input.appId, banner),
      isSo: (state) => state !== null && hasMembers(state, banner),
      changes: Object.keys(banner),
      makesRecord: true
    })
  },
  look: (input) => `get ${input.appId}`
})

export const appBanners = Command.make("appBanners").pipe(
  Command.withDescription("Notices shown on apps"),
  Command.withSubcommands([list, get, set])
)

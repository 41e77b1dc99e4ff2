/**
 * Writes to controls: operations 24, 26 and 27.
 */
import { Option, Schema } from "effect"
import type { Json } from "../../http/json.ts"
import type { PushSwitches } from "../../switches.ts"
import { fits, readBody } from "../body.ts"
import { appBanners } from "../collections.ts"
import { badRequest, notFound, type Operation } from "../operation.ts"
import type { AppBanner } from "../state.ts"

const AppBannerUpdate = Schema.Struct({
  enabled: Schema.Boolean,
  title: Schema.optionalKey(Schema.String),
  subtext: Schema.optionalKey(Schema.String),
  mode: Schema.optionalKey(Schema.Literals(["INFORM", "ACKNOWLEDGE", "REASON", "BLOCK"])),
  buttonText: Schema.optionalKey(Schema.String),
  allowReasonSubmission: Schema.optionalKey(Schema.Boolean)
})

/** Operation 24: members left out keep their value; an app without a banner gets one. */
export const updateAppBanner: Operation = (context, id) => {
  const { store, switches } = context
  const body = readBody(context, AppBannerUpdate)
  if (Option.isNone(body)) return badRequest("Invalid input")
  const { title, subtext, buttonText } = body.value
  if (!fits(title, 75, switches) || !fits(subtext, 1000, switches) || !fits(buttonText, 75, switches)) {
    return badRequest("Invalid input")
  }
  const app = store.apps.find(id)
  if (app === undefined) return notFound(context, "App Not Found")
  const banner = { ...(store.appBanners.find(id) ?? emptyBanner(id, app.type)), ...body.value }
  store.appBanners.put(banner)
  return { status: 200, body: appBanners.write(context, banner) }
}

const emptyBanner = (id: string, appType: string): AppBanner => ({
  id,
  appType,
  enabled: false,
  title: "",
  subtext: "",
  mode: "INFORM",
  buttonText: null,
  allowReasonSubmission: null
})

// A path that does not begin with a slash would run into the host.
const BlockedUrlBody = Schema.Struct({
  host: Schema.String.check(Schema.isPattern(/^\*?[^\s*/:?#]+$/)),
  path: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^\//)))
})

/** Operation 26. */
export const blockUrl: Operation = (context) => {
  const body = readBody(context, BlockedUrlBody)
  if (Option.isNone(body)) return badRequest("host or path")
  const pattern = `*://${body.value.host}${body.value.path ?? "/*"}`
  if (!context.store.blockedUrls.includes(pattern)) context.store.blockedUrls.push(pattern)
  return { status: 200, body: pattern }
}

const clearedBodies: Readonly<Record<PushSwitches["clearedBody"], Json | undefined>> = {
  empty: undefined,
  null: null,
  object: {}
}

/** Operation 27. */
export const clearBlockedUrls: Operation = ({ store, switches }) => {
  store.blockedUrls.length = 0
  return { status: 200, body: clearedBodies[switches.clearedBody] }
}

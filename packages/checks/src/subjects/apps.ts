import type { App } from "../records.ts"
import { once } from "../Basis.ts"
import { subjectsOf } from "../Subjects.ts"

/** Work apps in use. */
export const apps = subjectsOf<App>({
  kind: "app",
  all: ({ roster }) => roster.apps,
  id: ({ id }) => id,
  email: () => null,
  owners: () => []
})

/** Finds the app that a record names: by `appId`; only where it names none, by type. */
export const appOf = once(({ roster }) => {
  const byId = new Map(roster.apps.map((app) => [app.id, app]))
  const byType = new Map(roster.apps.map((app) => [app.type, app]))
  return ({ appId, appType }: NamesApp): App | undefined => {
    if (typeof appId === "string") return byId.get(appId)
    return typeof appType === "string" ? byType.get(appType) : undefined
  }
})

interface NamesApp {
  readonly appId?: string | null | undefined
  readonly appType?: string | null | undefined
}

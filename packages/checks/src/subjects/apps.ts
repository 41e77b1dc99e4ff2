import { once } from "../Basis.ts"
import type { App } from "../records.ts"
import { rowsOf, subjectsOf } from "../Subjects.ts"

/** Work apps in use. */
export const apps = subjectsOf<App>({
  kind: "app",
  rows: ({ roster }) => rowsOf(roster.apps),
  id: ({ id }) => id,
  email: () => null
})

/** Finds the app that a record names, by `appId`; only where it names none, by type. Below zero if it is not there. */
export const appPositionOf = once(({ roster }) => {
  const byId = new Map(roster.apps.map(({ id }, position) => [id, position]))
  const byType = new Map(roster.apps.map(({ type }, position) => [type, position]))
  return ({ appId, appType }: NamesApp): number => {
    if (typeof appId === "string") return byId.get(appId) ?? -1
    return typeof appType === "string" ? (byType.get(appType) ?? -1) : -1
  }
})

interface NamesApp {
  readonly appId?: string | null | undefined
  readonly appType?: string | null | undefined
}

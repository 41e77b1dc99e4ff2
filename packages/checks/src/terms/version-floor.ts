import type { Parameters } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { fail, gapOf, type Judgement, notAssessable, pass } from "../judgement.ts"
import type { Known } from "../logic.ts"
import type { Browser } from "../records.ts"
import type { BrowserSubject } from "../subjects/browsers.ts"
import { nameOfBrowser } from "../wording.ts"
import { isAtLeast } from "./version.ts"

interface VersionFloor {
  readonly floors: (parameters: Parameters) => Readonly<Record<string, string>> | undefined
  readonly version: (browser: Browser) => string | null | undefined
  /** What has the version, by the kind of browser. */
  readonly what: (kind: string) => string
}

/** Judges a version by the floor that is set for the kind of browser. */
export function atLeastFloor({ floors: floorsOf, version: versionOf, what }: VersionFloor) {
  return ({ parameters }: Basis): ((browser: BrowserSubject) => Judgement) => {
    const floors = floorsOf(parameters)
    if (floors === undefined) return () => notAssessable("parameter_unset")
    const comparing = new Map(
      Object.entries(floors).map(([kind, floor]) => [kind.toUpperCase(), { floor, isAtLeast: comparedWith(floor) }])
    )
    return (browser) => {
      const { browser: kind } = browser.record
      if (kind === null || kind === undefined) return notAssessable(gapOf(kind))
      const least = comparing.get(kind) ?? comparing.get(kind.toUpperCase())
      if (least === undefined) return notAssessable("parameter_unset")
      const version = versionOf(browser.record)
      if (version === null || version === undefined) return notAssessable(gapOf(version))
      const isCurrent = least.isAtLeast(version)
      if (isCurrent === true) return pass
      if (isCurrent === null) return notAssessable("unknown_value")
      return fail(() => `The ${nameOfBrowser(browser)} runs ${what(kind)} ${version}, below ${least.floor}.`)
    }
  }
}

/** Many browsers have few versions. */
function comparedWith(floor: string): (version: string) => Known {
  const known = new Map<string, Known>()
  return (version) => {
    const before = known.get(version)
    if (before !== undefined) return before
    const isCurrent = isAtLeast(version, floor)
    known.set(version, isCurrent)
    return isCurrent
  }
}

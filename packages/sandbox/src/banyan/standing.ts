/**
 * The trust that a record shows: what was calculated, unless a set level or a missing report stands before it
 * (contracts/banyan.md, sections 3.2, operation 11, and 6, F16).
 */
import type { Calculated, Device, EndUser, Standing, TrustData } from "./state.ts"

/** Levels from the strictest on, each with the score that goes with it. */
export const trustLevels: ReadonlyMap<string, number> = new Map([
  ["AlwaysDeny", 0],
  ["Low", 60],
  ["Medium", 80],
  ["High", 100],
  ["AlwaysAllow", 100]
])

const ranks = [...trustLevels.keys()]

/** The standing of a record, from what it shows if nothing has touched it yet. */
export const standingOf = ({ record, standing }: Device | EndUser): Standing =>
  standing ?? {
    calculated: { TrustData: record.TrustData, ...("trust" in record ? { trust: record.trust } : {}) },
    maximum: undefined,
    awaitsReport: false
  }

/** The device with its standing changed, and what it shows with it. */
export const standDevice = (device: Device, change: Partial<Standing>): Device => {
  const standing = { ...standingOf(device), ...change }
  return { ...device, standing, record: { ...device.record, trust: undefined, ...shown(standing) } }
}

/** The end user with the standing changed, and what it shows with it. */
export const standEndUser = (endUser: EndUser, change: Partial<Standing>): EndUser => {
  const standing = { ...standingOf(endUser), ...change }
  return { ...endUser, standing, record: { ...endUser.record, TrustData: shown(standing).TrustData } }
}

const shown = ({ awaitsReport, calculated, maximum }: Standing): Calculated => {
  if (awaitsReport) return { TrustData: limited(unknownTrust(calculated.TrustData), maximum) }
  if (maximum === undefined || !isStricter(maximum, calculated.TrustData.Level)) return calculated
  const { trust } = calculated
  return {
    TrustData: limited(calculated.TrustData, maximum),
    ...(trust === undefined
      ? {}
      : { trust: { ...trust, value: Math.min(trust.value, scoreOf(maximum)), level: maximum } })
  }
}

// A level that nobody knows is taken for a low one: only `AlwaysDeny` is stricter.
const isStricter = (level: string, other: string) =>
  ranks.indexOf(level) < (ranks.includes(other) ? ranks.indexOf(other) : 1)

const scoreOf = (level: string) => trustLevels.get(level) ?? 0

const limited = (trust: TrustData, maximum: string | undefined): TrustData =>
  maximum === undefined || !isStricter(maximum, trust.Level)
    ? trust
    : {
        ...trust,
        OverrideTrustscore: scoreOf(maximum),
        AccessTrustscore: Math.min(trust.EntityTrustscore, scoreOf(maximum)),
        OverrideActive: "TRUE",
        Level: maximum
      }

const unknownTrust = (trust: TrustData): TrustData => ({
  ...trust,
  EntityTrustscore: 0,
  OverrideTrustscore: 0,
  AccessTrustscore: 0,
  OverrideActive: "FALSE",
  Level: "",
  Factors: []
})

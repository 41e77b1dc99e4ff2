/**
 * Checks that judge live devices by one factor which these report about themselves.
 */
import { type CheckDefinition, type CheckTexts, defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass } from "../judgement.ts"
import { and, type Known } from "../logic.ts"
import { devices, type DeviceSubject } from "../subjects/devices.ts"

/** Which devices a factor is asked of. */
interface Population {
  readonly text: string
  readonly isMember: (device: DeviceSubject) => Known
}

export const liveDevices: Population = { text: "Live devices", isMember: ({ isLive }) => isLive }

export const liveDesktops: Population = {
  text: "Live devices with macOS, Windows or Linux",
  isMember: ({ isLiveDesktop }) => isLiveDesktop
}

export const livePhones: Population = {
  text: "Live devices with iOS or Android",
  isMember: ({ isLive, family }) => and(isLive, family === null ? null : family === "ios" || family === "android")
}

type OwnTexts = "id" | "code" | "title" | "severity" | "rationale" | "remediation" | "frameworks"

interface FactorCheckSpec extends Pick<CheckTexts, OwnTexts> {
  readonly factor: string
  readonly among: Population
  readonly predicate: Pick<CheckTexts["predicate"], "pass" | "fail">
  /** The detail of a fail. */
  readonly failing: (device: DeviceSubject) => string
}

export const factorCheck = ({ factor, among, predicate, failing, ...texts }: FactorCheckSpec): CheckDefinition =>
  defineCheck({
    ...texts,
    group: "dev-posture",
    populationText: among.text,
    predicate: {
      ...predicate,
      notAssessable: "The device reports nothing about it, or its report is older than telemetryStaleDays."
    },
    population: ["banyan.devices"],
    needs: [],
    parts: [
      over(devices, {
        isMember: among.isMember,
        judge: () => (device) => {
          const value = device.factor(factor)
          if (typeof value === "string") return notAssessable(value)
          return value ? pass : fail(() => failing(device))
        }
      })
    ]
  })

import type { ReasonCode } from "@rollcall/model"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, type Judgement, notAssessable, pass, provided } from "../judgement.ts"
import { and, every, type Known, not, or, some } from "../logic.ts"
import type { BrowserSubject } from "../subjects/browsers.ts"
import type { DeviceSubject } from "../subjects/devices.ts"
import { people, type PersonSubject } from "../subjects/people.ts"
import { gapOfActivity, gapOfLife } from "../terms/liveness-gaps.ts"
import { devicesOfPeople, type SortOfDevice, withNoOtherDevice } from "../terms/no-such-device.ts"
import { gapOfFamily, type OsFamily } from "../terms/os-family.ts"
import { listed, nameOfPerson } from "../wording.ts"

export const check = defineCheck({
  id: "person-platform-mismatch",
  code: "RC-JOIN-05",
  title: "Active browsers run on platforms that the person's devices have",
  severity: "medium",
  group: "join-unmanaged",
  populationText: "People with an active desktop browser and a live desktop device",
  predicate: {
    pass: "Each active browser runs on an operating system that one of the live devices has too.",
    fail: "An active browser runs on an operating system that none of the live devices has.",
    notAssessable:
      "An operating system is unknown, a source was not read in full, or an address of the person is ambiguous."
  },
  rationale:
    "A Windows browser of somebody who has Macs alone runs on another machine. Where they agree, it may still be another one.",
  remediation: "Ask on which machine the browser runs, then register that or end its use.",
  frameworks: {
    soc2: ["CC6.1"],
    iso27001: ["A.8.1", "A.5.9"],
    csf2: ["ID.AM-01", "DE.CM-09"],
    cis81: ["1.1", "1.2"]
  },
  population: ["push.browsers", ...devicesOfPeople],
  needs: [],
  parts: [
    over(people, {
      isMember: ({ isOnDesktop, hasLiveDesktop }) => and(isOnDesktop, hasLiveDesktop),
      judge: (basis) => (subject) => {
        if (subject.isAmbiguous) return notAssessable("ambiguous_join")
        const { browsers, devices } = subject
        const fits = every(browsers, (browser) => fitsIfActive(browser, devices))
        if (fits === true) return provided(basis, ["push.browsers"], pass)
        if (fits === null) return notAssessable(gapOfFit(browsers, devices))
        const unfit = browsers.filter((browser) => fitsIfActive(browser, devices) === false)
        const judged = unfit.map((browser) =>
          withNoOtherDevice(basis, subject, worksOn(subject, [browser]), liveDeviceOf(browser.family))
        )
        // One that runs on what no device can have is enough, whatever explains the others.
        const certain = unfit.filter((_, place) => judged[place]?.outcome === "fail")
        return certain.length > 0 ? worksOn(subject, certain) : (judged[0] ?? notAssessable("unknown_value"))
      }
    })
  ]
})

const worksOn = ({ person }: PersonSubject, browsers: ReadonlyArray<BrowserSubject>): Judgement =>
  fail(() => {
    const families = listed([...new Set(browsers.map(({ record }) => record.os ?? record.id))])
    return `${nameOfPerson(person)} works in a browser on ${families}, which no live device of theirs has.`
  })

/** A live device of a family. */
const liveDeviceOf = (wanted: OsFamily | null): SortOfDevice => ({
  name: wanted ?? "",
  has: ({ isLive, family }) => and(isLive, family === null ? null : family === wanted)
})

/** Whether a browser is not active, or runs on what a live device has too. */
const fitsIfActive = ({ isActive, family }: BrowserSubject, devices: ReadonlyArray<DeviceSubject>): Known =>
  or(
    not(isActive),
    some(devices, (device) =>
      and(device.isLive, family === null || device.family === null ? null : device.family === family)
    )
  )

function gapOfFit(browsers: ReadonlyArray<BrowserSubject>, devices: ReadonlyArray<DeviceSubject>): ReasonCode {
  const unclear = browsers.find((browser) => fitsIfActive(browser, devices) === null)
  if (unclear?.isActive === null) return gapOfActivity(unclear)
  if (unclear?.family === null) return gapOfFamily(unclear.record.os)
  const device = devices.find(({ isLive }) => isLive === null)
  if (device !== undefined) return gapOfLife(device)
  const nameless = devices.find(({ family }) => family === null)
  return gapOfFamily(nameless?.record.Platform || nameless?.record.OS)
}

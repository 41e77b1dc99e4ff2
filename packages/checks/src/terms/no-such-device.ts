import type { ResourceKey } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { gapOf, type Judgement, notAssessable, provided } from "../judgement.ts"
import type { Known } from "../logic.ts"
import { eachOf } from "../Subjects.ts"
import { devices, type DeviceSubject } from "../subjects/devices.ts"
import type { PersonSubject } from "../subjects/people.ts"

/** A device is a person's by its own list of owners or by an end user's of devices, under any address of an employee. */
export const devicesOfPeople: ReadonlyArray<ResourceKey> = ["banyan.devices", "banyan.endusers", "push.employees"]

/** A sort of devices; the name tells it from others. */
export interface SortOfDevice {
  readonly name: string
  readonly has: (device: DeviceSubject) => Known
}

export const liveDevice: SortOfDevice = { name: "live", has: ({ isLive }) => isLive }

/**
 * A judgement that rests on a person having no other device of some sort than those that are known to be theirs.
 *
 * **Details** Besides sources read to their end it takes an address that is not ambiguous, and no such device whose owners
 * the source did not tell: it may be anybody's.
 */
export function withNoOtherDevice(
  basis: Basis,
  { isAmbiguous }: Pick<PersonSubject, "isAmbiguous">,
  judgement: Judgement,
  sort: SortOfDevice = liveDevice
): Judgement {
  if (isAmbiguous) return notAssessable("ambiguous_join")
  const anybodys = anybodysDevice(basis)(sort)
  return provided(basis, devicesOfPeople, anybodys === undefined ? judgement : notAssessable(gapOfOwners(anybodys)))
}

/** Looks a device of some sort up whose owners were not told; once for each sort, as everybody is asked about. */
const anybodysDevice = once((basis) => {
  const untold = Array.from(eachOf(devices.rows(basis))).filter(({ ownersTold }) => !ownersTold)
  const known = new Map<string, DeviceSubject | undefined>()
  return ({ name, has }: SortOfDevice): DeviceSubject | undefined => {
    if (untold.length === 0) return undefined
    if (!known.has(name))
      known.set(
        name,
        untold.find((device) => has(device) !== false)
      )
    return known.get(name)
  }
})

const gapOfOwners = ({ record }: DeviceSubject) => gapOf(record.Emails === null ? null : undefined)

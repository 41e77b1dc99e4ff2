import type { ResourceKey } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { gapOf, type Judgement, notAssessable, provided } from "../judgement.ts"
import type { Known } from "../logic.ts"
import { devices, type DeviceSubject } from "../subjects/devices.ts"
import type { PersonSubject } from "../subjects/people.ts"

/** A device is a person's by its own list of owners or by an end user's of devices, under any address of an employee. */
export const devicesOfPeople: ReadonlyArray<ResourceKey> = ["banyan.devices", "banyan.endusers", "push.employees"]

/**
 * A judgement that rests on a person having no other device of some sort, live ones if not given, than those that are known to be theirs.
 *
 * **Details** Besides sources read to their end it takes an address that is not ambiguous, and no such device whose owners
 * the source did not tell: it may be anybody's.
 */
export function withNoOtherDevice(
  basis: Basis,
  { isAmbiguous }: Pick<PersonSubject, "isAmbiguous">,
  judgement: Judgement,
  isSuch: (device: DeviceSubject) => Known = ({ isLive }) => isLive
): Judgement {
  if (isAmbiguous) return notAssessable("ambiguous_join")
  const anybodys = untold(basis).find((device) => isSuch(device) !== false)
  return provided(basis, devicesOfPeople, anybodys === undefined ? judgement : notAssessable(gapOfOwners(anybodys)))
}

const untold = once((basis) => devices.all(basis).filter(({ ownersTold }) => !ownersTold))

const gapOfOwners = ({ record }: DeviceSubject) => gapOf(record.Emails === null ? null : undefined)

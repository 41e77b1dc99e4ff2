/**
 * Setting the highest level that a device or an end user may reach: operation 11 (contracts/banyan.md, section 3.2).
 */
import { Option, Schema } from "effect"
import { nanosecondsAt } from "../audit-log.ts"
import { messageV1, parameter, readBody, type BanyanContext, type Operation } from "../operation.ts"
import { standDevice, standEndUser, trustLevels } from "../standing.ts"
import type { TrustScore } from "../trust-score.ts"

const Body = Schema.Struct({
  Level: Schema.Literals(["AlwaysDeny", "Low", "Medium", "High", "AlwaysAllow"]),
  Reason: Schema.NonEmptyString,
  ExtSource: Schema.NonEmptyString
})

/** Operation 11: it only lowers; `AlwaysAllow` lifts what was set before. */
export const setMaxTrustLevel: Operation = (context) => {
  const [email, serialNumber] = [parameter(context, "Email"), parameter(context, "SerialNumber")]
  if ((email === undefined) === (serialNumber === undefined)) {
    return messageV1(400, "Exactly one of Email and SerialNumber is required")
  }
  const body = readBody(context, Body)
  if (Option.isNone(body)) return messageV1(400, "Level, Reason and ExtSource are required")
  const { store } = context
  const endUser = email === undefined ? undefined : store.endUserOf(email)
  const devices = serialNumber === undefined ? [] : store.devicesOf(serialNumber)
  const id = endUser?.record.Email ?? devices[0]?.record.SerialNumber
  if (id === undefined) return messageV1(400, "No such device or end user")
  const maximum = body.value.Level
  if (endUser !== undefined) store.endUsers.put(standEndUser(endUser, { maximum }))
  for (const device of devices) store.devices.put(standDevice(device, { maximum }))
  const score = setScore(context, id, body.value)
  store.auditLog.add(
    {
      type: endUser === undefined ? "device" : "enduser",
      action: "update",
      message: `Set the maximum trust level of ${id} to ${maximum}`,
      before: null,
      after: { ...body.value }
    },
    context.request.atMs
  )
  return { status: 200, body: context.mutate(score) }
}

// One score of a target is in force: the same source renews its own, another puts its own in the place.
const setScore = ({ request, store }: BanyanContext, id: string, body: typeof Body.Type): TrustScore => {
  const { externalScores: scores } = store
  const at = nanosecondsAt(request.atMs, store.auditLog.all().length)
  const index = scores.findLastIndex(({ TrustID, DeletedAt }) => TrustID === id && DeletedAt === 0n)
  const previous = scores[index]
  const isOwn = previous?.ExtSource === body.ExtSource
  const score: TrustScore = {
    TrustType: "External",
    TrustID: id,
    Score: trustLevels.get(body.Level) ?? 0,
    Level: body.Level,
    Reason: body.Reason,
    ExtSource: body.ExtSource,
    FactorsJSON: "",
    CreatedAt: isOwn ? previous.CreatedAt : at,
    DeletedAt: 0n,
    LastUpdatedAt: at
  }
  if (previous !== undefined && isOwn) scores[index] = score
  else {
    if (previous !== undefined) scores[index] = { ...previous, DeletedAt: at }
    scores.push(score)
  }
  return score
}

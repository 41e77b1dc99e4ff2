/**
 * Trust scores one by one: operation 12 (contracts/banyan.md, sections 3.2 and 4.7).
 */
import { writeJson, type JsonObject } from "../http/json.ts"
import { uuidOf } from "../tenants/random.ts"
import { nanoseconds } from "./listing.ts"
import { messageV1, parameter, type Operation } from "./operation.ts"
import { standingOf } from "./standing.ts"
import type { Device, EndUser, TrustData, TrustFactor } from "./state.ts"

/** A score as it goes over the wire. */
export type TrustScore = {
  /** `Device`, `EndUser`, or `External` for one that an administrator set. */
  readonly TrustType: string
  /** A serial number or an address. */
  readonly TrustID: string
  readonly Score: number
  readonly Level: string
  readonly Reason: string
  readonly ExtSource: string
  /** A JSON document, or nothing. */
  readonly FactorsJSON: string
  readonly CreatedAt: bigint
  /** 0 while it is in force. */
  readonly DeletedAt: bigint
  readonly LastUpdatedAt: bigint
}

const targets = ["Email", "SerialNumber", "ServiceID"]

/** Operation 12: the scores of one end user, serial number or service, those last updated in a time if one is given. */
export const listTrustScores: Operation = (context) => {
  const given = targets.filter((name) => parameter(context, name) !== undefined)
  if (given.length !== 1) return messageV1(400, "Exactly one of Email, SerialNumber and ServiceID is required")
  const start = nanoseconds(parameter(context, "StartTime"), 0n)
  const end = nanoseconds(parameter(context, "EndTime"), 2n ** 70n)
  if (start === undefined || end === undefined) return messageV1(400, "StartTime and EndTime are nanoseconds")
  const { store } = context
  const [email, serialNumber] = [parameter(context, "Email"), parameter(context, "SerialNumber")]
  const endUser = email === undefined ? undefined : store.endUserOf(email)
  const id = email === undefined ? serialNumber : endUser?.record.Email
  const scores = [
    ...(endUser === undefined ? [] : calculatedScores("EndUser", endUser.record.Email, endUser)),
    ...(serialNumber === undefined
      ? []
      : store.devicesOf(serialNumber).flatMap((device) => calculatedScores("Device", serialNumber, device))),
    ...store.externalScores.filter(({ TrustID }) => TrustID === id)
  ]
  const inTime = scores.filter(({ LastUpdatedAt }) => LastUpdatedAt >= start && LastUpdatedAt <= end)
  return { status: 200, body: inTime.map((score) => context.mutate(score)) }
}

// Nothing is calculated for a device that has not reported since it was let in again.
const calculatedScores = (
  type: "Device" | "EndUser",
  id: string,
  item: Device | EndUser
): ReadonlyArray<TrustScore> => {
  const { awaitsReport, calculated } = standingOf(item)
  const { TrustData } = calculated
  if (awaitsReport) return []
  return [
    {
      TrustType: type,
      TrustID: id,
      Score: TrustData.EntityTrustscore,
      Level: TrustData.Level,
      Reason: "n/a",
      ExtSource: "Bnn",
      FactorsJSON: TrustData.Factors.length === 0 ? "" : writeJson(explanation(id, TrustData, item)),
      CreatedAt: item.createdAt,
      DeletedAt: 0n,
      LastUpdatedAt: TrustData.UpdatedAt
    }
  ]
}

const explanation = (id: string, trust: TrustData, item: Device | EndUser): JsonObject => ({
  Id: uuidOf(`${item.id}/trust`),
  AlgorithmId: uuidOf("device.algo"),
  ResourceId: id,
  Score: trust.EntityTrustscore,
  ScoreType: "device.algo",
  ActiveFactors: trust.Factors.map((factor) => activeFactor(id, factor)),
  InactiveFactors: [],
  Timestamp: trust.UpdatedAt,
  Explanation: { Details: Object.fromEntries(trust.Factors.map((factor) => [factor.Name, detail(factor)])) },
  CreatedAt: item.createdAt,
  UpdatedAt: trust.UpdatedAt,
  FactorsUpdatedAt: trust.UpdatedAt
})

const activeFactor = (id: string, { Name, Value }: TrustFactor): JsonObject => ({
  Id: "",
  Name,
  Value,
  ResourceId: id,
  Source: "BanyanApp",
  SourceType: "Banyan"
})

const detail = ({ Name, Value, RemediationDescription }: TrustFactor): JsonObject => ({
  FactorName: Name,
  FactorValue: Value,
  IsActive: true,
  InactiveReason: "",
  RelativeContribution: 1,
  Recommendation: RemediationDescription
})

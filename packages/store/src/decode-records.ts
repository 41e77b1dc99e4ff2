/**
 * Stored records to the records that a snapshot holds.
 */
import { parseJson, resources, type ResourceName, type SnapshotRecords } from "@rollcall/model"
import { Effect, Schema } from "effect"
import type { FoundRecord, RecordText } from "./SnapshotStore.ts"
import { corrupt, type StoreError } from "./StoreError.ts"

/** Turns the text of a record into what a snapshot holds. */
export type RecordDecoder<A> = (record: RecordText) => Effect.Effect<A, StoreError>

/** Decodes all resources, one after the other in the order of the content hash. `place` is where they are, for messages. */
export const decodeResources = Effect.fnUntraced(function* <E>(
  place: string,
  read: <A>(resource: ResourceName, decode: RecordDecoder<A>) => Effect.Effect<ReadonlyArray<A>, E>
): Effect.fn.Return<SnapshotRecords, E> {
  const all = <A>(resource: ResourceName, schema: Schema.Decoder<A>) =>
    read(resource, decoderOf(schema, `${place}${resource}`))
  return {
    devices: yield* all("devices", resources.devices.schema),
    endusers: yield* all("endusers", resources.endusers.schema),
    accounts: yield* all("accounts", resources.accounts.schema),
    accountsOther: yield* all("accountsOther", resources.accountsOther.schema),
    appBanners: yield* all("appBanners", resources.appBanners.schema),
    apps: yield* all("apps", resources.apps.schema),
    appsOther: yield* all("appsOther", resources.appsOther.schema),
    blockedUrls: yield* all("blockedUrls", resources.blockedUrls.schema),
    browserExtensions: yield* all("browserExtensions", resources.browserExtensions.schema),
    browsers: yield* all("browsers", resources.browsers.schema),
    detections: yield* all("detections", resources.detections.schema),
    employees: yield* all("employees", resources.employees.schema),
    findings: yield* all("findings", resources.findings.schema)
  }
})

/**
 * Decodes records that were found, in their order.
 *
 * **Errors** `StoreError` with reason `corrupt` for the first that cannot be understood.
 */
export const decodeRecords = (found: ReadonlyArray<FoundRecord>): Effect.Effect<SnapshotRecords, StoreError> => {
  const byResource = Map.groupBy(found, ({ resource }) => resource)
  return decodeResources("", (resource, decode) => Effect.forEach(byResource.get(resource) ?? [], decode))
}

/** The record is not shown in the error: it is somebody's. */
const decoderOf = <A>(schema: Schema.Decoder<A>, place: string): RecordDecoder<A> => {
  const decode = Schema.decodeUnknownEffect(schema)
  return ({ id, json }) =>
    Effect.try({ try: () => parseJson(json), catch: () => corrupt(`the record ${place} ${id} is not JSON`) }).pipe(
      Effect.flatMap((value) =>
        Effect.mapError(decode(value), (error) =>
          corrupt(`the record ${place} ${id} cannot be understood (${error.message})`)
        )
      )
    )
}

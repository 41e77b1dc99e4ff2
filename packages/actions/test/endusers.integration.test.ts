/**
 * Goal: exactly the person who was meant goes inactive, with the devices that were shown.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { act, deactivateEndUser, EndUserState } from "../src/index.ts"
import { acme, aBanyan, inScope, jane, janes, shared } from "./banyan.ts"
import { order } from "./texts.ts"

const stateIn = Schema.decodeUnknownSync(EndUserState)

const activeIds = Effect.fnUntraced(function* (
  { client }: Effect.Success<ReturnType<typeof aBanyan>>,
  emails: ReadonlyArray<string>
) {
  const found = yield* Effect.forEach(emails, (email) => client.endusersV2.withEmail(email, { active: true }))
  return found.flat().map(({ value }) => value.email)
})

describe("deactivateEndUser", () => {
  it.live.each(["partial", "exact"] as const)(
    "finds the one person in any letter case, and takes the devices that nobody else uses where filters are %s",
    (filters) =>
      inScope(
        Effect.gen(function* () {
          const banyan = yield* aBanyan({ banyan: { filters } })
          const acted = yield* banyan.run(deactivateEndUser(jane.toLowerCase()))
          expect(acted).toMatchObject({ outcome: "done", remarks: [] })
          expect(acted.touches).toContainEqual(expect.stringMatching(`^device ${janes} .+ goes inactive as well$`))
          expect(stateIn(acted.after)).toMatchObject({
            endUsers: [{ email: jane, isActive: false }],
            devices: [{ SerialNumber: janes, activeWithSerial: 0 }]
          })
          expect(yield* activeIds(banyan, [jane])).toEqual([])
          expect(acted.touches.join(" ")).not.toMatch(/revoke/)
        })
      )
  )

  it.live("leaves a device active that another active person uses, until the last of them goes", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const emails = acme.devices.find(({ record }) => record.SerialNumber === shared)?.record.Emails ?? []
        const left = yield* Effect.forEach(emails, (email) =>
          Effect.map(banyan.run(deactivateEndUser(email)), ({ outcome, remarks, after }) => ({
            outcome,
            remarks,
            active: stateIn(after).devices?.find(({ SerialNumber }) => SerialNumber === shared)?.activeWithSerial
          }))
        )
        expect(left.map(({ active }) => active)).toEqual([1, 1, 0])
        expect(left.every(({ outcome, remarks }) => outcome === "done" && remarks.length === 0)).toBe(true)
        expect(banyan.writes()).toHaveLength(3)
      })
    )
  )

  it.live("does nothing to somebody who is inactive", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        yield* banyan.run(deactivateEndUser(jane))
        expect((yield* banyan.run(deactivateEndUser(jane))).outcome).toBe("already-so")
        expect(banyan.writes()).toHaveLength(1)
      })
    )
  )

  it.live.each([
    "",
    " ",
    "*",
    "*@*",
    "%@%",
    "undefined",
    "jane",
    "@acme.example",
    "a b@acme.example",
    "a@b@acme.example"
  ])("is not asked for %j", (text) =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const error = yield* Effect.flip(banyan.run(deactivateEndUser(text)))
        expect(error).toMatchObject({ _tag: "ActionRefused", reason: { _tag: "NoIdentifier", what: "email" } })
        expect(banyan.requests()).toEqual([])
      })
    )
  )

  it.live("fails for nobody, even if the address is a part of somebody's", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const error = yield* Effect.flip(banyan.run(deactivateEndUser("doe@acme.example")))
        expect(error).toMatchObject({ _tag: "SubjectMissing" })
      })
    )
  )

  it.live("is refused where two records have the address", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const { endusersV2 } = banyan.client
        const twice: typeof endusersV2.withEmail = (email, only) =>
          Effect.map(endusersV2.withEmail(email, only), (found) =>
            found.flatMap((record) => [record, { ...record, id: "twin", value: { ...record.value, id: "twin" } }])
          )
        const client = { ...banyan.client, endusersV2: { ...endusersV2, withEmail: twice } }
        const error = yield* Effect.flip(act(deactivateEndUser(jane), { ...banyan.place, client }, order))
        expect(error).toMatchObject({
          reason: { _tag: "SeveralEndUsers", ids: [expect.any(String), "twin"] },
          touches: expect.not.arrayContaining(["no device names them"])
        })
        expect(banyan.writes()).toEqual([])
      })
    )
  )
})

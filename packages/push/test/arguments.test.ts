import { assert, describe, it } from "@effect/vitest"
import type { ArgumentError, PushClientShape, SourceError } from "@rollcall/push"
import { Effect } from "effect"
import { calling } from "./calls.ts"
import { json } from "@rollcall/sandbox/scripted-server"

type Call = (client: PushClientShape) => Effect.Effect<unknown, SourceError | ArgumentError>

/** Counted in code points, 50 of these are 100 UTF-16 units. */
const face = "🙂"

const refused: ReadonlyArray<readonly [argument: string, why: string, call: Call]> = [
  ["id", "a blank id", (c) => c.accounts.forget(" ")],
  ["id", "a path", (c) => c.employees.deleteGroup("..", "g")],
  ["update", "an update of an app without a member", (c) => c.apps.update("p", {})],
  ["ownerId", "a blank owner", (c) => c.apps.update("p", { ownerId: "" })],
  ["label", "an empty label", (c) => c.apps.addLabel("p", "")],
  ["label", "a label of 51 code points", (c) => c.apps.deleteLabel("p", face.repeat(51))],
  ["update", "an update of an employee without a member", (c) => c.employees.update("e", {})],
  ["groups", "a blank name among the groups", (c) => c.employees.update("e", { groups: ["a", ""] })],
  ["group", "a blank group", (c) => c.employees.addGroup("e", " ")],
  ["secondaryEmployeeIds", "no secondary employee", (c) => c.employees.merge("e", [])],
  ["secondaryEmployeeIds", "six of them", (c) => c.employees.merge("e", ["1", "2", "3", "4", "5", "6"])],
  ["secondaryEmployeeIds", "one twice", (c) => c.employees.merge("e", ["1", "1"])],
  ["secondaryEmployeeIds", "a blank one", (c) => c.employees.merge("e", [" "])],
  ["secondaryEmployeeIds", "the primary among them", (c) => c.employees.merge("e", ["1", "e"])],
  ["appId", "a blank app id", (c) => c.appBanners.set("", { enabled: true })],
  ["title", "a title of 76", (c) => c.appBanners.set("p", { enabled: true, title: face.repeat(76) })],
  ["subtext", "a subtext of 1001", (c) => c.appBanners.set("p", { enabled: true, subtext: face.repeat(1001) })],
  ["buttonText", "a button of 76", (c) => c.appBanners.set("p", { enabled: true, buttonText: face.repeat(76) })],
  ["path", "a path without a slash", (c) => c.blockedUrls.add({ host: "example.com", path: ".evil.example" })],
  ...[
    "",
    "https://example.com",
    "example.com/x",
    "a.*.com",
    "*",
    "*example.com",
    "**.a.com",
    "a b.com",
    "a.com:80"
  ].map(
    (host) => ["host", `the host ${JSON.stringify(host)}`, (c: PushClientShape) => c.blockedUrls.add({ host })] as const
  ),
  ...[0, 51, -1, 1.5, Number.NaN].map(
    (limit) =>
      ["limit", `a limit of ${limit}`, (c: PushClientShape) => c.employees.list(undefined, undefined, limit)] as const
  )
]

const accepted: ReadonlyArray<readonly [why: string, call: Call]> = [
  ["a label of 50 code points", (c) => c.apps.addLabel("p", face.repeat(50))],
  ["five secondary employees", (c) => c.employees.merge("e", ["1", "2", "3", "4", "5"])],
  ["a title of 75", (c) => c.appBanners.set("p", { enabled: false, title: face.repeat(75), buttonText: "" })],
  ["a subtext of 1000", (c) => c.appBanners.set("p", { enabled: false, subtext: face.repeat(1000) })],
  ["a host of subdomains", (c) => c.blockedUrls.add({ host: "*.example.com" })],
  ["a host with letters of other languages", (c) => c.blockedUrls.add({ host: "bücher.example" })],
  ["notes that are to be deleted", (c) => c.apps.update("p", { notes: null })],
  ["no groups any more", (c) => c.employees.update("e", { groups: [] })],
  ["a limit of 1", (c) => c.employees.list(undefined, undefined, 1)]
]

describe("arguments", () => {
  it.live.each(refused)("are refused before anything is sent: %s, for %s", ([argument, , call]) =>
    Effect.gen(function* () {
      const { error, sent } = yield* calling(call, () => json({}))
      assert.deepInclude(error, { _tag: "ArgumentError", argument })
      assert.match(error?.message ?? "", new RegExp(`^push \\w+\\.\\w+: ${argument} (?:must|may)`))
      assert.lengthOf(sent, 0)
    })
  )

  it.live.each(accepted)("are sent if they keep the rules: %s", ([, call]) =>
    Effect.gen(function* () {
      const { error, sent } = yield* calling(call, () => json({}))
      assert.notStrictEqual(error?._tag, "ArgumentError")
      assert.lengthOf(sent, 1)
    })
  )
})

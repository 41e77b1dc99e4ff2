/**
 * Goal: the built program answers on a machine whose own Node is too old.
 * Method: it is started by an old Node from the path, where there is one.
 */
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { delimiter, join } from "node:path"
import { describe, expect, it } from "vitest"
import { bundle } from "./harness.ts"

const majorOf = (node: string): number =>
  Number(/^v(\d+)/.exec(spawnSync(node, ["--version"], { encoding: "utf8" }).stdout)?.[1] ?? 0)

const oldNode = (process.env["PATH"] ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "node"))
  .find((node) => existsSync(node) && majorOf(node) > 0 && majorOf(node) < 24)

const hasFetchedNode = existsSync(new URL("../../.toolchain", import.meta.url))

const started = () => spawnSync(oldNode ?? "", [bundle, "checks", "--json"], { encoding: "utf8" })

describe("an old Node", () => {
  it.skipIf(oldNode === undefined || !hasFetchedNode)("hands over to the one that set-up fetched", () => {
    const { status, stdout, stderr } = started()
    expect(status, stderr).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1 })
  })

  it.skipIf(oldNode === undefined || hasFetchedNode)("ends with 2 and says what is needed", () => {
    const { status, stderr } = started()
    expect(status).toBe(2)
    expect(stderr).toContain("Node 24")
  })
})

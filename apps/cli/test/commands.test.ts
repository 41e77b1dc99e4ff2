/**
 * Goal: no command file is forgotten in the tree of commands.
 */
import { readdirSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"

it("registers every command file", () => {
  const files = readdirSync(new URL("../src/commands", import.meta.url)).toSorted()
  const tree = readFileSync(new URL("../src/rollcall.ts", import.meta.url), "utf8")
  const imported = [...tree.matchAll(/from "\.\/commands\/([^"]+)"/g)].map((match) => match[1] ?? "")
  expect(imported.toSorted()).toEqual(files)
})

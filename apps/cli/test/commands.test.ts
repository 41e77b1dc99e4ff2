/**
 * Goal: no command file is forgotten in the tree of commands.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"

const commands = new URL("../src/commands/", import.meta.url)
const filesIn = (folder: URL) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".ts"))
    .toSorted()

/** The files that a parent imports from a folder beside or below it. */
const importedBy = (parent: string, folder: string) => {
  const text = readFileSync(new URL(parent, commands), "utf8")
  return [...text.matchAll(/(?:from |import\()"(\.[^"]*\/)([^"/]+)"/g)]
    .flatMap(([, from, name]) => (from === folder && name !== undefined ? [name] : []))
    .toSorted()
}

it("registers every command file", () => {
  expect(importedBy("../rollcall.ts", "./commands/")).toEqual(filesIn(commands))
})

it("registers every verb and resource in its parent", () => {
  const folders = readdirSync(commands).filter((name) => !name.endsWith(".ts"))
  expect(folders.filter((folder) => !existsSync(new URL(`${folder}.ts`, commands)))).toEqual([])
  for (const folder of folders) {
    expect(importedBy(`${folder}.ts`, `./${folder}/`), folder).toEqual(filesIn(new URL(`${folder}/`, commands)))
  }
})

/**
 * Goal: packages depend downwards only, and pure ones stay pure.
 * Method: every import of every source file is read as text and held against the map in `dependencies.ts`.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { rules } from "./dependencies.ts"

const root = fileURLToPath(new URL("../..", import.meta.url))

const sourcesOf = (folder: string): ReadonlyArray<{ readonly file: string; readonly text: string }> =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .toSorted()
    .map((file) => ({ file: join(folder, file), text: readFileSync(join(root, folder, file), "utf8") }))

const importsOf = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "")

const manifestOf = (
  folder: string
): { readonly dependencies?: Record<string, string>; readonly exports?: Record<string, string> } =>
  JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"))

const packages = readdirSync(join(root, "packages")).toSorted()

it("names every package in the map", () => {
  expect(packages).toEqual(Object.keys(rules).toSorted())
})

describe.each(packages)("%s", (name) => {
  const rule = rules[name] ?? { ours: [], isPure: true }
  const sources = sourcesOf(`packages/${name}/src`)

  it("imports only what the map lists", () => {
    const wrong = sources.flatMap(({ file, text }) =>
      importsOf(text)
        .filter((path) => path.startsWith("@rollcall/") && !rule.ours.includes(path.slice("@rollcall/".length)))
        .map((path) => `${file} imports ${path}: remove it; allowed are ${rule.ours.join(", ") || "none of ours"}`)
    )
    expect(wrong).toEqual([])
  })

  it("reaches other packages only through their exports", () => {
    const wrong = sources.flatMap(({ file, text }) =>
      importsOf(text)
        .filter((path) => path.startsWith("@rollcall/"))
        .filter((path) => {
          const [, other = "", ...rest] = path.split("/")
          const entry = rest.length === 0 ? "." : `./${rest.join("/")}`
          return !(entry in (manifestOf(`packages/${other}`).exports ?? {}))
        })
        .map((path) => `${file} imports ${path}, which is not exported`)
    )
    expect(wrong).toEqual([])
  })

  it("declares exactly the packages of ours that it imports", () => {
    const declared = Object.keys(manifestOf(`packages/${name}`).dependencies ?? {}).filter((each) =>
      each.startsWith("@rollcall/")
    )
    const used = new Set(
      sources.flatMap(({ text }) =>
        importsOf(text)
          .filter((path) => path.startsWith("@rollcall/"))
          .map((path) => path.split("/").slice(0, 2).join("/"))
      )
    )
    expect(declared.toSorted()).toEqual([...used].toSorted())
  })
})

describe.each(packages.filter((name) => rules[name]?.isPure))("%s, a pure package,", (name) => {
  const sources = sourcesOf(`packages/${name}/src`)

  it("touches no clock, randomness, environment or network", () => {
    const banned = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bfetch\(/
    expect(sources.filter(({ text }) => banned.test(text)).map(({ file }) => file)).toEqual([])
  })

  it("imports no module that reaches outside", () => {
    const wrong = sources.flatMap(({ file, text }) =>
      importsOf(text)
        .filter(
          (path) => /^(?:node:|@effect\/platform|undici)/.test(path) && !rules[name]?.calculatesWith?.includes(path)
        )
        .map((path) => `${file} imports ${path}`)
    )
    expect(wrong).toEqual([])
  })
})

const importsApplication = (text: string): boolean =>
  importsOf(text).some((path) => path.includes("apps/") || path === "@rollcall/cli")

it("lets nothing import the application", () => {
  const wrong = packages
    .flatMap((name) => [`packages/${name}/src`, `packages/${name}/test`])
    .flatMap(sourcesOf)
    .filter(({ text }) => importsApplication(text))
  expect(wrong.map(({ file }) => file)).toEqual([])
})

/**
 * Goal: the pages in `docs/checks` are those of this catalogue. Method: the folder against what the generator makes.
 */
import { catalogue } from "@rollcall/checks"
import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { pagesOf } from "../src/pages.ts"

const folder = new URL("../../../docs/checks/", import.meta.url)
const pages = pagesOf(catalogue)
const page = (id: string) => pages.get(`${id}.md`) ?? ""

describe("docs/checks", () => {
  it("has a page for each check and no other; else run node docs/checks/generate.ts", () => {
    const names = readdirSync(folder).filter((name) => name.endsWith(".md"))
    expect(names.toSorted()).toEqual([...pages.keys()].toSorted())
  })

  it.each([...pages.keys()])("says in %s what the catalogue says; else run node docs/checks/generate.ts", (name) => {
    expect(readFileSync(new URL(name, folder), "utf8")).toBe(pages.get(name))
  })

  it("links to pages that are there", () => {
    const links = [...pages.values()].flatMap((text) => [...text.matchAll(/\]\(([^)]+)\)/gu)].map(([, to]) => to ?? ""))
    expect(new Set(links.filter((to) => !pages.has(to)))).toEqual(new Set())
  })
})

describe("a page", () => {
  it("tells the parameters that its texts name, and those behind the words that they use", () => {
    expect(page("device-disk-unencrypted")).toContain(
      "**Parameters:** `deviceDormantDays` (default `90`), `telemetryStaleDays` (default `30`)."
    )
    expect(page("employee-uncovered")).toContain(
      "**Parameters:** `browserStaleDays` (default `30`), `graceDays` (default `14`)."
    )
    expect(page("device-ownership-unset")).toContain("**Parameters:** none.")
  })

  it("tells what shares its score group, and which controls it fits indirectly", () => {
    expect(page("device-trust-low")).toContain("`dev-trust`, with [RC-DEV-13](trust-overridden.md);")
    expect(page("device-trust-low")).toContain("**NIST CSF 2.0:** PR.AA-05 (indirectly), PR.PS-01.")
  })

  it("shows the sources' own values as code, and nothing of a text as markup", () => {
    expect(page("employee-password-leaked")).toContain("`LEAKED_PASSWORD`")
    const [check] = catalogue
    const odd = pagesOf(check === undefined ? [] : [{ ...check, rationale: "A | B <i>*C*</i> [D](E)." }])
    expect(odd.get(`${check?.id}.md`)).toContain(String.raw`A \| B \<i\>\*C\*\</i\> \[D\](E).`)
  })
})

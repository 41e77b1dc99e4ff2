/**
 * Goal: the report on screen can be sorted, filtered, linked into, printed and read by anyone, also without script.
 * Method: Chromium opens a made-up report from disk, is used by keyboard, and tells what it shows.
 */
import { type Language, languages, render, reportDocument } from "@rollcall/report"
import { type Browser, chromium, type Page } from "playwright-core"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
// @boundaries-ignore the report that the package's own tests make serves here as well
import { loadFonts } from "../../packages/report/test/fonts.ts"
// @boundaries-ignore the same
import { sampleInput } from "../../packages/report/test/sample.ts"
import { accessibilityViolations } from "./axe.ts"
import { findProgram, outputOf } from "./tools.ts"

const program = findProgram("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
const pdftotext = findProgram("pdftotext")
const folder = mkdtempSync(join(tmpdir(), "rollcall-html-"))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Writes the report on so many people; gives where it can be opened. */
async function reportOn(peopleCount: number, language: Language = languages.en): Promise<string> {
  const files = await render(reportDocument(sampleInput(peopleCount)), new Set(["html"]), loadFonts(), { language })
  const target = mkdtempSync(join(folder, "report-"))
  for (const { bytes, name } of files) writeFileSync(join(target, name), bytes)
  const main = files.find(({ name }) => name.endsWith("-posture.html"))
  if (main === undefined) throw new Error("there is no page")
  return pathToFileURL(join(target, main.name)).href
}

/** A table of the report, with what it shows and what one can do with it. */
const tableOf = (page: Page, caption: string) => {
  const region = page.locator(`.scroll[aria-label^="${caption}"]`).first()
  const table = region.locator("table")
  return {
    region,
    filter: page.getByRole("searchbox", { name: caption }),
    title: (name: string) => table.getByRole("button", { name, exact: true }),
    order: (name: string) => table.locator("thead th").filter({ hasText: name }).getAttribute("aria-sort"),
    /** What a column shows, from the top, without its quiet lines. */
    column: async (index: number): Promise<ReadonlyArray<string>> => {
      const cells = await table.locator(`tbody tr:not([hidden]) > :nth-child(${index})`).allInnerTexts()
      return cells.map((text) => (text.split("\n")[0] ?? "").trim())
    }
  }
}

const numbers = (texts: ReadonlyArray<string>) =>
  texts.map((text) => Number.parseFloat(text.replaceAll(",", ""))).filter((value) => !Number.isNaN(value))

const ascending = (values: ReadonlyArray<number>) => values.toSorted((a, b) => a - b)

/** The relative luminance of a colour as a style has it (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+/g) ?? []).map((digits) => {
    const share = Number(digits) / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Words of tables' titles and marks that stand on two lines. */
const brokenWords = `Array.from(document.querySelectorAll("thead th, .mark")).flatMap((cell) => {
  const words = []
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const { 0: word, index } of node.data.matchAll(/\\p{L}+/gu)) {
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      if (new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top))).size > 1) words.push(word)
    }
  }
  return words
})`

describe.skipIf(program === undefined)("the report in Chromium", () => {
  let browser: Browser
  let address = ""
  beforeAll(async () => {
    address = await reportOn(60)
    browser = await chromium.launch({
      executablePath: program ?? "",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    })
  })
  afterAll(() => browser.close())

  const opened = async <A>(
    use: (page: Page) => Promise<A>,
    options: Parameters<Browser["newPage"]>[0] = {},
    at = address
  ): Promise<A> => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options })
    try {
      await page.goto(at)
      return await use(page)
    } finally {
      await page.close()
    }
  }

  it.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 320],
    ["dark", 320]
  ] as const)("has no accessibility violation, %s, %i points wide, filtered and sorted", async (colorScheme, width) => {
    const violations = await opened(
      async (page) => {
        const people = tableOf(page, "People (")
        await people.filter.fill("anna")
        await people.title("Browsers").click()
        await page.getByRole("status").filter({ hasText: "rows with" }).waitFor()
        return accessibilityViolations(page)
      },
      { colorScheme, viewport: { width, height: 900 } }
    )
    expect(violations).toEqual([])
  })

  it("has nothing that is wider than a narrow screen but tables that scroll on their own", async () => {
    const overflow = await opened(
      (page) => page.evaluate<number>("document.documentElement.scrollWidth - innerWidth"),
      { viewport: { width: 320, height: 800 } }
    )
    expect(overflow).toBe(0)
  })

  it("sorts by number, by keyboard, up, down and back, and says so", async () => {
    await opened(async (page) => {
      const people = tableOf(page, "People (")
      const before = await people.column(1)
      await people.title("Accounts").focus()
      await page.keyboard.press("Enter")
      expect(await people.order("Accounts")).toBe("ascending")
      const up = numbers(await people.column(4))
      expect(up).toEqual(ascending(up))
      expect(await page.locator("body > [role=status]").textContent()).toBe("Accounts: sorted, ascending")
      await page.keyboard.press("Space")
      expect(await people.order("Accounts")).toBe("descending")
      expect(numbers(await people.column(4))).toEqual(up.toReversed())
      await page.keyboard.press("Enter")
      expect(await people.order("Accounts")).toBeNull()
      expect(await people.column(1)).toEqual(before)
    })
  })

  it("keeps the order of the report among equals", async () => {
    await opened(async (page) => {
      const people = tableOf(page, "People (")
      const before = await people.column(1)
      const browsersBefore = await people.column(3)
      await people.title("Browsers").click()
      const least = ascending(numbers(browsersBefore))[0]
      const expected = before.filter((_, index) => Number(browsersBefore[index]) === least)
      expect((await people.column(1)).slice(0, expected.length)).toEqual(expected)
    })
  })

  it("sorts severities by their gravity, and dates by time, what is not known last", async () => {
    await opened(async (page) => {
      const failing = tableOf(page, "People with failing checks")
      await failing.title("Worst").click()
      await failing.title("Worst").click()
      const grades = [...new Set(await failing.column(2))]
      expect(grades.length).toBeGreaterThan(1)
      expect(grades).toEqual(["low", "medium", "high", "critical"].filter((grade) => grades.includes(grade)))
      const devices = tableOf(page, "Devices (")
      await devices.title("Last login").click()
      const days = await devices.column(7)
      expect(days.at(-1)).toBe("?")
      const known = days.filter((each) => each !== "?" && each !== "–")
      expect(known).toEqual(known.toSorted())
    })
  })

  it("filters by all words, whatever their accents, and says how many rows are left", async () => {
    await opened(async (page) => {
      const people = tableOf(page, "People (")
      await people.filter.fill("zolc PERSON0000")
      await page.getByRole("status").filter({ hasText: "1 of 60 rows with “zolc PERSON0000”" }).waitFor()
      expect(await people.column(1)).toEqual(["Łukasz Żółć"])
      await people.filter.fill("")
      await expect.poll(async () => (await people.column(1)).length).toBe(60)
    })
  })

  it("shows the row that a link leads to, though a filter hid it", async () => {
    await opened(async (page) => {
      const people = tableOf(page, "People (")
      await people.filter.fill("anna")
      await page.getByRole("status").filter({ hasText: "rows with" }).waitFor()
      const link = page.locator('a[href="#person-person0001@acme.example"]').first()
      await link.focus()
      await page.keyboard.press("Enter")
      const row = page.locator('tr:has([id="person-person0001@acme.example"])')
      await expect.poll(() => row.isVisible()).toBe(true)
      expect(await people.filter.inputValue()).toBe("")
      await expect.poll(async () => (await row.boundingBox())?.y ?? -1).toBeGreaterThan(0)
      expect((await row.boundingBox())?.y).toBeLessThan(900)
      const [ground, plain] = await page.evaluate<ReadonlyArray<string>>(
        "[document.querySelector('tr:has(:target) td'), document.body].map((each) => getComputedStyle(each).backgroundColor)"
      )
      expect(ground).not.toBe(plain)
    })
  })

  it("opens at a check that its address names", async () => {
    await opened(
      async (page) => {
        const heading = page.locator("h3:target")
        await expect.poll(async () => (await heading.boundingBox())?.y ?? -1).toBeGreaterThan(0)
        expect((await heading.boundingBox())?.y).toBeLessThan(900)
      },
      {},
      `${address}#check-device-trust-low`
    )
  })

  it("has every row and no control that does nothing where scripts do not run", async () => {
    await opened(
      async (page) => {
        expect(await page.locator("button, input").count()).toBe(0)
        expect(await page.locator(".scroll[aria-label^='People ('] tbody tr").count()).toBe(60)
        expect(await page.locator("tr[hidden]").count()).toBe(0)
      },
      { javaScriptEnabled: false }
    )
  })

  it("leads an address of a place on the index on to the part that has it", { timeout: 60_000 }, async () => {
    const index = await reportOn(10_100)
    await opened(async (page) => {
      for (const someone of ["person0003@acme.example", "person9999@acme.example"]) {
        // oxlint-disable-next-line no-await-in-loop -- one page shows one after the other
        await page.goto(`${index}#person-${someone}`)
        // oxlint-disable-next-line no-await-in-loop -- the same
        await page.waitForURL(/-people-\d+\.html#/)
        // oxlint-disable-next-line no-await-in-loop -- the same
        expect(await page.locator(":target").locator("xpath=ancestor::tr").innerText()).toContain(someone)
      }
      await page.goto(`${index}#person-nobody@acme.example`)
      expect(page.url()).toBe(`${index}#person-nobody@acme.example`)
    })
  })

  it("has charts without a white plate in the dark, whose shapes stand out from the ground and from each other", async () => {
    const colours = await opened(
      (page) =>
        page.evaluate<ReadonlyArray<string>>(
          `["critical","high","medium","low","pass"].map((mark) => {
            const shape = document.createElementNS("http://www.w3.org/2000/svg", "rect")
            shape.setAttribute("class", "fill " + mark)
            document.querySelector(".plate svg").append(shape)
            return getComputedStyle(shape).fill
          }).concat(getComputedStyle(document.querySelector(".plate")).backgroundColor, getComputedStyle(document.body).backgroundColor)`
        ),
      { colorScheme: "dark" }
    )
    const [critical = 0, high = 0, medium = 0, low = 0, pass = 0, , ground = 0] = colours.map(luminance)
    expect(colours[5]).toBe("rgba(0, 0, 0, 0)")
    const order = [critical, high, medium, low, pass, ground]
    for (const [index, lighter] of order.slice(0, -1).entries())
      expect((lighter + 0.05) / ((order[index + 1] ?? 0) + 0.05), `step ${index}`).toBeGreaterThan(1.25)
  })

  it("prints on white, whatever the screen's colours", async () => {
    const ground = await opened(
      async (page) => {
        await page.emulateMedia({ media: "print", colorScheme: "dark" })
        return page.evaluate<ReadonlyArray<string>>(
          "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.documentElement).colorScheme]"
        )
      },
      { colorScheme: "dark" }
    )
    expect(ground).toEqual(["rgb(255, 255, 255)", "light"])
  })

  it.skipIf(pdftotext === undefined)("prints a table's titles on each of its pages", async () => {
    const file = join(folder, "printed.pdf")
    await opened((page) => page.pdf({ path: file, preferCSSPageSize: true }))
    const pages = outputOf(pdftotext ?? "", "-layout", file, "-").split("\f")
    const withPeople = pages.filter((text) => (text.match(/ licensed /g) ?? []).length > 10)
    expect(withPeople.length).toBeGreaterThan(1)
    for (const text of withPeople) expect(text).toMatch(/Person +Employee +Browsers/)
  })

  it.skipIf(pdftotext === undefined)(
    "prints no table's titles at the foot of a page",
    { timeout: 60_000 },
    async () => {
      for (const people of [8, 21, 34, 55]) {
        const file = join(folder, `printed-${people}.pdf`)
        // oxlint-disable-next-line no-await-in-loop -- one report after the other
        const report = await reportOn(people)
        // oxlint-disable-next-line no-await-in-loop -- the same
        await opened(async (page) => {
          await page.goto(report)
          await page.pdf({ path: file, preferCSSPageSize: true })
        })
        const lastLines = outputOf(pdftotext ?? "", "-layout", file, "-")
          .split("\f")
          .map((text) => text.trimEnd().split("\n").at(-1) ?? "")
        const titles =
          /^ *(?:Person +Employee|Check +Severity|Subject +What|Control +Checks|What +Number|Device +People)/
        expect(lastLines.filter((line) => titles.test(line))).toEqual([])
      }
    }
  )

  it.each([1280, 1024, 700])("breaks no word of a German table at a width of %d", async (width) => {
    const report = await reportOn(60, languages.de)
    const broken = await opened(
      async (page) => {
        await page.goto(report)
        return page.evaluate<ReadonlyArray<string>>(brokenWords)
      },
      { viewport: { width, height: 900 } }
    )
    expect(broken).toEqual([])
  })

  it("finds one among ten thousand rows", { timeout: 60_000 }, async () => {
    const long = await reportOn(3_890)
    await opened(async (page) => {
      await page.goto(long)
      const people = tableOf(page, "People (")
      const shown = people.region.locator("tbody tr:not([hidden])")
      await people.filter.fill("person3888@acme.example")
      await expect.poll(() => shown.count()).toBe(1)
      expect(await shown.textContent()).toContain("person3888@acme.example")
      await people.filter.fill("")
      await expect.poll(() => shown.count()).toBeGreaterThan(3_888)
    })
  })
})

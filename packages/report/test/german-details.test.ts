/**
 * Goal: whatever a check says of a failure is told in German, and no value in it changes.
 * Method: the rosters in which each check fails, and every template with odd values in its holes.
 */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
// @boundaries-ignore every sentence that a check can say is held to its translation
import { catalogue } from "../../checks/src/catalogue.ts"
// @boundaries-ignore the same
import { aRoster, assessed } from "../../checks/test/builders.ts"
// @boundaries-ignore the same
import { areas } from "../../checks/test/totality/cases.ts"
import type { DetailTemplate } from "../src/language/detail-templates.ts"
import { german } from "../src/language/german.ts"
import { germanDetails } from "../src/language/german-details.ts"

const seen = areas.flatMap(({ assessing, failing }) =>
  assessed(aRoster(failing), assessing, catalogue).checks.flatMap(({ failures, id }) =>
    failures.map(({ detail }) => ({ id, detail }))
  )
)

describe("details in German", () => {
  it("have sentences for each check of the catalogue, and for no other", () => {
    expect(Object.keys(germanDetails).toSorted()).toEqual(catalogue.map(({ id }) => id).toSorted())
  })

  it("are told of every failure that the checks' own rosters have", () => {
    expect(new Set(seen.map(({ id }) => id)).size).toBeGreaterThan(58)
    expect(seen.filter(({ detail, id }) => german.detail(id, detail) === null)).toEqual([])
  })

  it("are told of every sentence that stands in the checks' sources", () => {
    const sentences = catalogue.flatMap(({ id }) => sentencesOf(id).map((sentence) => ({ id, sentence })))
    expect(sentences.length).toBeGreaterThan(70)
    expect(
      sentences.filter(({ id, sentence }) => !fillings(sentence).some((each) => german.detail(id, each) !== null))
    ).toEqual([])
  })

  it("hold no English words", () => {
    const english = / (?:the|of|has|is|and|on|by|that|which|with) /
    expect(seen.map(({ detail, id }) => german.detail(id, detail) ?? "").filter((told) => english.test(told))).toEqual(
      []
    )
  })

  it.each([
    [
      "app-refused-in-use",
      "Slack is refused and has 1 account in use.",
      "Slack ist abgelehnt und hat 1 genutztes Konto."
    ],
    [
      "app-refused-in-use",
      "Slack is refused and has 1200 accounts in use.",
      "Slack ist abgelehnt und hat 1.200 genutzte Konten."
    ],
    [
      "account-dormant",
      "jane@acme.example on SLACK was last used more than 60 days ago.",
      "jane@acme.example bei SLACK wurde zuletzt vor mehr als 60 Tagen genutzt."
    ],
    [
      "finding-overdue",
      "The finding f1 (WEAK_PASSWORD) of jane@acme.example was first seen more than 2 days ago, and its deadline is 1.",
      "Der Befund f1 (WEAK_PASSWORD) von jane@acme.example wurde vor mehr als 2 Tagen zuerst gesehen; die Frist beträgt 1 Tag."
    ],
    [
      "browser-personal-sync",
      "The browser b1 of jane@acme.example syncs to the profile of j@x.example.",
      "Der Browser b1 von jane@acme.example synchronisiert mit dem Profil von j@x.example."
    ],
    [
      "leaver-app-access",
      "jane left on 2026-10-15 and still has 2 accounts in use and 1 active browser.",
      "jane ist am 15.10.2026 ausgeschieden und hat noch 2 genutzte Konten und 1 aktiven Browser."
    ],
    [
      "person-unseen",
      "A person without address was last seen more than 9 days ago.",
      "Eine Person ohne Adresse wurde zuletzt vor mehr als 9 Tagen gesehen."
    ],
    [
      "join-weak",
      "Only 75.0 % of end users match an employee, of at least 85.0 %.",
      "Nur 75,0\u202f% der Endnutzer lassen sich Beschäftigten zuordnen, mindestens 85,0\u202f% sind nötig."
    ],
    [
      "source-unread",
      "Of banyan, these were not read to their end: endusers, devices.",
      "Von Banyan Security wurden nicht bis zum Ende gelesen: Endnutzer, Geräte."
    ],
    [
      "source-unread",
      "Of push, these were not read to their end: findings, passkeys.",
      "Von Push Security wurden nicht bis zum Ende gelesen: Befunde, passkeys."
    ],
    ["source-unread", "Nothing of push was read.", "Von Push Security wurde nichts gelesen."],
    [
      "device-owner-unknown",
      "No owner of C02 is an employee: a@x, b@x and 3 more.",
      "Kein Inhaber von C02 ist beschäftigt: a@x, b@x und 3 weitere."
    ]
  ])("of %s: %s", (id, detail, told) => {
    expect(german.detail(id, detail)).toBe(told)
  })

  it("are none of a sentence or a check that is not known", () => {
    expect(german.detail("account-dormant", "It has not been used for long.")).toBeNull()
    expect(german.detail("leaver-app-access", "x left on 2026-10-15 and still has 1 key.")).toBeNull()
    expect(german.detail("a-new-check", "x has no licence.")).toBeNull()
    expect(german.detail("employee-unlicensed", `${"x".repeat(2000)} has no licence.`)).toBeNull()
  })
})

const sources = new URL("../../checks/src/checks/", import.meta.url)

/** The texts in a check's source that end like a sentence; one with a text inside of a text is left out. */
const sentencesOf = (id: string): ReadonlyArray<string> =>
  [...readFileSync(new URL(`${id}.ts`, sources), "utf8").matchAll(/`([^`]*\.)`/g)]
    .map(([, text = ""]) => text)
    .filter((text) => text.includes("${") && text.split("${").length === text.split("}").length)

/** What may stand in a hole of which a source tells no more than a name: values, and beginnings that sentences share. */
const standIns = [
  "x",
  "",
  "7",
  "2 days",
  "7.5 %",
  "2026-10-31",
  "1 live device",
  "2 third-party apps",
  "a leaked password",
  "nobody's",
  "has no browser",
  "is no employee any more",
  "x has no second factor",
  "x has 2 users",
  "x is exposed by 2 open findings"
]

/** A sentence of a source with all sorts of values in its holes. */
const fillings = (sentence: string): ReadonlyArray<string> =>
  sentence.split(/(\$\{[^}]*\})/).reduce<ReadonlyArray<string>>(
    (beginnings, piece) => {
      const ends = piece.startsWith("${") ? valuesOf(piece) : [piece]
      return beginnings.flatMap((beginning) => ends.map((end) => beginning + end))
    },
    [""]
  )

function valuesOf(hole: string): ReadonlyArray<string> {
  const noun = /counted\(.*, "([^"]+)"\)/.exec(hole)?.[1]
  if (noun !== undefined) return [`2 ${noun}s`]
  if (hole.includes("nameOfBrowser")) return ["browser b1"]
  return hole.includes("nameOf(") || hole.includes("nameOfFinding") ? ["x", "finding f1"] : standIns
}

const odd = ["$& $1 \\1", "{who} | {n|a|b}", "O’Brien (“王伟”) <b>", "a\nb\u202ec\ud800", " .*+?^[x] "]

/** A template's sentence with something in each hole, and what of it must come out as it went in. */
function filled([english]: DetailTemplate, value: string) {
  const kept: Array<string> = []
  const sentence = english.replaceAll(/\{(\w+)(?:([:#])([^}]+))?\}/g, (_, name: string, sign: string, kind: string) => {
    if (sign === "#") return `2 ${kind}s`
    const fixed: Readonly<Record<string, string>> = {
      number: "7",
      percent: "7.5 %",
      date: "2026-10-31",
      access: "1 live device",
      exposure: "a leaked password"
    }
    const given = fixed[kind]
    if (given !== undefined) return given
    const text = `${name}${value}`
    kept.push(text)
    return kind === "browser" || kind === "finding" ? `${kind} ${text}` : text
  })
  return { sentence, kept }
}

describe.each(Object.keys(germanDetails))("the German of %s", (id) => {
  it.each(odd)("keeps %j to the letter", (value) => {
    for (const template of germanDetails[id] ?? []) {
      const { kept, sentence } = filled(template, value)
      const told = german.detail(id, sentence)
      expect(told, sentence).not.toBeNull()
      for (const each of kept) expect(told).toContain(each)
    }
  })
})

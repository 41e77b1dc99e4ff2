import { describe, expect, it } from "vitest"
import { addressRules, asciiDomain, normaliseEmail, resolveAlias, spellingsOf } from "@rollcall/model"

describe("normaliseEmail", () => {
  it.each([
    ["  Jane.Doe@ACME.example ", "jane.doe@acme.example"],
    ["ｊane@acme.example", "jane@acme.example"],
    ["jane@MÜNCHEN.example", "jane@xn--mnchen-3ya.example"],
    ["jane@xn--mnchen-3ya.example", "jane@xn--mnchen-3ya.example"],
    ["jane+news@acme.example", "jane+news@acme.example"],
    ["jane@acme.example.", "jane@acme.example"],
    ["jane@acme.example。", "jane@acme.example"],
    ["jane@faß.example", "jane@xn--fa-hia.example"],
    ["İ@acme.example", "i\u0307@acme.example"],
    ["a\u200db@acme.example", "a\u200db@acme.example"]
  ])("brings %j to one spelling", (text, expected) => {
    expect(normaliseEmail(text)).toBe(expected)
  })

  it.each([
    "",
    "   ",
    "jane",
    "@acme.example",
    "jane@",
    "a@b@c",
    "jane@.",
    "jane doe@acme.example",
    "jane@acme\u0000.example"
  ])("takes %j for no address", (text) => {
    expect(normaliseEmail(text)).toBeNull()
  })

  it.each(["Ｊane@MÜNCHEN.example", "jane@acme..", "jane@ü.example。。", "ǅ\u0323İ@ẞ.example", "jane@acme.example…"])(
    "changes nothing when applied again to what it makes of %j",
    (text) => {
      const once = normaliseEmail(text)
      expect(normaliseEmail(once ?? "")).toBe(once)
    }
  )
})

describe("resolveAlias", () => {
  const aliases = { "acme.test": "acme.example" }

  it("replaces an alias domain and keeps the plus tag unless configured otherwise", () => {
    expect(resolveAlias("jane+x@acme.test", { aliases, ignorePlusTag: false })).toBe("jane+x@acme.example")
    expect(resolveAlias("jane+x@acme.test", { aliases, ignorePlusTag: true })).toBe("jane@acme.example")
  })

  it("does not take names of built-in members for aliases", () => {
    expect(resolveAlias("jane@constructor", { aliases, ignorePlusTag: false })).toBe("jane@constructor")
  })

  it("keeps an address whose local part is only a plus tag", () => {
    expect(resolveAlias("+x@acme.example", { aliases, ignorePlusTag: true })).toBe("+x@acme.example")
  })
})

describe("asciiDomain", () => {
  it.each(["ü ü", "ü.example/x", "ü.example:25", "ü.example?x", "ü.example#x", "ü.example\\x", "ü%2eexample"])(
    "leaves %j alone, which is no domain",
    (text) => expect(asciiDomain(text)).toBe(text)
  )
})

describe("addresses that are told to be somebody's", () => {
  const rules = addressRules(
    { aliases: { "acme.test": "acme.example" }, ignorePlusTag: true },
    {
      "Jane@Home.example": "jane@acme.test",
      "j@old.example": "jane@home.example",
      "a@round.example": "b@round.example",
      "b@round.example": "a@round.example",
      "no address": "jane@acme.example"
    }
  )

  it.each([
    ["jane@home.example", "jane@acme.example"],
    ["jane+news@home.example", "jane@acme.example"],
    ["j@old.example", "jane@acme.example"],
    ["a@round.example", "a@round.example"],
    ["joe@acme.test", "joe@acme.example"]
  ])("make %s stand for %s", (email, key) => expect(resolveAlias(email, rules)).toBe(key))

  it("are among the spellings of an address, under every domain that stands for theirs", () => {
    expect(spellingsOf("jane@acme.example", rules).toSorted()).toEqual([
      "j@old.example",
      "jane@acme.example",
      "jane@acme.test",
      "jane@home.example"
    ])
  })
})

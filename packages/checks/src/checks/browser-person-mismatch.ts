import type { Person, ResourceKey } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, type Judgement, notAssessable, pass, provided } from "../judgement.ts"
import { and } from "../logic.ts"
import { browsers, type BrowserSubject } from "../subjects/browsers.ts"
import { addressesOf, claimedKeys } from "../terms/address-claims.ts"
import { addressKeys, ambiguousKeys } from "../terms/address-key.ts"
import { ownAddresses } from "../terms/corporate-domain.ts"
import { namedEmployee } from "../terms/named-employee.ts"
import { nameOfBrowser } from "../wording.ts"

const needs: ReadonlyArray<ResourceKey> = ["push.employees"]

export const check = defineCheck({
  id: "browser-person-mismatch",
  code: "RC-BRW-04",
  title: "Browsers are used by the employee that they are counted for",
  severity: "medium",
  group: "brw-id",
  populationText: "Active browsers that name an employee",
  predicate: {
    pass: "Each of its two addresses that is of the organisation's own domains is one of the employee's.",
    fail: "One of them is another employee's, or nobody's while employees were read in full.",
    notAssessable:
      "The browser has no address; the employee's known addresses, the owner of an address or the organisation's domains are unknown."
  },
  rationale: "A browser that was passed on, or is shared, counts one person's habits as another's.",
  remediation: "Enrol the browser anew, or add the address to the employee's in the directory.",
  frameworks: {
    soc2: ["CC6.1", "CC6.2"],
    iso27001: ["A.5.16"],
    csf2: ["PR.AA-01", "PR.AA-02~"],
    cis81: ["5.1~"]
  },
  population: ["push.browsers"],
  needs,
  parts: [
    over(browsers, {
      isMember: ({ record: { employeeId }, isActive }) =>
        and(isActive, employeeId === undefined ? null : employeeId !== null),
      judge: (basis) => {
        const judgeAddress = judgingAddresses(basis)
        return (browser) => {
          const { email, profileEmail } = browser.record
          if (!isTold(email) && !isTold(profileEmail)) return notAssessable(gapOf(email))
          const employee = namedEmployee(browser, basis)?.employee ?? null
          if (employee !== null && !isTold(employee.knownEmails)) return notAssessable(gapOf(employee.knownEmails))
          const first = isTold(email) ? judgeAddress(email, employee, browser) : pass
          if (first.outcome === "fail" || !isTold(profileEmail)) return first
          const second = judgeAddress(profileEmail, employee, browser)
          return second.outcome === "pass" ? first : second
        }
      }
    })
  ]
})

const isTold = <A>(value: A | null | undefined): value is A => value !== null && value !== undefined

type Employee = NonNullable<Person["employee"]>

/** Judges one address of a browser by the employee that the browser names; `null` if that employee is not there. */
function judgingAddresses(basis: Basis) {
  const keyOf = addressKeys(basis)
  const ambiguous = ambiguousKeys(basis)
  const isCorporate = ownAddresses(basis.tenant)
  return (address: string, employee: Employee | null, browser: BrowserSubject): Judgement => {
    // Nearly all are spelt alike on both sides.
    if (ambiguous.size === 0 && address === employee?.email) return pass
    const own = employee === null ? [] : addressesOf(employee)
    const key = keyOf(address)
    if (key === null) return notAssessable("unknown_value")
    if (own.some((each) => keyOf(each) === key)) {
      return ambiguous.has(key) && isCorporate?.(address) !== false ? notAssessable("ambiguous_join") : pass
    }
    if (isCorporate === null) return notAssessable("parameter_unset")
    if (isCorporate(address) === false) return pass
    const isClaimed = claimedKeys(basis).has(key)
    const mismatch = fail(
      () =>
        `The ${nameOfBrowser(browser)} is used with ${address}, which is ${isClaimed ? "another employee's" : "nobody's"}.`
    )
    return isClaimed && employee !== null ? mismatch : provided(basis, needs, mismatch)
  }
}

import type { Basis } from "../Basis.ts"
import { and, type Known, some, told } from "../logic.ts"
import type { EmployeeSubject } from "../subjects.ts"
import { isActiveBrowser } from "./active-browser.ts"

/** Whether the extension sees an employee at all; without that, no finding about them means nothing. */
export const isObserved = ({ employee, person }: EmployeeSubject, basis: Basis): Known =>
  and(
    told(employee.licensed),
    some(person.browsers, (browser) => isActiveBrowser(browser, basis))
  )

import { and, type Known, told } from "../logic.ts"
import type { EmployeeSubject } from "../subjects/people.ts"

/** Whether the extension sees an employee at all; without that, no finding about them means nothing. */
export const isObserved = ({ licensed, isBrowsing }: EmployeeSubject): Known => and(told(licensed), isBrowsing)

/**
 * Push employees: one for each member of staff.
 */
import type { Employee, EmployeeRef } from "../push/state.ts"
import type { Calendar } from "./calendar.ts"
import type { StaffMember } from "./staff.ts"

/** Makes the employee record of each member of staff. */
export const makeEmployees = (staff: ReadonlyArray<StaffMember>, calendar: Calendar): Array<Employee> =>
  staff.map((member) => ({
    id: member.id,
    email: member.pushEmail,
    ...(member.knownEmails === undefined ? {} : { knownEmails: member.knownEmails }),
    firstName: member.given,
    lastName: member.family,
    ...(member.traits.hasNoDirectoryData ? {} : { department: member.department.name, location: member.location }),
    licensed: member.isLicensed,
    chatopsEnabled: false,
    groups: member.department.groups,
    creationTimestamp: calendar.secondsAgo(member.hiredDaysAgo)
  }))

/** The form in which detections carry their employee. */
export const employeeRef = ({ groups: _groups, knownEmails: _knownEmails, ...ref }: Employee): EmployeeRef => ref

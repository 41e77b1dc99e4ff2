/**
 * What an assessment leaves for the one of the month after.
 */
import type { History, Period, Person, Roster } from "@rollcall/model"

/** What checks that look back will ask for. */
export function historyOf(roster: Roster, period: Period, before: History | null): History {
  const since = new Map(before?.appsUnderReview.map((app) => [app.id, app.since]))
  return {
    period,
    finishedAt: roster.snapshot.finishedAt,
    sources: roster.snapshot.sources,
    employees: roster.people.flatMap((person) => {
      const { employee } = person
      return employee === null ? [] : [{ id: employee.id, name: person.name, emails: person.emails }]
    }),
    endusers: roster.endusers
      .filter(({ isDeleted }) => !isDeleted)
      .map(({ id, owners }) => ({ id, emails: emailsOf(owners) })),
    bannedDevices: roster.devices
      .filter(({ isDeleted, record }) => !isDeleted && record.Banned === true)
      .map(({ id, record }) => ({ id, lastLogin: record.LastLogin ?? null })),
    appsUnderReview: roster.apps
      .filter(({ approvalStatus }) => approvalStatus === "UNDER_REVIEW")
      .map(({ id }) => ({ id, since: since.get(id) ?? roster.snapshot.finishedAt }))
  }
}

const emailsOf = (owners: ReadonlyArray<Person>): ReadonlyArray<string> => owners.flatMap(({ emails }) => emails)

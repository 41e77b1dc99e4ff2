/**
 * The subjects that checks choose their populations from. What its source marks deleted is among none of them.
 */
import type { Owned, Person, Subject } from "@rollcall/model"
import type { Basis } from "./Basis.ts"
import type { Member } from "./CheckDefinition.ts"
import type { Account, App, Browser, Device } from "./records.ts"

/** A person with an employee record. */
export interface EmployeeSubject {
  readonly person: Person
  readonly employee: NonNullable<Person["employee"]>
}

export const employees = ({ roster }: Basis): ReadonlyArray<Member<EmployeeSubject>> =>
  roster.people.flatMap((person) => {
    const { employee, email } = person
    if (employee === null) return []
    return [memberOf({ kind: "employee", id: employee.id, email }, person.emails, [person], { person, employee })]
  })

export const people = ({ roster }: Basis): ReadonlyArray<Member<Person>> =>
  roster.people.map((person) => {
    const id = person.employee?.id ?? person.email ?? ""
    return memberOf({ kind: "person", id, email: person.email }, person.emails, [person], person)
  })

export const accounts = ({ roster }: Basis): ReadonlyArray<Member<Owned<Account>>> =>
  roster.accounts.map((account) => ownedMember("account", account, account.record.email, []))

export const browsers = ({ roster }: Basis): ReadonlyArray<Member<Owned<Browser>>> =>
  roster.browsers.map((browser) => ownedMember("browser", browser, browser.record.email, []))

export const devices = ({ roster }: Basis): ReadonlyArray<Member<Owned<Device>>> =>
  roster.devices
    .filter((device) => !device.isDeleted)
    .map((device) => ownedMember("device", device, null, [device.record.DeviceID, device.record.SerialNumber]))

export const apps = ({ roster }: Basis): ReadonlyArray<Member<App>> =>
  roster.apps.map((app) => memberOf({ kind: "app", id: app.id, email: null }, [], [], app))

function ownedMember<R>(
  kind: Subject["kind"],
  owned: Owned<R>,
  address: string | null | undefined,
  names: ReadonlyArray<string | null | undefined>
): Member<Owned<R>> {
  const [owner] = owned.owners
  return memberOf(
    { kind, id: owned.id, email: owner?.email ?? address ?? null },
    [address, ...names],
    owned.owners,
    owned
  )
}

function memberOf<S>(
  subject: Subject,
  names: ReadonlyArray<string | null | undefined>,
  owners: ReadonlyArray<Person>,
  value: S
): Member<S> {
  const given = [subject.id, subject.email, ...names].filter((name): name is string => Boolean(name))
  return { subject, names: given, people: owners, value }
}

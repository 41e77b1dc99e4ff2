/**
 * Mappings: each joins one end user to one device and carries the client certificate of the two
 * (contracts/banyan.md, section 3.1, operation 3).
 */
import type { BanyanState, Device } from "./state.ts"

/** A mapping; one that was removed stays on record. */
export interface Mapping {
  readonly deviceId: string
  readonly serialNumber: string
  /** The end user's address as the lists spell it; the device and the end user may each have a spelling. */
  readonly emails: ReadonlyArray<string>
  readonly certificate: string
  readonly isRevoked: boolean
  readonly isRemoved: boolean
}

/** All mappings of a tenant. */
export interface MappingBook {
  /** Those that were removed as well. */
  readonly all: () => ReadonlyArray<Mapping>
  readonly ofDevice: (deviceId: string) => ReadonlyArray<Mapping>
  /** Letter case does not matter here: the two lists spell one address in two ways. */
  readonly ofEmail: (email: string) => ReadonlyArray<Mapping>
  /** Adds a mapping with a new certificate. */
  readonly add: (device: Device, emails: ReadonlyArray<string>) => void
  readonly revoke: (mapping: Mapping) => void
  /** Removes a mapping and revokes its certificate. */
  readonly remove: (mapping: Mapping) => void
}

/** Whether two spellings are one address. */
export const isSameEmail = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** Makes the book of a tenant's mappings out of the link fields on both sides, once somebody looks. */
export const makeMappingBook = (state: BanyanState): MappingBook => {
  let shelves: Shelves | undefined
  const open = () => (shelves ??= read(state))
  const replace = (mapping: Mapping) => put(open(), mapping)
  return {
    all: () => [...open().byCertificate.values()],
    ofDevice: (deviceId) => present(open(), open().byDevice.get(deviceId)),
    ofEmail: (email) => present(open(), open().byEmail.get(email.toLowerCase())),
    add: (device, emails) => replace(mappingOf(open(), device, emails, false)),
    revoke: (mapping) => replace({ ...mapping, isRevoked: true }),
    remove: (mapping) => replace({ ...mapping, isRevoked: true, isRemoved: true })
  }
}

const present = ({ byCertificate }: Shelves, certificates: ReadonlyArray<string> = []) =>
  certificates.flatMap((certificate) => byCertificate.get(certificate) ?? []).filter(({ isRemoved }) => !isRemoved)

/** Mappings by their certificates, and the certificates by what one can ask for. */
interface Shelves {
  readonly byCertificate: Map<string, Mapping>
  readonly byDevice: Map<string, Array<string>>
  readonly byEmail: Map<string, Array<string>>
}

const read = ({ devices, endUsers }: BanyanState): Shelves => {
  const shelves: Shelves = { byCertificate: new Map(), byDevice: new Map(), byEmail: new Map() }
  const users = new Map(endUsers.map(({ record }) => [record.Email.toLowerCase(), record]))
  const devicesBySerial = Map.groupBy(devices, ({ record }) => record.SerialNumber)
  for (const device of devices) {
    const { Emails = [] } = device.record
    for (const address of new Set(Emails.map((email) => email.toLowerCase()))) {
      const spellings = Emails.filter((email) => email.toLowerCase() === address)
      const own = users.get(address)?.Email
      put(shelves, mappingOf(shelves, device, own === undefined ? spellings : [...spellings, own]))
    }
  }
  for (const { record } of endUsers) {
    for (const serial of new Set(record.SerialNumbers)) {
      const candidates = devicesBySerial.get(serial) ?? []
      const isTold = candidates.some(({ record: { Emails } }) =>
        Emails?.some((email) => isSameEmail(email, record.Email))
      )
      if (isTold) continue
      for (const device of candidates) put(shelves, mappingOf(shelves, device, [record.Email]))
    }
  }
  return shelves
}

const mappingOf = (
  { byCertificate }: Shelves,
  { id, record }: Device,
  emails: ReadonlyArray<string>,
  isRevoked = record.RegisteredStatus.toLowerCase() !== "true"
): Mapping => ({
  deviceId: id,
  serialNumber: record.SerialNumber,
  emails: [...new Set(emails)],
  certificate: `certificate-${byCertificate.size + 1}`,
  isRevoked,
  isRemoved: false
})

const put = ({ byCertificate, byDevice, byEmail }: Shelves, mapping: Mapping) => {
  const { certificate, deviceId, emails } = mapping
  if (!byCertificate.has(certificate)) {
    shelf(byDevice, deviceId).push(certificate)
    shelf(byEmail, emails[0]?.toLowerCase() ?? "").push(certificate)
  }
  byCertificate.set(certificate, mapping)
}

const shelf = (shelves: Map<string, Array<string>>, name: string): Array<string> => {
  const known = shelves.get(name) ?? []
  shelves.set(name, known)
  return known
}

/**
 * The invented organisations.
 */

/** What sets one organisation apart from the next. */
export interface Profile {
  readonly id: string
  readonly name: string
  readonly timezone: string
  readonly domain: string
  /** A second domain of the same people. */
  readonly aliasDomain?: string
  readonly people: number
  readonly locations: readonly [string, ...ReadonlyArray<string>]
}

const known: ReadonlyArray<Profile> = [
  {
    id: "acme",
    name: "Acme Corporation",
    timezone: "Europe/Berlin",
    domain: "acme.example",
    aliasDomain: "acme.test",
    people: 120,
    locations: ["Berlin", "Hamburg", "Kraków", "Remote"]
  },
  {
    id: "globex",
    name: "Globex GmbH",
    timezone: "America/New_York",
    domain: "globex.example",
    people: 40,
    locations: ["New York", "Boston", "Remote"]
  },
  {
    id: "kestrel",
    name: "Kestrel Freight",
    timezone: "Europe/London",
    domain: "kestrel.example",
    aliasDomain: "kestrel.test",
    people: 60,
    locations: ["Felixstowe", "Leeds"]
  },
  {
    id: "mirabilis",
    name: "Mirabilis Labs",
    timezone: "Asia/Tokyo",
    domain: "mirabilis.example",
    people: 60,
    locations: ["Tokyo", "Osaka"]
  },
  {
    id: "juniper-bank",
    name: "Juniper & Sons Bank",
    timezone: "Pacific/Auckland",
    domain: "juniper-bank.example",
    people: 60,
    locations: ["Auckland", "Wellington"]
  }
]

/** The organisation at a place in the order, counted from 0. */
export const profileAt = (index: number): Profile => known[index] ?? numbered(index + 1)

const numbered = (number: number): Profile => ({
  id: `tenant-${number}`,
  name: `Tenant ${number} Limited`,
  timezone: "UTC",
  domain: `tenant-${number}.example`,
  people: 60,
  locations: ["Headquarters"]
})

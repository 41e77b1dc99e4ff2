/**
 * What the sections say, in English.
 */
import type { AppliedException, Condition, ReportDocument } from "@rollcall/model"
import { englishWording } from "./english-wording.ts"

const { count, counted, listed, share } = englishWording

type Basis = ReportDocument["snapshot"]["basis"]

const people = (many: number | null): string => counted(many, "person", "people")

export const englishSections = {
  summary: {
    title: "Summary",
    people: "People",
    employees: (many: number | null) => `employees: ${count(many)}`,
    devices: "Devices",
    endusers: (many: number | null) => `end users: ${count(many)}`,
    browsers: { label: "Browsers", note: "enrolled" },
    accounts: "Accounts",
    apps: (many: number | null) => `apps: ${count(many)}`,
    openFindings: "Open findings",
    notRead: "not read",
    ofFindings: (many: number | null) => `of ${count(many)} findings`,
    score: { label: "Score", note: "of 100, as measured" },
    withExceptions: { label: "With exceptions", note: "of 100, waivers applied" },
    coverage: { label: "Coverage", note: "of what was in scope could be decided" },
    before: { label: "Month before", none: "none", notAssessed: "not assessed" },
    withheld: "withheld",
    withheldBecause: (reasons: ReadonlyArray<string>) => `The score is withheld: ${reasons.join("; ")}.`,
    nothingDecided: "There is no score: nothing could be decided.",
    scoreChart: { title: "Score of 100", passing: "passing", gained: "gained by exceptions", failing: "failing" },
    trendChart: { title: "Score by month", none: "none" },
    notComparable: (month: string, changed: string) => `${month}; not comparable, ${changed} changed`,
    unchanged: (month: string) => `${month}; unchanged`,
    moved: (month: string, arrow: string, difference: string) => `${month}; ${arrow} ${difference} since`,
    first: {
      caption: "To do first",
      check: "Check, and what to do",
      severity: "Severity",
      failing: "Failing",
      concerns: "Concerns",
      leftOut: (shown: number, all: number) => `First ${shown} of ${count(all)} failing checks; see Checks.`
    },
    andMore: (many: number) => `and ${count(many)} more`,
    worse: {
      lead: "What got worse.",
      check: (title: string, many: number) => `${title} (${count(many)} new)`,
      none: "No check has a failure that it did not have then.",
      noneKnown: "None of the checks that can be compared has a failure that it did not have then.",
      notKnown: (checks: number) =>
        `For ${counted(checks, "check", "checks")} it is not known: not all that ${checks === 1 ? "it rests" : "they rest"} on was read in both months.`,
      some: (checks: ReadonlyArray<string>, more: number) =>
        `New failures: ${checks.join("; ")}${more > 0 ? `, and in ${count(more)} more checks` : ""}.`
    },
    provenance: {
      tenant: "Tenant",
      period: {
        name: "Period",
        value: (period: string, timezone: string) => `${period}, calendar month in ${timezone}`
      },
      collected: { name: "Collected", value: (start: string, end: string) => `${start} to ${end}` },
      basis: "Basis",
      completeness: {
        name: "Completeness",
        value: (read: number, all: number) => `${share(read, all)} resources read to their end`
      },
      snapshot: { name: "Snapshot", value: (id: string, hash: string) => `${id}, content hash ${hash}` }
    },
    bases: {
      "within-period": "Snapshot finished within the period; ages and expiries are judged as of its end",
      "after-period": "No snapshot was finished within the period: this is the first one after it",
      named: "Snapshot named by whoever ran the report"
    } satisfies Record<Basis, string>,
    verdict: (checks: number, passing: number, failing: number, severities: string, undecided: number) =>
      `Of ${count(checks)} checks, ${listed([
        `${count(passing)} found no failure`,
        `${count(failing)} found failures${failing > 0 ? ` (${severities})` : ""}`,
        ...(undecided > 0 ? [`${count(undecided)} could not decide on anything`] : [])
      ])}.`,
    gates: {
      failed: (failing: number, all: number) => `The data failed ${count(failing)} of ${count(all)} evidence gates.`,
      passed: "The data passed every evidence gate.",
      undecided: (passing: number, all: number) =>
        `The data passed ${count(passing)} of ${count(all)} evidence gates; the others could not be decided.`
    }
  },
  changes: {
    title: "Since the month before",
    none: "The month before was not assessed: there is nothing to compare with.",
    conditions: {
      catalogue: "the check catalogue",
      parameters: "the parameters",
      sources: "the configured sources",
      readings: "the resources that were read"
    } satisfies Record<Condition, string>,
    notCompared: (changed: string) =>
      `${changed.charAt(0).toUpperCase()}${changed.slice(1)} changed since the month before. Both months are shown as they were judged; a difference between them may come from that change, so checks are not compared.`,
    unread: (month: string, resources: string) =>
      `Not read to the end in ${month}, but in the other month: ${resources}.`,
    unreadMeans:
      "The figures of the two months rest on different data. What is new, fixed or gone is not known for the checks that rest on these.",
    months: {
      caption: "Scores by month",
      month: "Month",
      score: "Score",
      withExceptions: "With exceptions",
      coverage: "Coverage",
      catalogue: "Check catalogue",
      none: "none",
      changed: (changed: string) => `${changed} changed`
    },
    nothingMoved: "No subject fails a check now that did not fail it then, nor the other way round.",
    nothingKnownMoved:
      "Of the checks that can be compared, no subject fails one now that did not fail it then, nor the other way round.",
    notKnown: (checks: number) =>
      `For ${counted(checks, "check", "checks")} it is not known what moved, or not in full.`,
    checks: {
      caption: "Checks that moved",
      check: "Check",
      before: "Failing then",
      now: "Failing now",
      new: "New",
      fixed: "Fixed",
      undecided: "Not decided any more",
      gone: "Gone"
    },
    newly: {
      caption: "What fails now and did not fail then",
      check: "Check",
      subject: "Subject",
      what: "new failures"
    },
    peopleNotKnown:
      "Who joined and who left is not known: the employees of one of the two months were not read to their end.",
    joinedAndLeft: (joined: number, left: number) =>
      `${counted(joined, "employee", "employees")} joined and ${count(left)} left.`,
    people: {
      caption: "Employees who joined or left",
      employee: "Employee",
      movement: "Movement",
      joined: "joined",
      left: "left",
      what: "people who joined or left"
    }
  },
  collection: {
    title: "What was collected",
    text: (start: string, end: string) =>
      `One collection run read every configured source once, from ${start} to ${end}. A resource is complete if it was ` +
      "read to its end. Records that came twice were dropped, records that could not be understood were refused; both " +
      "are counted here and nowhere else.",
    notConfigured: (source: string) =>
      `${source} is not configured for this tenant: nothing that rests on it is known.`,
    resources: {
      caption: "Resources by source",
      resource: "Resource",
      records: "Records",
      pages: "Pages",
      total: "Source's total",
      duplicates: "Duplicates",
      refused: "Refused",
      offered: "Offered",
      complete: "Complete"
    },
    notRead: "not read",
    seen: (records: number) => `${count(records)} read`,
    remarks: {
      caption: "What was not as it should be while reading",
      resource: "Resource",
      what: "What",
      detail: "Detail",
      problem: "not read to its end",
      drift: "changed while read",
      refusal: "record refused",
      record: (reason: string, fingerprint: string) => `${reason} (record ${fingerprint})`
    },
    snapshot: "Snapshot",
    contentHash: "Content hash"
  },
  correlation: {
    title: "How the sources fit together",
    text:
      "Records are joined by email address. Every number stands beside the population it is a part of; where a source " +
      "was not read to its end or is not configured, it is not known.",
    gaps: {
      caption: "Matches and gaps",
      what: "What",
      number: "Number",
      employeesWithDevice: "Employees with a device",
      employeesWithoutDevice: "Employees without a device",
      employeesWithoutBrowser: "Employees without a browser",
      browsersWithoutEmployee: "Browsers without an employee",
      accountsWithoutEmployee: "Accounts without an employee",
      endusersWithoutEmployee: "End users without an employee",
      devicesWithoutEmployee: "Devices without an employee",
      sharedDevices: "Devices of several people (shared)",
      devicesOwnerNotTold: "Devices whose owners the source did not tell"
    },
    ownersNotTold:
      "Devices whose owners the source did not tell may belong to employees who are counted as without a device. They are " +
      "not counted as without an employee.",
    ambiguous: {
      none: "No address is claimed by more than one employee.",
      notKnown: "Whether an address is claimed by more than one employee is not known.",
      caption: "Addresses that several employees claim: nothing is joined through them",
      address: "Address",
      employees: "Employee ids"
    },
    disagreements: {
      none: "No record names one person by its id and another by its address.",
      notKnown: "Whether a record names one person by its id and another by its address is not known.",
      caption: "Records whose id and address name two people: the id holds",
      record: "Record",
      byId: "Employee by id",
      address: "Address on the record",
      byAddress: "Employee by address",
      several: "several (ambiguous)"
    }
  },
  controls: {
    title: "Controls by framework",
    text:
      "A check supports a control; it does not show that the control is met. Counts are sums over the checks named, so " +
      "that one subject may count in several; the score is made like the tenant's. Checks that fit a control only " +
      "indirectly stand in brackets and are not counted.",
    caption: (framework: string) => `Controls of ${framework}`,
    control: "Control",
    checks: "Checks",
    pass: "Pass",
    fail: "Fail",
    notAssessable: "Not assessable",
    score: "Score",
    coverage: "Coverage"
  },
  checks: {
    title: "Checks",
    text: (catalogue: string, checks: number) =>
      `Check catalogue ${catalogue}, ${count(checks)} checks, worst severity first. Each population is the sum of pass, ` +
      "fail, not assessable and excepted. The score is passes in a hundred of what could be decided; coverage is what " +
      "could be decided in a hundred of the population. A check with too little data is left out of the score.",
    caption: "Checks with their outcomes",
    check: "Check",
    severity: "Severity",
    population: "Population",
    pass: "Pass",
    fail: "Fail",
    notAssessable: "Not assessable",
    excepted: "Excepted",
    score: "Score",
    coverage: "Coverage",
    seen: (failures: number) => `${count(failures)} seen`,
    leftOut: "left out",
    byFamily: "Outcomes by family of checks",
    families: {
      MFA: "Second factors",
      CRED: "Credentials and logins",
      ACC: "Accounts",
      APP: "Apps",
      BRW: "Browsers",
      COV: "Coverage",
      DEV: "Devices",
      USR: "End users",
      JOIN: "Both sources joined",
      FND: "Findings"
    }
  },
  checkDetails: {
    title: "Checks in detail",
    check: {
      name: "Check",
      value: (code: string, id: string, severity: string, group: string) =>
        `${code}, ${id}, severity ${severity}, score group ${group}`
    },
    population: "Looks at",
    controls: "Supports",
    noControl: "no control of a framework",
    indirectly: (control: string) => `${control} (indirectly)`,
    why: "Why it matters.",
    what: "What to do.",
    outcome: "Outcome.",
    empty: "There is nothing to look at: the population is empty.",
    notCounted:
      "How many subjects there are is not known: what makes the population was not read to its end, or is not " +
      "configured. Failures that were seen all the same are listed.",
    outcomes: (population: number) => `Outcomes of ${count(population)} subjects`,
    notAssessable: "Not assessable.",
    because: (many: number, reason: string) => `${count(many)} because ${reason}`,
    tooMany: "That is too many: the check is left out of the tenant's score.",
    failures: { caption: (code: string, many: number) => `${code}: failures (${count(many)})`, what: "failures" },
    excepted: {
      caption: (code: string, many: number) => `${code}: failures that an exception covers (${count(many)})`,
      what: "excepted failures"
    },
    subject: "Subject",
    seen: "What was seen"
  },
  failuresByPerson: {
    title: "Failures by person",
    none: "No check fails for anyone.",
    noneSeen:
      "Among what was read, no check fails for anyone. Not everything was read: others may fail, and checks that could not be made.",
    text: (failing: number, total: number | null) =>
      `${people(failing)} ${total === null ? "(of how many is not known)" : `of ${count(total)}`} with at least one ` +
      "failing check, the gravest first. Checks are named by what is wrong; a failure that an exception covers is not " +
      "among them.",
    caption: "People with failing checks",
    person: "Person",
    worst: "Worst",
    failing: "Failing checks",
    which: "Which"
  },
  exceptions: {
    title: "Exceptions",
    text:
      "An exception waives one check for one subject until a date. It never turns a failure into a pass: what it covers " +
      "is shown as excepted, and the score is printed with and without.",
    states: {
      applied: "Applied: the failures they cover count as excepted",
      expired: "Expired: without effect",
      "matches-nothing": "Matching nothing: no failure to cover"
    } satisfies Record<AppliedException["state"], string>,
    subject: "Check and subject",
    reason: "Reason",
    approvedBy: "Approved by",
    lastDay: "Last day",
    soon: "expires soon",
    long: "longer than a year",
    covers: "Covers"
  },
  people: {
    title: "People",
    text: (total: number | null, seen: number) =>
      `The roster: ${total === null ? `${people(seen)} seen, how many there are is not known` : people(total)}, ordered ` +
      "by address. An address that no employee claims is a person of its own. A shared device appears with each of its " +
      "people. Findings are those not resolved. What rests on data that were not read prints a question mark.",
    caption: (total: number | null) => (total === null ? "People seen" : `People (${count(total)})`),
    person: "Person",
    employee: "Employee",
    browsers: "Browsers",
    accounts: "Accounts",
    devices: "Devices",
    openFindings: "Open findings",
    failing: "Failing checks",
    ambiguous: { text: "ambiguous", detail: "address of several" },
    licensed: "licensed",
    notLicensed: "not licensed",
    licenceNotKnown: "licence not known"
  },
  devices: {
    title: "Devices",
    partial: "Devices were not read to their end: there may be more.",
    text: (devices: number, isRead: boolean) =>
      `${counted(devices, "device", "devices")}${isRead ? "" : " seen"}, each once: those of people in the order of the ` +
      "roster, then those that are nobody's. A device that its source marks deleted is shown, and is outside every check.",
    caption: (devices: number, isRead: boolean) => (isRead ? `Devices (${count(devices)})` : "Devices seen"),
    byTrust: "Devices by trust level",
    device: "Device",
    people: "People",
    platform: "Platform",
    trust: "Trust",
    registered: "Registered",
    banned: "Banned",
    lastLogin: "Last login",
    failing: "Failing checks",
    deleted: "deleted",
    score: (score: string) => `score ${score}`
  },
  unowned: {
    title: "Records that are nobody's",
    text:
      "Records without any address or employee id that leads to a person. They are counted in every total, and count as " +
      "gaps of the join.",
    partial: "Not everything was read: what was not may tell that some of these belong to somebody.",
    caption: (records: string, many: number) => `${records} (${count(many)})`,
    what: (records: string) => records.toLowerCase(),
    record: "Record",
    kind: "What it is",
    lastSeen: "Last seen",
    ownersNotTold: (platform: string) => `${platform}, owners not told`,
    browser: (browser: string, system: string) => `${browser} on ${system}`
  }
}

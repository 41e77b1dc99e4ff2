/**
 * What a portfolio's files say of themselves.
 */
import { englishWording } from "../language/english-wording.ts"
import type { Masthead } from "../masthead.ts"
import { isReported, type Portfolio } from "./Portfolio.ts"
import { texts } from "./texts.ts"

/** The masthead of a portfolio whose document lies beside it under a name. */
export function portfolioMasthead({ generator, period, provider, tenants }: Portfolio, dataName: string): Masthead {
  const name = provider ?? texts.allTenants
  const month = englishWording.periodName(period)
  const instants = tenants.filter(isReported).map(({ snapshot }) => snapshot.finishedAt)
  return {
    running: `${name} · ${month} · ${texts.title}`,
    title: texts.fileTitle(name, month),
    subject: texts.subject,
    // What is missing differs from tenant to tenant, and stands beside each.
    warning: null,
    version: generator.version,
    at: instants.toSorted().at(-1) ?? `${period}-01T00:00:00.000Z`,
    data: { name: dataName, description: texts.data }
  }
}

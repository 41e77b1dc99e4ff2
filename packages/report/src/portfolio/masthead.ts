/**
 * What a portfolio's files say of themselves.
 */
import type { Language } from "../language/Language.ts"
import type { Masthead } from "../masthead.ts"
import { isReported, type Portfolio } from "./Portfolio.ts"
import { textsIn } from "./texts.ts"

/** The masthead of a portfolio whose document lies beside it under a name. */
export function portfolioMasthead(
  { generator, period, provider, tenants }: Portfolio,
  dataName: string,
  language: Language
): Masthead {
  const texts = textsIn(language)
  const name = provider ?? texts.allTenants
  const month = language.periodName(period)
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

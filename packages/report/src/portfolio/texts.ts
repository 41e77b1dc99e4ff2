/**
 * What a portfolio says, by language; English has the shape.
 */
import type { Language, LanguageCode } from "../language/Language.ts"
import { englishPortfolio } from "./english-portfolio.ts"
import { germanPortfolio } from "./german-portfolio.ts"

/** Everything that a portfolio prints and is not data. */
export type PortfolioTexts = typeof englishPortfolio

const texts: Readonly<Record<LanguageCode, PortfolioTexts>> = { en: englishPortfolio, de: germanPortfolio }

/** The texts of a portfolio in a language. */
export const textsIn = ({ code }: Language): PortfolioTexts => texts[code]

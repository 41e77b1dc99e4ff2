/**
 * The languages that a report can be told in.
 */
import { english } from "./english.ts"
import { german } from "./german.ts"
import type { Language, LanguageCode } from "./Language.ts"

/** All languages by their codes. */
export const languages: Readonly<Record<LanguageCode, Language>> = { en: english, de: german }

/**
 * How values read in files that other programs load: in English, whatever the report's language.
 */
import { english } from "./language/english.ts"

export const { count, counted, listed, periodName, share } = english

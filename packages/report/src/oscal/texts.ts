/**
 * Text in the forms that OSCAL asks for.
 *
 * **Source** OSCAL 1.2.0, datatypes StringDatatype, TokenDatatype, MarkupLineDatatype.
 */
import { displayText } from "../display.ts"

/** A text that is not empty, on one line, without blanks around it. */
export const plain = (text: string): string => displayText(text).trim() || "–"

/** A text where Markdown is read: what would be markup there, or an insertion of OSCAL's own, stands for itself. */
export const markup = (text: string): string => plain(text).replace(/[\\`*_[\]<>&{}#~!|]/g, "\\$&")

/** A name as identifiers may look. */
export const token = (name: string): string => name.replace(/^(?![\p{L}_])/u, "_").replace(/[^\p{L}\p{N}._-]/gu, "_")

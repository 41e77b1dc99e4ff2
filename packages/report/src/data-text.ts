/**
 * Text from a source, made fit for a file that another program loads.
 */

/**
 * What no program shows as it is: control characters other than tab and line ends, and the bidirectional controls that
 * stay open until the end of the line and so turn around what stands after them.
 */
// oxlint-disable-next-line no-control-regex -- these are what is taken out
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g

/**
 * The text with U+FFFD for each character that could do harm, or that is none.
 *
 * **Details** What is replaced stays visible, unlike in `displayText`: two names that differ still differ. `report.json`
 * alone has every text as its source gave it.
 */
export const dataText = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : text.toWellFormed().replace(unfit, "\ufffd")

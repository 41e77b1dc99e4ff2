/**
 * How values read in German.
 */
import { wordingOf } from "./Wording.ts"

export const germanWording = wordingOf({
  group: ".",
  decimal: ",",
  months: [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember"
  ],
  date: (year, month, day) => `${day}.${month}.${year}`,
  shareOf: (part, whole) => `${part} von ${whole}`,
  and: "und",
  yes: "ja",
  no: "nein",
  notKnown: "nicht bekannt"
})

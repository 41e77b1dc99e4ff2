/**
 * How values read in English.
 */
import { wordingOf } from "./Wording.ts"

export const englishWording = wordingOf({
  group: ",",
  decimal: ".",
  months: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  ],
  date: (year, month, day) => `${year}-${month}-${day}`,
  shareOf: (part, whole) => `${part} of ${whole}`,
  and: "and",
  yes: "yes",
  no: "no",
  notKnown: "not known"
})

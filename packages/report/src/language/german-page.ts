/**
 * What pages in a browser say besides the report, in German.
 */
import { germanWording } from "./german-wording.ts"
import type { Texts } from "./Language.ts"

const { count } = germanWording

export const germanPage: Texts["page"] = {
  modelHash: "SHA-256 der Daten",
  parts: "Teile",
  previous: (title) => `Davor: ${title}`,
  next: (title) => `Weiter: ${title}`,
  part: (at, of) => `Teil ${count(at)} von ${count(of)}`,
  partOf: (title, part) => `${title}, ${part}`,
  rows: (from, to) => `${count(from)} bis ${count(to)}`,
  rowsOf: (caption, rows) => `${caption}: Zeilen ${rows}`,
  divided: (rows, parts) =>
    `${count(rows)} Zeilen sind mehr, als ein Browser auf einmal gut bewältigt: Sie stehen in ${count(parts)} Dateien neben dieser, keine fehlt.`,
  ofWhole: (rows, all) =>
    `Zeilen ${rows} von ${count(all)}, in der Reihenfolge des Ganzen. Sortieren und Filtern sehen nur diesen Teil; report.json enthält alles.`,
  partColumns: { part: "Teil", rows: "Zeilen", first: "Von", last: "Bis" },
  tables: {
    filter: "Zeilen filtern",
    filterOf: "Zeilen filtern: {table}",
    shown: "{shown} von {all} Zeilen mit „{filter}“",
    sorted: "{column}: {direction} sortiert",
    ascending: "aufsteigend",
    descending: "absteigend",
    unsorted: "Zeilen in der Reihenfolge des Berichts"
  }
}

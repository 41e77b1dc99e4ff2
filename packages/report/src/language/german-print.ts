/**
 * What printed pages say besides the report, in German.
 */
import { germanWording } from "./german-wording.ts"
import type { Texts } from "./Language.ts"

const { count } = germanWording

export const germanPrint: Texts["print"] = {
  contents: "Inhalt",
  goTo: (title, place) => `Zu ${title}, ${place}`,
  page: (page) => `Seite ${page}`,
  pageOf: (page, pages) => `Seite ${page} von ${pages}`,
  volume: (volume) => `Band ${volume}`,
  volumeOf: (volume, volumes) => `Band ${volume} von ${volumes}`,
  inVolumes: (files) => `In ${files.length} Bänden: ${files.join(", ")}`,
  continued: (title) => `${title} (Fortsetzung)`,
  thisFile: {
    title: "Diese Datei",
    reportId: "Berichtskennung",
    volumes: "Bände",
    attached: (volumes) => (volumes === 1 ? "beigefügt" : "dem ersten Band beigefügt"),
    notAttached: "zu groß zum Beifügen, liegt neben dieser Datei",
    characters: "Zeichen",
    allPrinted: "Jedes Zeichen konnte gedruckt werden",
    notPrinted: (many, names, more) =>
      `${count(many)} als Kästchen gedruckt, keine Schrift hat sie: ${names.join(", ")}${more > 0 ? ` und ${count(more)} weitere` : ""}`,
    cells: "Zellen",
    noneCut: "Jede Zelle zeigt ihren ganzen Text",
    cut: (cells, data) => `${count(cells)} gekürzt, am „…“ zu erkennen; ${data} hat ihren ganzen Text`
  }
}

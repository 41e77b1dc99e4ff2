/**
 * What printed pages say besides the report, in English.
 */
import { englishWording } from "./english-wording.ts"

const { count } = englishWording

export const englishPrint = {
  contents: "Contents",
  goTo: (title: string, place: string) => `Go to ${title}, ${place}`,
  page: (page: number) => `page ${page}`,
  pageOf: (page: number, pages: number) => `page ${page} of ${pages}`,
  volume: (volume: number) => `volume ${volume}`,
  volumeOf: (volume: number, volumes: number) => `volume ${volume} of ${volumes}`,
  inVolumes: (files: ReadonlyArray<string>) => `In ${files.length} volumes: ${files.join(", ")}`,
  continued: (title: string) => `${title} (continued)`,
  thisFile: {
    title: "This file",
    reportId: "Report id",
    volumes: "Volumes",
    attached: (volumes: number): string => (volumes === 1 ? "attached" : "attached to the first volume"),
    notAttached: "too large to be attached, it lies beside this file",
    characters: "Characters",
    allPrinted: "Every character could be printed",
    notPrinted: (many: number, names: ReadonlyArray<string>, more: number) =>
      `${count(many)} printed as a box, no font has them: ${names.join(", ")}${more > 0 ? ` and ${count(more)} more` : ""}`,
    cells: "Cells",
    noneCut: "Every cell shows its whole text",
    cut: (cells: number, data: string) => `${count(cells)} shortened, ending in “…”; ${data} has their whole text`
  }
}

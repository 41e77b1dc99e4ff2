/** Rows of figures under heads, in columns. */
export function printTable(heads: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): void {
  const all = [heads, ...rows]
  const widths = heads.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)))
  for (const row of all) {
    console.log(row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "))
  }
}

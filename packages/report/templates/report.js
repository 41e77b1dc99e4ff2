"use strict"
// Puts a filter above each long table; without it every row is there all the same.
const letters = { ł: "l", đ: "d", ø: "o", ı: "i", ß: "ss" }
const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[łđøıß]/g, (letter) => letters[letter])

for (const table of document.querySelectorAll("table")) {
  const rows = Array.from(table.tBodies[0].rows)
  if (rows.length <= 30) continue
  const label = document.createElement("label")
  const input = document.createElement("input")
  const result = document.createElement("span")
  const bar = document.createElement("div")
  let texts
  input.type = "search"
  label.append("Filter rows ", input)
  result.setAttribute("role", "status")
  bar.className = "filter"
  bar.append(label, result)
  input.addEventListener("input", () => {
    texts ??= rows.map((row) => fold(row.textContent))
    const wanted = fold(input.value.trim())
    let shown = 0
    rows.forEach((row, index) => {
      row.hidden = !texts[index].includes(wanted)
      if (!row.hidden) shown += 1
    })
    result.textContent = wanted === "" ? "" : `${shown} of ${rows.length} rows`
  })
  table.parentElement.before(bar)
}

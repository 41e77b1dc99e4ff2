"use strict"
// Makes tables sortable and long ones filterable; without it every row is there all the same, in the report's order.
const words = document.body.dataset
const language = document.documentElement.lang
const collator = new Intl.Collator(language, { numeric: true })
const decimal = new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === "decimal").value
const months = Array.from({ length: 12 }, (_, month) =>
  new Date(Date.UTC(2000, month)).toLocaleString(language, { month: "long", timeZone: "UTC" })
)
const sortableFrom = 8
const filterableFrom = 20
const stackedMax = 4
const severities = ["critical", "high", "medium", "low", "gate", "excepted", "unknown", "pass"]

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
const number = (value) => value.toLocaleString(language)
const make = (name, properties) => Object.assign(document.createElement(name), properties)

// Letters that no accent is taken from.
const letters = { ł: "l", đ: "d", ø: "o", ı: "i", ß: "ss" }
const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[łđøıß]/g, (letter) => letters[letter])

// What a cell is sorted by: a severity's rank, a date, a number, else its text; undefined where there is nothing to tell.
const wordsOf = (cell) => {
  let text = ""
  for (const node of cell.childNodes) if (node.nodeName !== "SMALL") text += node.textContent
  return text.trim()
}
const rankOf = (cell) => {
  const mark = cell.firstElementChild
  return mark !== null && mark.classList.contains("mark") ? severities.indexOf(mark.classList[1]) : undefined
}
const dateOf = (text) => {
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d))?/.exec(text)
  if (iso !== null) return Number(iso.slice(1).join("").padEnd(12, "0"))
  const local = /^(\d\d)\.(\d\d)\.(\d{4})(?: (\d\d):(\d\d))?/.exec(text)
  if (local !== null) return Number(`${local[3]}${local[2]}${local[1]}${local[4] ?? "00"}${local[5] ?? "00"}`)
  const named = /^(\p{L}+) (\d{4})$/u.exec(text)
  const month = named === null ? -1 : months.indexOf(named[1])
  return month < 0 ? undefined : Number(named[2]) * 100 + month
}
const numberOf = (text) => {
  const found = /^[-−]?\d[\d.,'’\u00a0\u202f]*/.exec(text)
  if (found === null) return undefined
  const digits = Array.from(found[0], (sign) =>
    sign === decimal ? "." : sign === "−" ? "-" : /[\d-]/.test(sign) ? sign : ""
  )
  const value = Number.parseFloat(digits.join(""))
  return Number.isNaN(value) ? undefined : value
}
const textOf = (text) => (/^[?–-]?$/.test(text) ? undefined : text)

// The first of these that tells every cell apart from nothing is the column's.
const keysOf = (rows, column, isNumber) => {
  const cells = rows.map(({ row }) => row.cells[column])
  const texts = cells.map(wordsOf)
  const ranks = cells.map(rankOf)
  if (
    ranks.some((rank) => rank !== undefined) &&
    texts.every((text, index) => ranks[index] !== undefined || textOf(text) === undefined)
  )
    return ranks
  const known = texts.filter((text) => textOf(text) !== undefined)
  if (known.length > 0 && known.every((text) => dateOf(text) !== undefined)) return texts.map(dateOf)
  if (isNumber) return texts.map(numberOf)
  return texts.map(textOf)
}

const announcements = make("p", { className: "hidden", role: "status" })
document.body.append(announcements)

const revealings = new Map()

for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0]
  const rows = Array.from(body.rows, (row) => ({ row, isShown: true, text: undefined }))
  if (table.parentElement.classList.contains("many-rows")) lengthen(table)
  else if (table.tHead.rows[0].cells.length <= stackedMax) stack(table)
  if (rows.length >= sortableFrom) makeSortable(table, rows)
  if (rows.length >= filterableFrom) makeFilterable(table, rows)
}

// Rows of a long table are laid out only where they are looked at: each becomes a box of its own, of the columns' widths.
function lengthen(table) {
  const widths = Array.from(table.querySelectorAll("col"), (column) => `minmax(0,${Number.parseFloat(column.width)}fr)`)
  table.style.setProperty("--columns", widths.join(" "))
  giveRoles(table)
  table.classList.add("long")
}

// On a narrow screen the cells of a small table's row stand below each other, with their columns' titles.
function stack(table) {
  const titles = Array.from(table.tHead.rows[0].cells, (head) => head.textContent)
  for (const row of table.tBodies[0].rows) {
    for (const cell of row.cells) if (cell.tagName === "TD") cell.dataset.title = titles[cell.cellIndex]
  }
  giveRoles(table)
  table.parentElement.classList.add("stacked")
}

// Boxes of another kind may cost a table its meaning for those who do not look at it.
function giveRoles(table) {
  table.setAttribute("role", "table")
  for (const group of [table.tHead, ...table.tBodies]) {
    group.setAttribute("role", "rowgroup")
    for (const row of group.rows) {
      row.setAttribute("role", "row")
      for (const cell of row.cells)
        cell.setAttribute("role", cell.tagName === "TD" ? "cell" : cell.scope === "col" ? "columnheader" : "rowheader")
    }
  }
}

function makeSortable(table, rows) {
  const heads = Array.from(table.tHead.rows[0].cells)
  let sorted
  heads.forEach((head, column) => {
    const button = make("button", { type: "button", className: "sort", textContent: head.textContent })
    head.replaceChildren(button)
    let keys
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort")
      const direction = before === null ? "ascending" : before === "ascending" ? "descending" : undefined
      sorted?.removeAttribute("aria-sort")
      sorted = direction === undefined ? undefined : head
      if (direction !== undefined) head.setAttribute("aria-sort", direction)
      keys ??= keysOf(rows, column, head.classList.contains("right"))
      table.tBodies[0].replaceChildren(...inOrder(rows, keys, direction))
      announcements.textContent =
        direction === undefined
          ? words.unsorted
          : filled(words.sorted, { column: button.textContent, direction: words[direction] })
    })
  })
}

// What is not known comes last either way; equals stay in the report's order.
function inOrder(rows, keys, direction) {
  const places = rows.map((_, index) => index)
  if (direction !== undefined) {
    const sign = direction === "ascending" ? 1 : -1
    places.sort((a, b) => {
      const [one, other] = [keys[a], keys[b]]
      if (one === undefined || other === undefined) return (one === undefined) - (other === undefined) || a - b
      return sign * (typeof one === "string" ? collator.compare(one, other) : one - other) || a - b
    })
  }
  return places.map((place) => rows[place].row)
}

function makeFilterable(table, rows) {
  const caption = table.caption.textContent
  const input = make("input", { type: "search", autocomplete: "off", spellcheck: false })
  const result = make("span", { role: "status" })
  const bar = make("div", { className: "filter" })
  const label = make("label")
  label.append(words.filter, " ", input)
  bar.append(label, result)
  input.setAttribute("aria-label", filled(words.filterOf, { table: caption }))
  const apply = () => {
    const wanted = fold(input.value)
      .split(/\s+/)
      .filter((word) => word !== "")
    let shown = 0
    for (const each of rows) {
      each.text ??= fold(each.row.textContent)
      const isShown = wanted.every((word) => each.text.includes(word))
      if (isShown !== each.isShown) each.row.hidden = !isShown
      each.isShown = isShown
      if (isShown) shown += 1
    }
    result.textContent =
      wanted.length === 0
        ? ""
        : filled(words.shown, { shown: number(shown), all: number(rows.length), filter: input.value.trim() })
  }
  let waiting
  input.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(apply, 100)
  })
  // The rows' texts are ready before the first letter comes.
  input.addEventListener(
    "focus",
    () => requestAnimationFrame(() => rows.forEach((each) => (each.text ??= fold(each.row.textContent)))),
    { once: true }
  )
  revealings.set(table, () => {
    clearTimeout(waiting)
    input.value = ""
    apply()
  })
  table.parentElement.before(bar)
}

function idOf(hash) {
  try {
    return decodeURIComponent(hash.slice(1))
  } catch {
    return hash.slice(1)
  }
}

// A link may lead to a row that a filter hides: the filter goes.
function reveal(hash) {
  const place = document.getElementById(idOf(hash))
  const row = place?.closest("tr[hidden]")
  if (row) revealings.get(row.closest("table"))?.()
  return place
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']")
  if (link !== null) reveal(link.getAttribute("href"))
})
// The index of a report in parts knows by a short hash of each place which part has it; see html/elsewhere.ts.
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
function shortHash(id) {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return [2, 8, 14, 20, 26].map((shift) => alphabet[(hash >>> shift) & 63]).join("")
}
function partWith(id) {
  const wanted = shortHash(id)
  return Array.from(document.querySelectorAll(".elsewhere a")).find(({ dataset: { holds } }) => {
    for (let at = holds.indexOf(wanted); at >= 0; at = holds.indexOf(wanted, at + 1)) if (at % 5 === 0) return true
    return false
  })
}

// Rows that come near are laid out then, and push the place away: it is scrolled to again.
function arrive() {
  const place = reveal(location.hash)
  const part = place === null ? partWith(idOf(location.hash)) : undefined
  if (part !== undefined) {
    location.replace(part.href.replace(/#.*/, "") + location.hash)
    return
  }
  place?.scrollIntoView()
  requestAnimationFrame(() => requestAnimationFrame(() => place?.scrollIntoView()))
}
addEventListener("hashchange", arrive)
if (location.hash !== "") arrive()

// Where tables fit there is nothing to scroll, and no stop on the way of the tab key.
for (const plate of document.querySelectorAll(".lettered")) {
  plate.setAttribute("role", "region")
  plate.setAttribute("aria-label", plate.previousElementSibling.textContent)
}
for (const [width, regions] of [
  ["60rem", ".scroll:not(.many-columns), .lettered"],
  ["78rem", ".many-columns"]
]) {
  const fits = matchMedia(`(min-width: ${width})`)
  const stop = () => {
    for (const region of document.querySelectorAll(regions)) {
      if (fits.matches) region.removeAttribute("tabindex")
      else region.setAttribute("tabindex", "0")
    }
  }
  fits.addEventListener("change", stop)
  stop()
}

/**
 * Goal: a picture comes out as it looks, and nothing that is no picture comes in.
 * Method: pictures are written here sample by sample, in every form that is taken and with every filter; then files are spoilt.
 */
import { describe, expect, it } from "@effect/vitest"
import { Buffer } from "node:buffer"
import { crc32, deflateSync } from "node:zlib"
import { edgeMax, PngError, readPng } from "../src/Png.ts"

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

interface Form {
  readonly width?: number
  readonly height?: number
  readonly depth?: number
  readonly colour?: number
  readonly interlace?: number
  /** With the filter's number before each row. */
  readonly rows?: ReadonlyArray<number>
  readonly before?: ReadonlyArray<Buffer>
}

function png({ width = 1, height = 1, depth = 8, colour = 2, interlace = 0, rows = [], before = [] }: Form): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([depth, colour, 0, 0, interlace], 8)
  const data = chunk("IDAT", deflateSync(Buffer.from(rows)))
  return Buffer.concat([signature, chunk("IHDR", header), ...before, data, chunk("IEND", Buffer.alloc(0))])
}

const rgbOf = (form: Form) => [...readPng(png(form)).rgb]

describe("readPng", () => {
  it("reads colours, greys and palettes, on white where they are clear", () => {
    expect(rgbOf({ rows: [0, 10, 20, 30] })).toEqual([10, 20, 30])
    expect(rgbOf({ colour: 6, rows: [0, 0, 0, 0, 51] })).toEqual([204, 204, 204])
    expect(rgbOf({ colour: 0, rows: [0, 77] })).toEqual([77, 77, 77])
    expect(rgbOf({ colour: 4, rows: [0, 0, 0] })).toEqual([255, 255, 255])
    const palette = [chunk("PLTE", Buffer.from([1, 2, 3, 4, 5, 6])), chunk("tRNS", Buffer.from([255, 0]))]
    expect(rgbOf({ colour: 3, width: 2, rows: [0, 0, 1], before: palette })).toEqual([1, 2, 3, 255, 255, 255])
    const clear = [chunk("tRNS", Buffer.from([0, 10, 0, 20, 0, 30]))]
    expect(rgbOf({ rows: [0, 10, 20, 30], before: clear })).toEqual([255, 255, 255])
  })

  it("undoes every filter", () => {
    const grey = { colour: 0, width: 3 }
    expect(rgbOf({ ...grey, rows: [1, 10, 10, 10] }).filter((_, at) => at % 3 === 0)).toEqual([10, 20, 30])
    const second = (filter: number, ...row: ReadonlyArray<number>) =>
      rgbOf({ ...grey, height: 2, rows: [0, 10, 20, 30, filter, ...row] })
        .filter((_, at) => at % 3 === 0)
        .slice(3)
    expect(second(2, 1, 1, 1)).toEqual([11, 21, 31])
    expect(second(3, 1, 1, 1)).toEqual([6, 14, 23])
    expect(second(4, 1, 1, 1)).toEqual([11, 21, 31])
    expect(second(4, 250, 1, 1)).toEqual([4, 11, 21])
  })

  it("keeps the picture, and leaves behind what else the file says", () => {
    const plain = png({ rows: [0, 10, 20, 30] })
    const talkative = png({ rows: [0, 10, 20, 30], before: [chunk("tEXt", Buffer.from("Author\0Jane"))] })
    const withScript = Buffer.concat([talkative, Buffer.from("<script>alert(1)</script>")])
    expect(Buffer.from(readPng(withScript).png).equals(plain)).toBe(true)
  })

  it.each([
    ["is no PNG picture", Buffer.from("<svg/>")],
    ["is no PNG picture", Buffer.alloc(0)],
    ["is damaged", signature],
    ["is damaged", png({ rows: [0, 1, 2, 3] }).subarray(0, 50)],
    ["is damaged", png({ rows: [0, 1, 2] })],
    ["is damaged", png({ rows: [9, 1, 2, 3] })],
    ["is damaged", png({ colour: 3, rows: [0, 1] })],
    ["is interlaced", png({ interlace: 1 })],
    ["has not eight bits a channel", png({ depth: 16 })],
    ["has not eight bits a channel", png({ colour: 5 })],
    [`neither may be more than ${edgeMax}`, png({ width: edgeMax + 1 })],
    ["is 0 by 1 samples", png({ width: 0 })]
  ])("refuses a file that %s", (words, file) => {
    expect(() => readPng(file)).toThrow(PngError)
    expect(() => readPng(file)).toThrow(words)
  })

  it("does not unpack more than the picture has", () => {
    const bomb = png({ rows: Array.from({ length: 5_000_000 }, () => 0) })
    expect(bomb.length).toBeLessThan(10_000)
    expect(() => readPng(bomb)).toThrow("is damaged")
  })
})

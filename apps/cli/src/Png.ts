/**
 * Pictures in PNG, read sample by sample: what goes into a report is known to be a picture and nothing else.
 *
 * **Details** Eight bits a channel, not interlaced. Texts, colour profiles and whatever else a file carries are left behind:
 * they may tell more than the picture does.
 *
 * **Source** https://www.w3.org/TR/png-3/.
 */
import { Buffer } from "node:buffer"
import { crc32, inflateSync } from "node:zlib"

/** A picture in both forms that reports are made with. */
export interface Picture {
  readonly width: number
  readonly height: number
  /** A PNG file with only the picture in it. */
  readonly png: Uint8Array
  /** Red, green and blue of each sample on white. */
  readonly rgb: Uint8Array
}

/** A file that is no such picture; the message completes "the file ". */
export class PngError extends Error {}

/** The longest edge, in samples: enough for print at three times the size that a cover has room for. */
export const edgeMax = 1200

/**
 * Reads a picture.
 *
 * **Errors** Throws `PngError`.
 */
export function readPng(bytes: Uint8Array): Picture {
  const file = Buffer.from(bytes)
  if (!file.subarray(0, 8).equals(signature)) throw new PngError("is no PNG picture")
  const chunks = chunksOf(file)
  const header = headerOf(chunks[0])
  const data = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map((each) => each.data))
  const samples = unfiltered(inflated(data, header), header)
  const kept = chunks.filter(({ type }) => pictureChunks.has(type)).map(({ whole }) => whole)
  return {
    width: header.width,
    height: header.height,
    png: Buffer.concat([signature, ...kept]),
    rgb: onWhite(samples, header, chunks)
  }
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const pictureChunks: ReadonlySet<string> = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"])

interface Chunk {
  readonly type: string
  readonly data: Buffer
  /** With its length, type and checksum. */
  readonly whole: Buffer
}

/** All chunks up to the end of the picture; what may follow is not looked at. */
function chunksOf(file: Buffer): ReadonlyArray<Chunk> {
  const chunks: Array<Chunk> = []
  for (let at = signature.length; at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at)
    if (end > file.length) break
    const type = file.toString("latin1", at + 4, at + 8)
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) break
    chunks.push({ type, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) })
    if (type === "IEND") return chunks
    at = end
  }
  throw new PngError("is damaged")
}

interface Header {
  readonly width: number
  readonly height: number
  readonly kind: Kind
}

type Kind = "grey" | "rgb" | "palette" | "greyAlpha" | "rgbAlpha"

const kinds: Readonly<Record<number, Kind>> = { 0: "grey", 2: "rgb", 3: "palette", 4: "greyAlpha", 6: "rgbAlpha" }

const channels: Readonly<Record<Kind, number>> = { grey: 1, rgb: 3, palette: 1, greyAlpha: 2, rgbAlpha: 4 }

function headerOf(chunk: Chunk | undefined): Header {
  if (chunk?.type !== "IHDR" || chunk.data.length !== 13) throw new PngError("is damaged")
  const [width, height] = [chunk.data.readUInt32BE(0), chunk.data.readUInt32BE(4)]
  const [depth, colour, , , interlace] = chunk.data.subarray(8)
  if (width < 1 || height < 1 || width > edgeMax || height > edgeMax) {
    throw new PngError(`is ${width} by ${height} samples, and neither may be more than ${edgeMax}`)
  }
  const kind = kinds[colour ?? -1]
  if (depth !== 8 || kind === undefined) throw new PngError("has not eight bits a channel")
  if (interlace !== 0) throw new PngError("is interlaced")
  return { width, height, kind }
}

/** Each row has a byte before it that says how it is filtered. */
function inflated(data: Buffer, { height, kind, width }: Header): Buffer {
  const length = height * (1 + width * channels[kind])
  let rows: Buffer
  try {
    rows = inflateSync(data, { maxOutputLength: length })
  } catch {
    throw new PngError("is damaged")
  }
  if (rows.length !== length) throw new PngError("is damaged")
  return rows
}

function unfiltered(rows: Buffer, { height, kind, width }: Header): Uint8Array {
  const step = channels[kind]
  const stride = width * step
  const samples = new Uint8Array(height * stride)
  for (let row = 0; row < height; row++) {
    const predict = predictors[rows[row * (stride + 1)] ?? -1]
    if (predict === undefined) throw new PngError("is damaged")
    for (let index = 0; index < stride; index++) {
      const at = row * stride + index
      const left = index < step ? 0 : (samples[at - step] ?? 0)
      const above = row === 0 ? 0 : (samples[at - stride] ?? 0)
      const aboveLeft = row === 0 || index < step ? 0 : (samples[at - stride - step] ?? 0)
      samples[at] = (rows[row * (stride + 1) + 1 + index] ?? 0) + predict(left, above, aboveLeft)
    }
  }
  return samples
}

type Predict = (left: number, above: number, aboveLeft: number) => number

const predictors: Readonly<Record<number, Predict>> = {
  0: () => 0,
  1: (left) => left,
  2: (_, above) => above,
  3: (left, above) => (left + above) >> 1,
  4: (left, above, aboveLeft) => {
    const estimate = left + above - aboveLeft
    const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - above), Math.abs(estimate - aboveLeft)]
    if (a <= b && a <= c) return left
    return b <= c ? above : aboveLeft
  }
}

/** Archival PDF and printers alike do best without transparency. */
function onWhite(samples: Uint8Array, { height, kind, width }: Header, chunks: ReadonlyArray<Chunk>): Uint8Array {
  const palette = chunks.find(({ type }) => type === "PLTE")?.data
  if (kind === "palette" && palette === undefined) throw new PngError("is damaged")
  const clear = chunks.find(({ type }) => type === "tRNS")?.data
  const step = channels[kind]
  const rgb = new Uint8Array(width * height * 3)
  for (let index = 0; index < width * height; index++) {
    const sample = samples.subarray(index * step, (index + 1) * step)
    const [red, green, blue, alpha] = colourOf(kind, sample, palette, clear)
    for (const [channel, value] of [red, green, blue].entries()) {
      rgb[index * 3 + channel] = Math.round((value * alpha + 255 * (255 - alpha)) / 255)
    }
  }
  return rgb
}

type Colour = readonly [red: number, green: number, blue: number, alpha: number]

function colourOf(kind: Kind, sample: Uint8Array, palette: Buffer | undefined, clear: Buffer | undefined): Colour {
  const [first = 0, second = 0, third = 0, fourth = 255] = sample
  switch (kind) {
    case "rgb": {
      const isClear =
        clear?.length === 6 && [first, second, third].every((each, at) => clear.readUInt16BE(at * 2) === each)
      return [first, second, third, isClear ? 0 : 255]
    }
    case "rgbAlpha":
      return [first, second, third, fourth]
    case "grey":
      return [first, first, first, clear?.length === 2 && clear.readUInt16BE(0) === first ? 0 : 255]
    case "greyAlpha":
      return [first, first, first, second]
    case "palette": {
      const [red = 0, green = 0, blue = 0] = palette?.subarray(first * 3, first * 3 + 3) ?? []
      return [red, green, blue, clear?.[first] ?? 255]
    }
  }
}

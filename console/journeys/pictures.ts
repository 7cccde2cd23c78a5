import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

/** Share of the pixels that may differ: the edges of letters are never drawn quite alike twice. */
const tolerance = 0.002
/** On letters of another shape only blocks of this many pixels are compared, by their mean colour. */
const block = 12
const coarseTolerance = 0.02

export interface Gallery {
  /** Where the pictures to compare with are kept. */
  readonly kept: string
  /** Where what differs is left to be looked at. */
  readonly left: string
  /** Keep what is seen as the new pictures. */
  readonly renew: boolean
  /** The letters of this machine are those of the kept pictures. */
  readonly sameLetters: boolean
}

/** The picture at another size, each of its pixels the mean of a block. */
function blurred({ width, height, data }: PNG, columns: number, rows: number): PNG {
  const small = new PNG({ width: columns, height: rows })
  const counts = new Uint32Array(columns * rows)
  const sums = new Float64Array(columns * rows * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width)
      counts[at] = (counts[at] ?? 0) + 1
      for (let c = 0; c < 4; c++) sums[at * 4 + c] = (sums[at * 4 + c] ?? 0) + (data[(y * width + x) * 4 + c] ?? 0)
    }
  for (const [at, sum] of sums.entries()) small.data[at] = sum / (counts[at >> 2] ?? 1)
  return small
}

function difference(kept: PNG, seen: PNG, gallery: Gallery): { share: number; picture: PNG } {
  if (gallery.sameLetters && (kept.width !== seen.width || kept.height !== seen.height))
    return { share: 1, picture: seen }
  const [columns, rows] = gallery.sameLetters
    ? [kept.width, kept.height]
    : [Math.ceil(kept.width / block), Math.ceil(kept.height / block)]
  const [a, b] = gallery.sameLetters ? [kept, seen] : [blurred(kept, columns, rows), blurred(seen, columns, rows)]
  const picture = new PNG({ width: columns, height: rows })
  const differing = pixelmatch(a.data, b.data, picture.data, columns, rows, { threshold: 0.15 })
  return { share: differing / (columns * rows), picture }
}

function write(path: string, content: Buffer) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

/** What is wrong with a picture beside the one that is kept under that name; undefined when they are alike. */
export function compare(gallery: Gallery, name: string, content: Buffer): string | undefined {
  const path = join(gallery.kept, `${name}.png`)
  if (gallery.renew) return void write(path, content)
  if (!existsSync(path)) return `${name}: no picture is kept of it`
  const { share, picture } = difference(PNG.sync.read(readFileSync(path)), PNG.sync.read(content), gallery)
  if (share <= (gallery.sameLetters ? tolerance : coarseTolerance)) return undefined
  write(join(gallery.left, `${name}.seen.png`), content)
  write(join(gallery.left, `${name}.difference.png`), PNG.sync.write(picture))
  return `${name}: ${(share * 100).toFixed(1)} % differ, see ${join(gallery.left, name)}.*.png`
}

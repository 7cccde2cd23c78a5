/** A point of the drawing's world: x along the beam, y across it, z up. */
type Point = readonly [x: number, y: number, z: number]
export interface Faces {
  readonly top: string
  readonly left: string
  readonly right: string
}
export interface Block {
  readonly tenon: Faces | undefined
  readonly body: Faces
  /** Dashed lines from the mortise's corners to the tenon that will enter it. */
  readonly guides: readonly string[]
}

const centre = { x: 320, y: 372 }
const project = ([x, y, z]: Point) =>
  `${(centre.x + (x - y) * 0.82).toFixed(1)} ${(centre.y + (x + y) * 0.41 - z).toFixed(1)}`
const face = (...points: Point[]) => `M${points.map(project).join('L')}Z`
const line = (from: Point, to: Point) => `M${project(from)}L${project(to)}`

/** The three visible sides of a box standing on z. */
function box([x, y, z]: Point, [width, depth, height]: Point): Faces {
  const [far, near, top] = [x + width, y + depth, z + height]
  return {
    top: face([x, y, top], [far, y, top], [far, near, top], [x, near, top]),
    right: face([far, y, top], [far, near, top], [far, near, z], [far, y, z]),
    left: face([x, near, top], [far, near, top], [far, near, z], [x, near, z]),
  }
}

const beam = { half: 262, depth: 60, top: 26, bottom: -74 }
const slot = { width: 70, half: 38, bottom: -40 }
const tenonHeight = 48
/** Where the three mortises begin, how far their blocks still hang above the beam, how tall they are. */
const joints = [
  { x: -205, lift: 0, height: 44 },
  { x: -35, lift: 66, height: 70 },
  { x: 135, lift: 150, height: 52 },
] as const

const corners = (x: number, z: number): Point[] => [
  [x, -slot.half, z],
  [x + slot.width, -slot.half, z],
  [x + slot.width, slot.half, z],
  [x, slot.half, z],
]

function block({ x, lift, height }: (typeof joints)[number]): Block {
  const foot = beam.top + lift
  const raised = lift > 0
  return {
    tenon: raised ? box([x, -slot.half, foot], [slot.width, slot.half * 2, tenonHeight]) : undefined,
    body: box([x - 26, -beam.depth, raised ? foot + tenonHeight : foot], [slot.width + 52, beam.depth * 2, height]),
    guides: raised ? corners(x, beam.top).map(([cx, cy]) => line([cx, cy, beam.top], [cx, cy, foot])) : [],
  }
}

const spread = (count: number, from: number, step: number) => Array.from({ length: count }, (_, at) => from + at * step)

export const floor: readonly string[] = [
  ...spread(11, -320, 64).map(x => line([x, -192, beam.bottom], [x, 192, beam.bottom])),
  ...spread(7, -192, 64).map(y => line([-320, y, beam.bottom], [320, y, beam.bottom])),
]
export const mortises = joints.map(({ x }) => ({
  mouth: face(...corners(x, beam.top)),
  back: face(
    [x, -slot.half, beam.top],
    [x + slot.width, -slot.half, beam.top],
    [x + slot.width, -slot.half, slot.bottom],
    [x, -slot.half, slot.bottom],
  ),
  side: face(
    [x, -slot.half, beam.top],
    [x, slot.half, beam.top],
    [x, slot.half, slot.bottom],
    [x, -slot.half, slot.bottom],
  ),
}))
const solid = box([-beam.half, -beam.depth, beam.bottom], [beam.half * 2, beam.depth * 2, beam.top - beam.bottom])
/** The beam; its top is pierced by the mortises (even-odd). */
export const trunk: Faces = { ...solid, top: solid.top + mortises.map(({ mouth }) => mouth).join('') }
export const blocks: readonly Block[] = joints.map(block)

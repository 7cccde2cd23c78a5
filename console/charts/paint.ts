/**
 * Paints what an element shows onto a canvas: its boxes, its drawings, its words. Only what tiles are made of, so that
 * the picture is the tile as it stands, in its own letters, without sending it anywhere.
 */
interface Brush {
  readonly pen: CanvasRenderingContext2D
  readonly origin: DOMRect
}

const isClear = (colour: string) => colour === 'transparent' || /, 0\)$/.test(colour)

function paintBox({ pen, origin }: Brush, element: HTMLElement, style: CSSStyleDeclaration) {
  if (isClear(style.backgroundColor)) return
  const box = element.getBoundingClientRect()
  pen.fillStyle = style.backgroundColor
  pen.beginPath()
  pen.roundRect(box.x - origin.x, box.y - origin.y, box.width, box.height, Number.parseFloat(style.borderRadius) || 0)
  pen.fill()
}

function paintWords({ pen, origin }: Brush, text: Text, style: CSSStyleDeclaration) {
  const range = document.createRange()
  range.selectNodeContents(text)
  const box = range.getBoundingClientRect()
  if (box.width === 0 || text.data.trim() === '') return
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  pen.fillStyle = text.parentElement instanceof SVGElement ? style.fill : style.color
  pen.textBaseline = 'middle'
  pen.fillText(text.data.trim(), box.x - origin.x, box.y - origin.y + box.height / 2)
}

const drawn = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'fill-opacity', 'color'] as const

/** A drawing with its colours written out: as an image it knows no style sheet. Its words are painted afterwards. */
function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [from, to] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')]
  from.forEach((element, at) => {
    const style = getComputedStyle(element)
    for (const name of drawn) to[at]?.setAttribute(name, style.getPropertyValue(name))
  })
  for (const text of copy.querySelectorAll('text')) text.remove()
  const { width, height } = svg.getBoundingClientRect()
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  return new XMLSerializer().serializeToString(copy)
}

async function paintDrawing({ pen, origin }: Brush, svg: SVGSVGElement) {
  const url = URL.createObjectURL(new Blob([standalone(svg)], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const box = svg.getBoundingClientRect()
    pen.drawImage(image, box.x - origin.x, box.y - origin.y, box.width, box.height)
  } finally {
    URL.revokeObjectURL(url)
  }
}

async function paintInto(brush: Brush, node: Node): Promise<void> {
  if (node instanceof Text && node.parentElement) paintWords(brush, node, getComputedStyle(node.parentElement))
  if (!(node instanceof Element)) return
  const style = getComputedStyle(node)
  if (style.visibility === 'hidden' || style.opacity === '0' || style.display === 'none') return
  // Chromium gives a clipped text the size of one pixel.
  if (node.matches('.visually-hidden, [popover], [data-no-picture]')) return
  if (node instanceof HTMLElement) paintBox(brush, node, style)
  if (node instanceof SVGSVGElement) await paintDrawing(brush, node)
  for (const child of node.childNodes) await paintInto(brush, child)
}

/** The element as a PNG, at twice its size on screen. */
export async function pictureOf(element: HTMLElement): Promise<Blob> {
  const origin = element.getBoundingClientRect()
  const canvas = document.createElement('canvas')
  canvas.width = origin.width * 2
  canvas.height = origin.height * 2
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('This browser cannot paint a picture')
  pen.scale(2, 2)
  await paintInto({ pen, origin }, element)
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error('The picture could not be written'))), 'image/png'),
  )
}

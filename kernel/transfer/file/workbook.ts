import type { Archive } from './archive.ts'
import { fileType, sheetMissing } from './refusals.ts'
import { readXml } from './xml.ts'

/** Where the parts of a workbook lie that its first visible sheet needs. */
export interface Workbook {
  readonly sheet: string
  readonly strings?: string
  readonly styles?: string
  /** Days are counted from 1904: workbooks that began on an old Mac. */
  readonly from1904: boolean
}

interface Relation {
  readonly id: string
  readonly type: string
  readonly target: string
}

/** The absolute part name of a target as its owner writes it. */
function resolve(owner: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const path = owner.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}

async function relationsOf(archive: Archive, owner: string): Promise<Relation[]> {
  const [folder, name] = owner.includes('/') ? [owner.replace(/[^/]*$/, ''), owner.replace(/^.*\//, '')] : ['', owner]
  const path = `${folder}_rels/${name}.rels`
  const found: Relation[] = []
  if (!archive.has(path)) return found
  readXml(await archive.text(path), {
    open: (tag, { Id = '', Type = '', Target = '' }) => {
      if (tag === 'Relationship')
        found.push({ id: Id, type: Type.replace(/^.*\//, ''), target: resolve(owner, Target) })
    },
  })
  return found
}

async function sheetsOf(archive: Archive, path: string) {
  const sheets: { relation: string; visible: boolean }[] = []
  let from1904 = false
  readXml(await archive.text(path), {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (tag !== 'sheet') return
      const [, relation = ''] = Object.entries(attributes).find(([name]) => name.endsWith(':id')) ?? []
      sheets.push({ relation, visible: (attributes.state ?? 'visible') === 'visible' })
    },
  })
  return { sheets, from1904 }
}

/** Finds the first visible sheet. Throws FILE_TYPE when the archive is no workbook, SHEET_MISSING when it has no sheet. */
export async function openWorkbook(archive: Archive): Promise<Workbook> {
  const [main] = (await relationsOf(archive, '')).filter(({ type }) => type === 'officeDocument')
  if (!main || !archive.has(main.target)) throw fileType()
  const relations = await relationsOf(archive, main.target)
  const { sheets, from1904 } = await sheetsOf(archive, main.target)
  const target = (relation: string) => relations.find(({ id, type }) => id === relation && type === 'worksheet')?.target
  const sheet = sheets
    .filter(s => s.visible)
    .map(s => target(s.relation))
    .find(path => path && archive.has(path))
  if (!sheet) throw sheetMissing()
  const part = (type: string) => relations.find(r => r.type === type && archive.has(r.target))?.target
  const [strings, styles] = [part('sharedStrings'), part('styles')]
  return { sheet, from1904, ...(strings ? { strings } : {}), ...(styles ? { styles } : {}) }
}

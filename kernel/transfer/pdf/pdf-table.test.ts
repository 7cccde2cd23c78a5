import { buffer } from 'node:stream/consumers'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { pdfTable } from './pdf-table.ts'

async function* told(count: number) {
  for (let i = 0; i < count; i += 500)
    yield Array.from({ length: Math.min(500, count - i) }, (_, n) => [
      `许可-${i + n}`,
      '华信精密机械（苏州）有限公司',
      '12,000.00 CNY',
    ])
}
const columns = [{ header: '编号' }, { header: '客户' }, { header: '金额', isNumber: true }]

/** What a reader of the document finds on its pages, as text. */
async function textOf(file: Buffer): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(file), verbosity: 0 }).promise
  const pages = Array.from({ length: document.numPages }, async (_, i) => {
    const { items } = await (await document.getPage(i + 1)).getTextContent()
    return items.map(item => ('str' in item ? item.str : '')).join('|')
  })
  return Promise.all(pages)
}

test('a table has its title, its heads on every page and every row, in Chinese as it was written', async () => {
  const file = await buffer(
    await pdfTable({ title: '许可清单', note: '启源智造集团', columns, rows: told(200), language: 'zh' }),
  )
  const pages = await textOf(file)
  expect(pages.length).toBeGreaterThan(2)
  expect(pages[0]).toContain('许可清单')
  for (const [i, page] of pages.entries()) {
    expect(page).toContain('客户')
    expect(page).toContain(`第 ${i + 1} 页`)
  }
  const all = pages.join('')
  for (let i = 0; i < 200; i++) expect(all).toContain(`许可-${i}|`)
  expect(file.length).toBeLessThan(100_000)
})

test('a table without rows is a page with its heads', async () => {
  const [page = ''] = await textOf(
    await buffer(await pdfTable({ title: 'None', columns, rows: told(0), language: 'en' })),
  )
  expect(page).toContain('编号')
})

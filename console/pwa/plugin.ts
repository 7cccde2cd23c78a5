import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

interface Chunk {
  readonly type: 'chunk' | 'asset'
  readonly fileName: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> }
}

/** What the first page needs: the entry, what it imports outright, their style sheets, and the Latin letters. */
export function firstFiles(bundle: Readonly<Record<string, Chunk>>): string[] {
  const files = new Set<string>()
  const add = (name: string) => {
    const chunk = bundle[name]
    if (!chunk || files.has(name)) return
    files.add(name)
    for (const sheet of chunk.viteMetadata?.importedCss ?? []) files.add(sheet)
    for (const imported of chunk.imports ?? []) add(imported)
  }
  for (const chunk of Object.values(bundle)) if (chunk.isEntry) add(chunk.fileName)
  for (const name of Object.keys(bundle)) if (name.includes('inter-latin-opsz-normal')) files.add(name)
  return [...files].sort()
}

const list = (files: readonly string[]) => files.map(file => JSON.stringify(`/${file}`)).join(',')

/** Writes /sw.js with the files of this build; its version follows from their names, which follow from their content. */
export function serviceWorker(): Plugin {
  return {
    name: 'tenon-service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const all = Object.keys(bundle).filter(name => name.startsWith('assets/'))
        const version = createHash('sha256').update(all.sort().join()).digest('hex').slice(0, 12)
        const source = readFileSync(new URL('./service-worker.js', import.meta.url), 'utf8')
          .replace("'__FIRST__'", list(firstFiles(bundle as unknown as Record<string, Chunk>)))
          .replace("'__ALL__'", list(all))
          .replace('__VERSION__', version)
        this.emitFile({ type: 'asset', fileName: 'sw.js', source })
      },
    },
  }
}

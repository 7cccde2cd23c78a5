import { expect, test } from 'vitest'
import { firstFiles } from './plugin.ts'

const chunk = (fileName: string, imports: string[] = [], css: string[] = []) => ({
  type: 'chunk' as const,
  fileName,
  imports,
  viteMetadata: { importedCss: new Set(css) },
})

test('the first page has its entry, what that imports and their sheets; what comes later comes later', () => {
  const bundle = {
    'assets/main.js': { ...chunk('assets/main.js', ['assets/react.js'], ['assets/main.css']), isEntry: true },
    'assets/react.js': chunk('assets/react.js', ['assets/main.js'], ['assets/react.css']),
    'assets/palette.js': chunk('assets/palette.js', ['assets/react.js'], ['assets/palette.css']),
    'assets/inter-latin-opsz-normal-abc.woff2': { type: 'asset' as const, fileName: 'assets/inter-latin.woff2' },
  }
  expect(firstFiles(bundle)).toEqual([
    'assets/inter-latin-opsz-normal-abc.woff2',
    'assets/main.css',
    'assets/main.js',
    'assets/react.css',
    'assets/react.js',
  ])
})

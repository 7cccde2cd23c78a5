import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { serviceWorker } from './pwa/plugin.ts'
import { tokenSheet } from './theme.ts'

/** The design tokens as a style sheet of their own: static, so no style is written at run time and nothing flashes. */
function tokens(): Plugin {
  const id = '/@tenon/tokens.css'
  return {
    name: 'tenon-tokens',
    resolveId: source => (source === 'virtual:tokens.css' ? id : undefined),
    load: source => (source === id ? tokenSheet() : undefined),
  }
}

/** The Latin letters are on every page: asked for with the page, they are there when it is first painted. */
function preloadFont(): Plugin {
  return {
    name: 'tenon-preload-font',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle)
          .filter(file => file.includes('inter-latin-opsz-normal'))
          .map(file => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: '' },
            injectTo: 'head' as const,
          })),
    },
  }
}

const server = process.env.TENON_DEV_SERVER ?? 'http://127.0.0.1:8000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [tokens(), preloadFont(), serviceWorker(), react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // A font or image inside a style sheet as data: would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A release changes ours and seldom theirs: apart, theirs stay in the browser's cache.
          groups: [
            {
              name: 'react',
              priority: 2,
              test: /node_modules\/(react|react-dom|scheduler|@tanstack|i18next|react-i18next|use-sync-external-store)\//,
            },
            // One request instead of thirty for what every page draws with.
            { name: 'console', priority: 1, test: /console\/(app|ui|help)\/[^/]+\.tsx?$|\/lucide-react\// },
          ],
          includeDependenciesRecursively: false,
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/docs': server, '/health': server } },
})

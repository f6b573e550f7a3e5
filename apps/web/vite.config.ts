import react from '@vitejs/plugin-react'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, Visitor, type Plugin } from 'vite'

const server = `http://127.0.0.1:${process.env['FULCRUM_PORT'] ?? '4000'}`
const source = (file: string): string => path.join(import.meta.dirname, 'src', file)

/** The page before everything, what a board's first rows need, what is fetched meanwhile, and the pages before the door. */
const files = {
  start: ['main.tsx'],
  board: ['compose.ts', 'routes/app-layout.tsx', 'routes/board-layout.tsx'],
  chips: ['features/board/toolbar/filter-chips.tsx'],
  work: [
    'commands.ts',
    'kinds.ts',
    'features/board/engine.ts',
    'features/tree/tree-dialogs.tsx',
    'features/tree/tree-work.tsx',
    'routes/late-parts.ts',
    'shell/menu-part.ts',
    'shell/words.ts',
    '../../../packages/ui/src/late-icon-paths.ts',
    ...['people', 'status', 'tags'].map((kind) => `../../../packages/columns/src/${kind}/editor.web.tsx`),
  ],
  door: ['routes/sign-in-page.tsx', 'routes/link-page.tsx'],
}

export default defineConfig({
  root: import.meta.dirname,
  // Beside the page's base, which the server sets where the app stands below a path.
  base: './',
  plugins: [react(), withoutExamples(), bootScript(), offlineWorker(), precompressed()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    assetsInlineLimit: 0,
    // Styles come with a part; scripts that it needs beside it are few, and in it or here already.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, needed) => needed.filter((name) => name.endsWith('.css')),
    },
    rolldownOptions: {
      output: {
        // Many small files compress badly apart: a board's were 42 and a tenth larger. Each of these has what it needs in
        // it, but for what an earlier one has.
        codeSplitting: {
          groups: Object.entries(files).map(([name, entries], index) => ({
            name,
            test: (id: string) => entries.some((entry) => id === source(entry)),
            priority: 10 - index,
          })),
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/auth', '/import', '/sync'].map((at) => [at, { target: server, ws: at === '/sync' }]),
    ),
  },
})

/** Puts the theme script into the head as a file of its own: the content policy allows no inline scripts. */
function bootScript(): Plugin {
  const script = readFileSync(source('boot/theme.js'), 'utf8')
  const name = `assets/theme-${createHash('sha256').update(script).digest('hex').slice(0, 8)}.js`
  return {
    name: 'boot-script',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: name, source: script })
    },
    transformIndexHtml: (_html, { server }) => [
      // What stands beside it counts from here; the server writes the path below which people open the app.
      { tag: 'base', attrs: { href: '/' }, injectTo: 'head-prepend' },
      { tag: 'script', attrs: { src: server ? '/src/boot/theme.js' : `./${name}` }, injectTo: 'head-prepend' },
    ],
  }
}

/** Leaves the examples of column kinds out of the app: tests and pages read them, and a board's first rows would wait for them. */
function withoutExamples(): Plugin {
  return {
    name: 'without-examples',
    apply: 'build',
    transform(code, id) {
      if (!/\/columns\/src\/[\w-]+\/column\.ts$/.test(id)) return undefined
      const cuts: { readonly start: number; readonly end: number }[] = []
      new Visitor({
        Property: ({ key, value }) => {
          if (key.type === 'Identifier' && key.name === 'examples') cuts.push(value)
        },
      }).visit(this.parse(code))
      return cuts.reduceRight((text, { start, end }) => `${text.slice(0, start)}[]${text.slice(end)}`, code)
    },
  }
}

/** Writes the worker that keeps the app for when there is no connection: it names every file of this build. */
function offlineWorker(): Plugin {
  return {
    name: 'offline-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css|svg)$|-subset-[^/]*\.woff2$/.test(name))
      const name = createHash('sha256').update(files.toSorted().join()).digest('hex').slice(0, 12)
      const script = readFileSync(source('boot/offline-worker.js'), 'utf8')
        .replace('self.__FILES__', JSON.stringify(['./', ...files]))
        .replace('self.__NAME__', JSON.stringify(`fulcrum-${name}`))
      this.emitFile({ type: 'asset', fileName: 'offline-worker.js', source: script })
    },
  }
}

/** Writes `.br` and `.gz` beside every text file, so that the server compresses nothing. */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    enforce: 'post',
    writeBundle({ dir = 'dist' }) {
      for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(js|css|html|svg|json)$/.test(entry.name)) continue
        const file = path.join(entry.parentPath, entry.name)
        const bytes = readFileSync(file)
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }))
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

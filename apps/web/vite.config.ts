import react from '@vitejs/plugin-react'
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { minify } from 'terser'
import { defineConfig, Visitor, type Plugin } from 'vite'
import { installable } from './manifest.config.ts'

const server = `http://127.0.0.1:${process.env['FULCRUM_PORT'] ?? '4000'}`
const source = (file: string): string => path.join(import.meta.dirname, 'src', file)

/** The page before everything, what a board's first rows need, what is fetched meanwhile, and the pages before the door. */
const files = {
  words: ['../../../packages/ui/src/messages/words.ts'],
  start: ['main.tsx'],
  board: ['compose.ts', 'routes/app-layout.tsx', 'routes/board-layout.tsx'],
  chips: ['features/board/toolbar/filter-chips.tsx'],
  // Those who are not signed in yet see it too, and wait for nothing of what people work with.
  trouble: ['shell/failure.tsx', 'shell/trouble.ts'],
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
  plugins: [
    react(),
    withoutExamples(),
    tighter(),
    bootScript(),
    installable(),
    offlineWorker(),
    diagramsPage(),
    precompressed(),
  ],
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
      // The page of forms is for people without an account: it takes nothing of the app.
      input: ['index.html', 'form.html'].map((page) => path.join(import.meta.dirname, page)),
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
async function bootScript(): Promise<Plugin> {
  const { code: script = '' } = await minify(readFileSync(source('boot/theme.js'), 'utf8'), { ecma: 2020 })
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

/** Makes what a board's first rows wait for smaller once more: a kilobyte, for some seconds of a build. */
function tighter(): Plugin {
  return {
    name: 'tighter',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !['start', 'board'].includes(file.name)) continue
        const { code } = await minify(file.code, { module: true, ecma: 2020, compress: { passes: 2 } })
        if (code) file.code = code
      }
    },
  }
}

/** What opens without a connection: code, styles, the letters that our texts need, and what systems are told of the app. */
const kept = /^assets\/.*\.(js|css|svg|png)$|-subset-[^/]*\.woff2$|^app\.webmanifest$/

/** Writes the worker that keeps the app for when there is no connection: it names every file of this build. */
function offlineWorker(): Plugin {
  return {
    name: 'offline-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle).filter((name) => kept.test(name))
      const name = createHash('sha256').update(files.toSorted().join()).digest('hex').slice(0, 12)
      const script = readFileSync(source('boot/offline-worker.js'), 'utf8')
        .replace('self.__FILES__', JSON.stringify(['./', ...files]))
        .replace('self.__NAME__', JSON.stringify(`fulcrum-${name}`))
      this.emitFile({ type: 'asset', fileName: 'offline-worker.js', source: script })
    },
  }
}

/**
 * Makes the page in which diagrams are drawn: the library and our few lines in one file, because a frame without an origin can
 * fetch neither. The server allows these scripts by their hashes, and nothing else.
 */
function diagramsPage(): Plugin {
  const page = (): string => {
    const library = createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js')
    const scripts = [library, source('boot/diagrams.js')].map((file) => {
      // In a page these words would not be the script's own.
      const script = readFileSync(file, 'utf8')
        .replaceAll('<!--', '\\x3c!--')
        .replaceAll(/<(?=\/?script)/gi, '\\x3c')
      return `<script>${script}</script>`
    })
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Diagrams</title></head><body>${scripts.join('')}</body></html>`
  }
  return {
    name: 'diagrams-page',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'diagrams.html', source: page() })
    },
    configureServer: ({ middlewares }) => {
      middlewares.use('/diagrams.html', (_request, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8').end(page())
      })
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
        if (!entry.isFile() || !/\.(js|css|html|svg|json|webmanifest)$/.test(entry.name)) continue
        const file = path.join(entry.parentPath, entry.name)
        const bytes = readFileSync(file)
        // The highest effort would take the page of diagrams ten seconds for a tenth.
        const quality = bytes.length > 2_000_000 ? 9 : constants.BROTLI_MAX_QUALITY
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_QUALITY]: quality }
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }))
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

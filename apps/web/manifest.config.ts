import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { HtmlTagDescriptor, Plugin } from 'vite'

const source = (file: string): string => path.join(import.meta.dirname, 'src/boot', file)

/** The app's mark as systems show it: `tools/app-icons.ts` draws these from `favicon.svg`. */
const icons = [
  { file: 'icon-192.png', sizes: '192x192', purpose: 'any' },
  { file: 'icon-512.png', sizes: '512x512', purpose: 'any' },
  { file: 'icon-maskable-512.png', sizes: '512x512', purpose: 'maskable' },
]
const appleIcon = 'apple-touch-icon.png'
const manifestFile = 'app.webmanifest'

/** A file of the build that is named by what is in it, so that it can be kept for ever. */
interface Asset {
  readonly fileName: string
  readonly source: Buffer
}

function asset(file: string): Asset {
  const bytes = readFileSync(source(file))
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8)
  return { fileName: `assets/${file.replace('.png', `-${hash}.png`)}`, source: bytes }
}

/** The colour of the top of the page in each theme, and of the page before it is drawn. */
function pageColours() {
  const tokens = readFileSync(path.join(import.meta.dirname, '../../packages/ui/src/tokens.css'), 'utf8')
  const [light = '', dark = ''] = tokens.split("[data-theme='dark']")
  const colour = (css: string, name: string): string => {
    const found = new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`, 'i').exec(css)?.[1]
    if (found === undefined) throw new Error(`tokens.css says no colour --${name}`)
    return found
  }
  return { light: colour(light, 'surface'), dark: colour(dark, 'surface'), blank: colour(light, 'bg') }
}

/**
 * What systems are told of the app, so that people install it. All addresses stand beside this file, as the page does: it is right
 * below any path, and without an `id` two apps of one host are told apart by where they start.
 */
function manifest(drawn: ReadonlyMap<string, Asset>): string {
  const { light, blank } = pageColours()
  const at = (file: string): string => `./${drawn.get(file)?.fileName ?? ''}`
  const shortcut = (name: string, url: string) => ({
    name,
    url,
    icons: [{ src: at('icon-192.png'), sizes: '192x192', type: 'image/png' }],
  })
  return JSON.stringify({
    name: 'Fulcrum',
    short_name: 'Fulcrum',
    description: 'Boards, docs and everything a team has to do.',
    lang: 'en',
    start_url: './',
    scope: './',
    display: 'standalone',
    theme_color: light,
    background_color: blank,
    icons: icons.map(({ file, sizes, purpose }) => ({ src: at(file), sizes, type: 'image/png', purpose })),
    shortcuts: [shortcut('My work', './my-work'), shortcut('Inbox', './inbox'), shortcut('New item', './?new=item')],
  })
}

/** Lets the app be installed: its manifest, its icons, and the colour of what a system draws around it. */
export function installable(): Plugin {
  const drawn = new Map([...icons.map(({ file }) => file), appleIcon].map((file) => [file, asset(file)]))
  return {
    name: 'installable',
    generateBundle() {
      for (const each of drawn.values()) this.emitFile({ type: 'asset', ...each })
      this.emitFile({ type: 'asset', fileName: manifestFile, source: manifest(drawn) })
    },
    configureServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        const asked = request.url?.split('?')[0]
        const found = [...drawn.values()].find(({ fileName }) => `/${fileName}` === asked)
        if (found !== undefined) response.setHeader('content-type', 'image/png').end(found.source)
        else if (asked === `/${manifestFile}`) {
          response.setHeader('content-type', 'application/manifest+json').end(manifest(drawn))
        } else next()
      })
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { path: page }) =>
        page === '/index.html' ? [...colourTags(), ...iconTags(drawn)] : colourTags(),
    },
  }
}

/** One for each theme; `boot/theme.js` says which holds, where somebody has chosen another than the system's. */
function colourTags(): HtmlTagDescriptor[] {
  const colours = pageColours()
  return (['light', 'dark'] as const).map((theme) => ({
    tag: 'meta',
    attrs: {
      name: 'theme-color',
      content: colours[theme],
      media: `(prefers-color-scheme: ${theme})`,
      'data-of': theme,
    },
    // Before the script of the theme, which looks for them.
    injectTo: 'head-prepend',
  }))
}

function iconTags(drawn: ReadonlyMap<string, Asset>): HtmlTagDescriptor[] {
  return [
    // A proxy that asks people who they are asks for this, too.
    { tag: 'link', attrs: { rel: 'manifest', href: `./${manifestFile}`, crossorigin: 'use-credentials' } },
    { tag: 'link', attrs: { rel: 'apple-touch-icon', href: `./${drawn.get(appleIcon)?.fileName ?? ''}` } },
  ].map((tag) => ({ ...tag, injectTo: 'head' as const }))
}

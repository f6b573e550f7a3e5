import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { launchBrowser } from '../apps/web/e2e/support/browser.ts'

const folder = path.join(import.meta.dirname, '../apps/web/src/boot')
const mark = readFileSync(path.join(folder, 'favicon.svg'), 'utf8')

/** The mark on ground that fills the whole square: systems cut their own shape out of it. `share` is how much of it the mark takes. */
function onGround(share: number): string {
  const size = 32 / share
  const at = (32 - size) / 2
  return mark
    .replace('viewBox="0 0 32 32"', `viewBox="${at} ${at} ${size} ${size}"`)
    .replace(/<rect [^>]*fill="(#[0-9a-f]{6})" \/>/, `<rect x="-32" y="-32" width="96" height="96" fill="$1" />`)
}

/** Whatever shape is cut out, the middle four fifths stay: the mark stays within them. */
const drawings = [
  { file: 'icon-192.png', sizePx: 192, svg: mark },
  { file: 'icon-512.png', sizePx: 512, svg: mark },
  { file: 'icon-maskable-512.png', sizePx: 512, svg: onGround(0.8) },
  { file: 'apple-touch-icon.png', sizePx: 180, svg: onGround(0.95) },
]

/** Draws the icons of the installed app anew from its mark: `node tools/app-icons.ts`. */
async function drawIcons(): Promise<void> {
  const browser = await launchBrowser()
  try {
    for (const { file, sizePx, svg } of drawings) {
      const page = await browser.newPage({ viewport: { width: sizePx, height: sizePx } })
      await page.setContent(
        `<style>body { margin: 0 } svg { display: block; width: ${sizePx}px; height: ${sizePx}px }</style>${svg}`,
      )
      writeFileSync(path.join(folder, file), await page.screenshot({ omitBackground: true }))
      await page.close()
    }
  } finally {
    await browser.close()
  }
}

await drawIcons()

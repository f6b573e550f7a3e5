import { t } from '@fulcrum/ui/messages'
import type { ChartModel } from './chart-model.ts'

/** The figures as a spreadsheet takes them, one line a part. */
export function chartLines({ bars, legend }: ChartModel): readonly (readonly string[])[] {
  const head = [t('Part'), ...legend.map(({ title }) => title), legend.length > 0 ? t('All') : t('Figure'), t('Items')]
  const lines = bars.map((bar) => [
    bar.title,
    ...legend.map(({ key }) => String(bar.pieces.find(({ split }) => split === key)?.value ?? '')),
    String(bar.value ?? ''),
    String(bar.count),
  ])
  return [head, ...lines]
}

/** Lines as CSV. */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => line.map(csvField).join(',')).join('\r\n')
}

/** A field that a spreadsheet does not take for a formula. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?[\d.]+(e[+-]?\d+)?$/i.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Puts lines into the clipboard. */
export async function copyCsv(lines: readonly (readonly string[])[]): Promise<void> {
  await navigator.clipboard.writeText(csvOf(lines))
}

/** What a drawing looks like follows from the page's styles, which a file does not have. */
const kept = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'opacity',
] as const

/** Saves a drawing as a file. */
export async function saveDrawing(drawing: SVGSVGElement, title: string, type: 'svg' | 'png'): Promise<void> {
  const text = new XMLSerializer().serializeToString(standAlone(drawing))
  const svg = new Blob([text], { type: 'image/svg+xml' })
  const name =
    title
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-|-$/g, '')
      .toLowerCase() || 'chart'
  download(type === 'svg' ? svg : await rastered(text, drawing), `${name}.${type}`)
}

function standAlone(drawing: SVGSVGElement): SVGSVGElement {
  // @NOTE a clone is of the kind of what was cloned.
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const [own, copied] = [drawing.querySelectorAll('*'), copy.querySelectorAll('*')]
  for (const [at, element] of own.entries()) {
    const style = getComputedStyle(element)
    const target = copied[at]
    for (const name of kept) target?.setAttribute(name, style.getPropertyValue(name))
    for (const name of ['class', 'role', 'tabindex', 'data-mark', 'data-open', 'data-colour'])
      target?.removeAttribute(name)
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor)
  copy.prepend(ground)
  return copy
}

async function rastered(text: string, drawing: SVGSVGElement): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  // Sharp on a slide, too.
  canvas.width = drawing.clientWidth * 2
  canvas.height = drawing.clientHeight * 2
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png')
  })
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
}

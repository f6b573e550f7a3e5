import { appHref } from '@fulcrum/ui/app-href'
import { t } from '@fulcrum/ui/messages'

/** A diagram as a picture that stands for itself. */
export interface Drawing {
  /** An address that holds all of it: nothing in it runs or is fetched where it is shown as a picture. */
  readonly src: string
  readonly width: number
  readonly height: number
  /** What it shows, in the words of its writer; empty where they gave none. */
  readonly title: string
}

/** The colours and the typeface of a drawing. */
export type Look = { readonly [variable: string]: string | boolean }

/** What draws did not come: nothing is said of the text. */
export class DrawerAway extends Error {}

/** A text of this length is drawn. */
export const maxDiagramSigns = 20_000
const maxEdges = 400
const maxSvgLength = 2_000_000
/** A drawing that takes longer is given up. */
const drawMs = 10_000
/** The page that draws is five megabytes; on a slow line it may take this long. */
const loadMs = 30_000
const idleMs = 60_000

interface Answer {
  readonly id?: number
  readonly ready?: true
  readonly svg?: string
  readonly width?: number
  readonly height?: number
  readonly title?: string
  readonly problem?: string
}

let frame: HTMLIFrameElement | null = null
let opening: Promise<Window> | null = null
let turn: Promise<unknown> = Promise.resolve()
let idle: ReturnType<typeof setTimeout> | undefined
let lastId = 0

/**
 * Draws a diagram in a frame that has no origin and may fetch nothing, one after another; it is made for the first of them, and
 * anew after one that had to be given up. Rejects with an Error whose message can be shown. What nobody wants any more when its
 * turn comes is not drawn.
 */
export function draw(text: string, look: Look, isWanted: () => boolean = () => true): Promise<Drawing> {
  if (text.length > maxDiagramSigns) {
    const most = `${maxDiagramSigns / 1_000},000`
    return Promise.reject(new Error(`This diagram has more than ${most} signs: it is not drawn. Make two of it.`))
  }
  const drawn = turn.then(() => {
    if (!isWanted()) throw new Error('Nobody wants this diagram any more.')
    return drawNow(text, look)
  })
  turn = drawn.catch(() => undefined)
  return drawn
}

async function drawNow(text: string, look: Look): Promise<Drawing> {
  clearTimeout(idle)
  opening ??= open()
  const target = await opening
  const id = ++lastId
  const answer = heard(target, (said) => said.id === id, drawMs)
  target.postMessage({ id, text, look, maxSigns: maxDiagramSigns, maxEdges }, '*')
  try {
    return drawingOf(await answer, text)
  } finally {
    idle = setTimeout(close, idleMs)
  }
}

function drawingOf({ svg, width = 0, height = 0, title = '', problem }: Answer, text: string): Drawing {
  if (svg === undefined) throw new Error(sayProblem(String(problem), text))
  if (svg.length > maxSvgLength) throw new Error('This diagram is too large to be shown. Make two of it.')
  return { src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, width, height, title }
}

/**
 * What is wrong, and in which line. The library says how its own limits are raised and what its grammar waits for, which is
 * nobody's business here.
 */
export function sayProblem(problem: string, text: string): string {
  // What is missing at the very end is missed in the line behind it.
  const lineOf = (line: string): number => Math.min(Number(line), text.trimEnd().split('\n').length)
  if (/edge limit|maxEdges/i.test(problem)) {
    return t('This diagram has more than {maxEdges} lines between its parts: it is not drawn. Make two of it.', {
      maxEdges,
    })
  }
  const [, line, ...quoted] = /on line (\d+)[^\n]*\n([^\n]*)\n(-*\^)/i.exec(problem) ?? []
  if (line !== undefined) return [t('Line {line} is not understood:', { line: lineOf(line) }), ...quoted].join('\n')
  const [, at, what = ''] = /on line (\d+)(?:, column \d+)?:?\s*([^\n]*)/i.exec(problem) ?? []
  if (at !== undefined)
    return what === ''
      ? t('Line {line} is not understood.', { line: lineOf(at) })
      : t('Line {line} is not understood: {what}', { line: lineOf(at), what: what.slice(0, 200) })
  const [first = ''] = problem.split('\n')
  if (/no diagram type/i.test(first)) {
    return t('The first line says no kind of diagram: begin with flowchart, sequenceDiagram, gantt or another one.')
  }
  return first === '' ? t('This diagram cannot be drawn.') : first.slice(0, 300)
}

async function open(): Promise<Window> {
  const made = document.createElement('iframe')
  frame = made
  made.setAttribute('sandbox', 'allow-scripts')
  made.title = t('Drawer of diagrams')
  made.tabIndex = -1
  made.ariaHidden = 'true'
  // It has a size, by which the library measures words.
  made.style.cssText = 'position:fixed;left:-4000px;top:0;width:2000px;height:2000px;border:0;visibility:hidden'
  made.src = appHref('/diagrams.html')
  document.body.append(made)
  const target = made.contentWindow
  if (target === null) throw new Error('Diagrams cannot be drawn here.')
  await heard(target, ({ ready }) => ready === true, loadMs)
  return target
}

function close(): void {
  frame?.remove()
  frame = null
  opening = null
}

/** What the frame says next, of what is waited for. Where it says nothing in this time it is closed, whatever it is at. */
function heard(target: Window, isWanted: (answer: Answer) => boolean, withinMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      removeEventListener('message', hear)
      clearTimeout(timer)
    }
    const hear = ({ source, data }: MessageEvent<unknown>): void => {
      // @NOTE only our own page stands in this frame; what it says is read as text and as numbers.
      const answer = data as Answer
      if (source !== target || typeof answer !== 'object' || answer === null || !isWanted(answer)) return
      stop()
      resolve(answer)
    }
    const timer = setTimeout(() => {
      stop()
      close()
      reject(
        withinMs === loadMs
          ? new DrawerAway(t('The drawer of diagrams did not come. Is there a connection?'))
          : new Error(t('This diagram takes too long to draw: it was given up. Make it smaller.')),
      )
    }, withinMs)
    addEventListener('message', hear)
  })
}

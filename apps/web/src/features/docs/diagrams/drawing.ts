import { t } from '@fulcrum/ui/messages'
import { draw, DrawerAway, type Drawing, type Look } from './draw.ts'
import { lookOfPage, onTheme } from './look.ts'
import { whenIdle } from './when-idle.ts'

/** A diagram is drawn once its writer stops for so long. */
const restMs = 400

/** The place below a text where it is drawn. */
export interface DrawingPlace {
  readonly element: HTMLElement
  /** What is to be drawn; null where it is no diagram, which shows nothing. */
  readonly show: (text: string | null) => void
  readonly end: () => void
}

/** A text in a look: what was drawn, or is. */
interface Drawn {
  readonly text: string
  readonly look: Look
}

/**
 * Makes such a place. It draws when it comes into sight, when its text has changed, when the theme does, and once there is a
 * connection again where there was none. Out of sight it draws too, for paper, but only when the page has nothing else to do.
 */
export function createDrawingPlace(): DrawingPlace {
  const element = document.createElement('figure')
  element.className = 'doc-drawing'
  element.contentEditable = 'false'
  element.hidden = true
  const picture = document.createElement('img')
  const problem = document.createElement('p')
  problem.setAttribute('role', 'status')
  let text: string | null = null
  let inSight = false
  /** What was drawn last, what was tried last to its end, and what is being drawn. */
  let good: Drawn | null = null
  let tried: Drawn | null = null
  let underway: Drawn | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function show({ src, width, height, title }: Drawing): void {
    picture.src = src
    picture.width = Math.ceil(width)
    picture.height = Math.ceil(height)
    picture.alt = title === '' ? t('The diagram that the text above describes') : title
  }

  const isNow = (what: Drawn | null): boolean => what?.text === text && isSame(what.look, lookOfPage())

  function drawSoon(afterMs: number): void {
    clearTimeout(timer)
    if (text === null || text.trim() === '') return
    timer = setTimeout(() => {
      if (inSight) void drawNow(text ?? '')
      else whenIdle(drawUnseen)
    }, afterMs)
  }

  /** Without a connection the drawer may not come, and each would wait for it in its turn. */
  async function drawUnseen(): Promise<void> {
    if (text === null || text.trim() === '' || inSight || isNow(tried) || !navigator.onLine) return
    await drawNow(text)
  }

  async function drawNow(wanted: string): Promise<void> {
    const now: Drawn = { text: wanted, look: lookOfPage() }
    tried = null
    underway = now
    const isTried = await tryDrawing(now)
    if (isTried) tried = now
    if (underway === now) underway = null
  }

  /** Draws it, or says why not; false where that says nothing of this text. */
  async function tryDrawing({ text: wanted, look }: Drawn): Promise<boolean> {
    element.dataset['state'] = 'drawing'
    try {
      show(await draw(wanted, look, () => wanted === text))
      good = { text: wanted, look }
      if (wanted !== text) return false
      element.dataset['state'] = 'drawn'
      element.replaceChildren(picture)
    } catch (error) {
      if (wanted !== text) return false
      const isAway = error instanceof DrawerAway
      if (!isAway && good !== null && !isSame(good.look, look)) {
        const again: Drawn = { text: good.text, look }
        await draw(again.text, look).then(
          (drawing) => {
            show(drawing)
            good = again
          },
          () => undefined,
        )
      }
      // What was drawn last stays beside what is wrong now.
      problem.textContent = error instanceof Error ? error.message : t('This diagram cannot be drawn.')
      element.dataset['state'] = 'problem'
      element.replaceChildren(...(picture.src === '' ? [] : [picture]), problem)
      return !isAway
    }
    return true
  }

  const sight = new IntersectionObserver((entries) => {
    inSight = entries.some(({ isIntersecting }) => isIntersecting)
    if (inSight && !isNow(tried) && !isNow(underway)) drawSoon(0)
  })
  sight.observe(element)
  const again = (): void => {
    if (!isNow(tried)) drawSoon(0)
  }
  addEventListener('online', again)
  const stopTheme = onTheme(() => drawSoon(0))
  return {
    element,
    show: (next) => {
      if (next === text) return
      const isFirst = text === null
      text = next
      element.hidden = next === null || next.trim() === ''
      drawSoon(isFirst ? 0 : restMs)
    },
    end: () => {
      clearTimeout(timer)
      sight.disconnect()
      stopTheme()
      removeEventListener('online', again)
      text = null
    },
  }
}

function isSame(left: Look, right: Look): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDrawingPlace } from './drawing.ts'
import type { DrawingPlace } from './drawing.ts'

/** The page in the frame: it comes where there is a connection, and draws what it is asked for. */
let isThere = true
let asked: string[] = []
let inSight: (isIntersecting: boolean) => void = () => {}
let place: DrawingPlace

function standIn(frame: HTMLElement): HTMLElement {
  const target = {
    postMessage: ({ id, text }: { readonly id: number; readonly text: string }) => {
      asked.push(text)
      say({ id, svg: `<svg>${text}</svg>`, width: 10, height: 10 })
    },
  }
  const say = (data: object): void => {
    setTimeout(() => {
      const event = new MessageEvent('message', { data })
      Object.defineProperty(event, 'source', { value: target })
      dispatchEvent(event)
    })
  }
  Object.defineProperty(frame, 'contentWindow', { value: target })
  Object.defineProperty(frame, 'src', {
    set: () => {
      if (isThere) say({ ready: true })
    },
  })
  return frame
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const create = document.createElement.bind(document)
  vi.spyOn(document, 'createElement').mockImplementation((name: string) => {
    return name === 'iframe' ? standIn(create('div')) : create(name)
  })
  vi.stubGlobal('requestIdleCallback', undefined)
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe = (): void => undefined
      disconnect = (): void => undefined
      constructor(report: (entries: readonly { readonly isIntersecting: boolean }[]) => void) {
        inSight = (isIntersecting) => report([{ isIntersecting }])
      }
    },
  )
  isThere = true
  asked = []
  place = createDrawingPlace()
  document.body.append(place.element)
})

afterEach(async () => {
  place.end()
  place.element.remove()
  // The frame is closed when nobody draws for a while.
  await vi.advanceTimersByTimeAsync(100_000)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a diagram that nobody scrolled to is drawn when the page is idle, once', async () => {
  place.show('flowchart LR')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(place.element.querySelector('img')?.src).toContain('flowchart')
  inSight(true)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked).toEqual(['flowchart LR'])
})

test('one in sight does not wait until the page is idle, and is not drawn again then', async () => {
  place.show('flowchart LR')
  inSight(true)
  await vi.advanceTimersByTimeAsync(50)
  expect(place.element.dataset['state']).toBe('drawn')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(asked).toEqual(['flowchart LR'])
})

test('what draws did not come: it says so until there is a connection, and then it is drawn', async () => {
  isThere = false
  place.show('flowchart LR')
  inSight(true)
  await vi.advanceTimersByTimeAsync(31_000)
  expect(place.element.textContent).toContain('Is there a connection?')
  isThere = true
  dispatchEvent(new Event('online'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(place.element.dataset['state']).toBe('drawn')
  expect(place.element.textContent).toBe('')
})

test('and without such a word, when it comes into sight again', async () => {
  isThere = false
  place.show('flowchart LR')
  inSight(true)
  await vi.advanceTimersByTimeAsync(31_000)
  isThere = true
  inSight(false)
  inSight(true)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(place.element.dataset['state']).toBe('drawn')
})

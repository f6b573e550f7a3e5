import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { FocusKeeper, nextTo } from './focus-keeper.ts'

let root: Root

beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const box = document.createElement('div')
  document.body.append(box)
  root = createRoot(box)
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
  vi.useRealTimers()
})

function Buttons({ disabled }: { readonly disabled: boolean }) {
  return (
    <form>
      <FocusKeeper />
      <button type="button">Cancel</button>
      <button type="button" disabled={disabled}>
        Move
      </button>
    </form>
  )
}

const buttonOf = (words: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent === words)

test('what is out of use for a while has the keyboard again afterwards, and its neighbour never', async () => {
  act(() => root.render(<Buttons disabled={false} />))
  const move = buttonOf('Move')
  move?.focus()
  // A browser takes the keyboard from what is out of use.
  move?.blur()
  act(() => root.render(<Buttons disabled />))
  await act(() => vi.advanceTimersByTimeAsync(5_000))
  expect(document.activeElement).toBe(document.body)
  act(() => root.render(<Buttons disabled={false} />))
  await act(() => vi.advanceTimersByTimeAsync(1_000))
  expect(document.activeElement).toBe(move)
})

test('where a card is gone another card comes next, and nothing that keys do not reach', () => {
  act(() =>
    root.render(
      <section>
        <button type="button">Head</button>
        <button type="button" tabIndex={-1}>
          Menu
        </button>
        <article data-card="2" role="button" tabIndex={0}>
          Two
        </article>
      </section>,
    ),
  )
  const section = document.querySelector('section')
  const card = document.createElement('article')
  card.dataset['card'] = '1'
  const lost = { chain: section === null ? [card] : [card, section], box: card.getBoundingClientRect() }
  expect(nextTo(lost)?.textContent).toBe('Two')
  document.querySelector('[data-card]')?.remove()
  document.querySelector('button')?.remove()
  expect(nextTo(lost)).toBe(document.querySelector('main'))
})

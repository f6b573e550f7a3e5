import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AccountContext, type AccountValue } from '../../../shell/account-context.tsx'
import { CommentBox } from './comment-box.tsx'
import { createHalfWritten } from './half-written.ts'

let root: Root

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const box = document.createElement('div')
  document.body.append(box)
  root = createRoot(box)
})
afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
})

// @NOTE of the account only those who can be named are asked for.
const account = { account: { members: [], teams: [] } } as unknown as AccountValue

function field(): HTMLTextAreaElement {
  const found = document.querySelector('textarea')
  if (!found) throw new Error('no field')
  return found
}

function type(words: string): void {
  act(() => {
    // As a browser does it: React hears of a value that it did not set itself.
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field(), words)
    field().dispatchEvent(new Event('input', { bubbles: true }))
  })
}

function makeBox() {
  const kept = createHalfWritten()
  const said: { readonly body: string; readonly answer: (ok: boolean) => void }[] = []
  const open = (name: string | null): void =>
    act(() =>
      root.render(
        <AccountContext value={account}>
          {name !== null && (
            <CommentBox
              key={name}
              label="Reply"
              button="Send"
              kept={kept}
              name={name}
              onSay={(body) => new Promise((answer) => said.push({ body, answer }))}
              onShut={() => open(null)}
            />
          )}
        </AccountContext>,
      ),
    )
  return { said, open }
}

const press = (words: string): void =>
  act(() => [...document.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith(words))?.click())

test('what is half written stays with its thread while another is written in, and goes only where it is given up', () => {
  const { open } = makeBox()
  open('one')
  type('Half a thou')
  open('two')
  expect(field().value).toBe('')
  open('one')
  expect(field().value).toBe('Half a thou')
  act(() => {
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  })
  expect(document.querySelector('textarea')).toBeNull()
  open('one')
  expect(field().value).toBe('Half a thou')
  press('Cancel')
  open('one')
  expect(field().value).toBe('')
})

test('what is refused after its field was shut stands there when it is opened again', async () => {
  const { said, open } = makeBox()
  open('one')
  type('Too late')
  press('Send')
  expect([said[0]?.body, field().value]).toEqual(['Too late', ''])
  open('two')
  await act(async () => said[0]?.answer(false))
  open('one')
  expect(field().value).toBe('Too late')
})

test('what is longer than a comment can be is not cut, and is sent once it is shorter', () => {
  const { said, open } = makeBox()
  open('one')
  type('x'.repeat(10_002))
  press('Send')
  expect([said.length, field().value.length]).toEqual([0, 10_002])
  expect(document.querySelector('[role="alert"]')?.textContent).toBe('2 characters too many.')
  type('x'.repeat(10_000))
  press('Send')
  expect(said.length).toBe(1)
})

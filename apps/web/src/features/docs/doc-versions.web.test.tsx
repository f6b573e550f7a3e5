import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { AccountContext } from '../../shell/account-context.tsx'
import { WorldProvider } from '../../shell/world.tsx'
import { DocVersions } from './doc-versions.tsx'

afterEach(cleanup)

test('Escape leaves the versions, after what is open above them; a click beside them does not', async () => {
  let left = 0
  const world = { toasts: { show: () => undefined } } as never
  const account = { account: { members: [], locale: 'en' } } as never
  render(
    <WorldProvider value={world}>
      <AccountContext value={account}>
        <DocVersions
          docId="doc"
          handle={null}
          mayEdit
          now={() => ({ type: 'doc' })}
          onRestore={() => undefined}
          onClose={() => (left += 1)}
        />
      </AccountContext>
    </WorldProvider>,
  )
  fireEvent.pointerDown(document.body)
  expect(left).toBe(0)
  fireEvent.click(screen.getByRole('button', { name: 'Keep this text' }))
  await screen.findByRole('dialog')
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect([left, screen.queryByRole('dialog')]).toEqual([0, null])
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(left).toBe(1)
})

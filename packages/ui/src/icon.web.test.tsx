import { render, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Icon } from './icon.tsx'

test('an icon of what is shown first is drawn at once', () => {
  const { container } = render(<Icon name="plus" />)
  expect(container.querySelector('path')).not.toBeNull()
})

test('another one keeps its place until its drawing is here, and later ones are drawn at once', async () => {
  const { container } = render(<Icon name="heart" label="Liked" size={20} />)
  const icon = container.querySelector('svg')
  expect([icon?.getAttribute('width'), icon?.getAttribute('aria-label')]).toEqual(['20', 'Liked'])
  await waitFor(() => expect(container.querySelector('path')).not.toBeNull())
  expect(render(<Icon name="flame" />).container.querySelector('path')).not.toBeNull()
})

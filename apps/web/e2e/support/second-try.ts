import { beforeEach } from 'vitest'
import { startPagesAnew } from './browser.ts'

// A second try begins with pages that the first one left nothing open on.
beforeEach(async ({ task }) => {
  if ((task.result?.retryCount ?? 0) > 0) await startPagesAnew()
})

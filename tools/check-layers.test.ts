import path from 'node:path'
import { expect, test } from 'vitest'
import { readSource, readWorld } from './layer-facts.ts'
import { checkFile } from './layer-rules.ts'

const world = readWorld(path.resolve(import.meta.dirname, '..'))

/** The rules that a file at this place with this text breaks. */
function broken(file: string, text: string): string[] {
  return checkFile(readSource(file, text), world).map(({ rule }) => rule)
}

test.each([
  ['order', 'packages/columnar/src/a.ts', "import { can } from '@fulcrum/domain'"],
  ['order', 'packages/domain/src/a.ts', "export { columnKinds } from '@fulcrum/columns'"],
  ['apps', 'apps/server/src/a.ts', "import { createClient } from '@fulcrum/client'"],
  ['apps', 'apps/web/src/a.ts', "import { startServer } from '@fulcrum/server'"],
  ['integrations', 'integrations/xlsx/src/a.ts', "import { csvSource } from '@fulcrum/integration-csv'"],
  ['compose', 'apps/server/src/imports/a.ts', "import { csvSource } from '@fulcrum/integration-csv'"],
  ['own-folder', 'packages/domain/src/a.ts', "import { Table } from '../../columnar/src/table.ts'"],
  ['exports', 'apps/server/src/a.ts', "import { Table } from '@fulcrum/columnar/src/table.ts'"],
  ['declared', 'packages/columnar/src/a.ts', "import { z } from 'zod/mini'"],
  ['drawing', 'packages/columns/src/text/column.ts', "import { useState } from 'react'"],
  ['drawing', 'packages/columns/src/text/column.ts', "import { Label } from '@fulcrum/ui'"],
  ['runtime', 'packages/client/src/a.ts', "import { readFile } from 'node:fs/promises'"],
  ['features', 'apps/web/src/features/board/a.ts', "import { panel } from '../item/panel.ts'"],
  ['pure', 'packages/domain/src/a.ts', 'export const now = Date.now()'],
  ['pure', 'packages/columns/src/date/column.ts', 'export const format = new Intl.DateTimeFormat()'],
  ['kinds', 'apps/server/src/a.ts', "switch (kind) { case 'people': break }"],
  ['provider', 'packages/domain/src/a.ts', "export const source = 'jira'"],
])('%s: %s', (rule, file, text) => {
  const rules = broken(file, text)
  expect(rules.length).toBeGreaterThan(0)
  if (rule !== 'provider') expect(rules).toContain(rule)
})

test.each([
  ['packages/domain/src/a.ts', "import { Table } from '@fulcrum/columnar'"],
  ['packages/columns/src/text/column.web.tsx', "import { Label } from '@fulcrum/ui'"],
  ['apps/server/src/compose.ts', "import { csvSource } from '@fulcrum/integration-csv'"],
  ['packages/columns/src/people/column.ts', "switch (kind) { case 'people': break }"],
  ['apps/web/src/routes/board.tsx', "import { BoardPage } from '../features/board/index.ts'"],
  ['packages/domain/src/a.test.ts', 'export const now = Date.now()'],
  ['packages/domain/src/a.ts', "export const mode = 'keep-slack'"],
])('%s may', (file, text) => {
  expect(broken(file, text)).toEqual([])
})

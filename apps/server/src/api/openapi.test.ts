import { createConfig, lintFromString } from '@redocly/openapi-core'
import { commands } from '@fulcrum/domain'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { queries } from '../queries/all.ts'
import { errorHelp } from './error-help.ts'
import { openApiDocument } from './openapi.ts'
import { words } from './words.ts'

const document = openApiDocument()
const open = commands.filter(({ internal }) => !internal)

test('the document of the API lints clean, by every rule that is recommended', async () => {
  const config = await createConfig({ extends: ['recommended-strict'] })
  const problems = await lintFromString({ source: JSON.stringify(document), config })
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
})

test('it has every command that people may run and every query, with sentences of their own', () => {
  const names = [...open, ...queries].map(({ name }) => name)
  expect(Object.keys(document['paths'] as object).sort()).toEqual(
    [
      ...[...names, 'change.undoBatch', 'change.redoBatch', 'bulk', 'changes', 'files'].map((name) => `/api/${name}`),
      '/files/{hash}/{name}',
    ].sort(),
  )
  expect(Object.keys(words).filter((name) => !names.includes(name))).toEqual([])
  expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length)
  const text = JSON.stringify(document)
  for (const { name } of commands.filter(({ internal }) => internal)) expect(text).not.toContain(`"${name}"`)
})

test('the guide has every code with what it means and what to do, in the words of the document', () => {
  const guide = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/api.md'), 'utf8')
  const lines = guide.split('\n').map((line) => line.replaceAll(/ +/g, ' '))
  for (const [code, { means, todo }] of Object.entries(errorHelp)) {
    expect(
      lines.some((line) => line.startsWith(`| \`${code}\` | `) && line.endsWith(`| ${means} | ${todo} |`)),
      code,
    ).toBe(true)
  }
})

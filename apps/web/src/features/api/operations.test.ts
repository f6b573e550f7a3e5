import { expect, test } from 'vitest'
import { exampleOf, operationsOf, typeWords } from './operations.ts'

const id = { type: 'string', pattern: '^(board_[0-9a-f]{32}|[0-9a-f-]+)$' }

test('a document’s operations say what they take, in the body or in the address', () => {
  const response = { '200': { content: { 'application/json': { schema: { type: 'object' } } } } }
  const words = { tags: ['board'], summary: 'S', description: 'D', responses: response }
  const operations = operationsOf({
    paths: {
      '/api/board.get': {
        post: {
          ...words,
          operationId: 'board.get',
          requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { board: id } } } } },
        },
      },
      '/api/changes': {
        get: {
          ...words,
          operationId: 'changes',
          parameters: [
            { in: 'query', name: 'scope', required: true, schema: { type: 'string' } },
            { in: 'header', name: 'x' },
          ],
        },
      },
    },
  })
  expect(operations.map(({ name, method, takes }) => [name, method, Object.keys(takes.properties ?? {})])).toEqual([
    ['board.get', 'post', ['board']],
    ['changes', 'get', ['scope']],
  ])
})

test('types are said in words, and an example has what must be given', () => {
  expect(typeWords({ type: 'array', items: id })).toBe('list of board id')
  expect(typeWords({ anyOf: [{ type: 'integer' }, { type: 'null' }] })).toBe('whole number or nothing')
  expect(typeWords({ enum: ['a', 'b'] })).toBe('"a", "b"')
  expect(typeWords({})).toBe('anything')
  expect(
    exampleOf({
      type: 'object',
      required: ['board', 'limit'],
      properties: { board: id, limit: { type: 'integer' }, more: { type: 'string' } },
    }),
  ).toEqual({ board: 'board_…', limit: 1 })
})

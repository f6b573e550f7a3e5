import { expect, test } from 'vitest'
import { withColumn } from './with-column.ts'

test.each([
  ['{#3} * 2 + {#33}', '{#9} * 2 + {#33}'],
  ['SUM({#children.3}) - {#children.30}', 'SUM({#children.9}) - {#children.30}'],
  ['MAX({#below.3}) - {#below}', 'MAX({#below.9}) - {#below}'],
  ['"{#3} stays" & {#3}', '"{#3} stays" & {#9}'],
  ["'it''s {#3}' & {#3}", "'it''s {#3}' & {#9}"],
  ['{Title \\} "of" {#3}}', '{Title \\} "of" {#3}}'],
  ['{#5.0190a000-0000-7000-8000-000000000001:3}', '{#5.0190a000-0000-7000-8000-000000000001:3}'],
  ['"open {#3}', '"open {#9}'],
])('%s becomes %s', (text, becomes) => {
  expect(withColumn(text, 3, 9)).toBe(becomes)
})

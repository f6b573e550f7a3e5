import { expect, test } from 'vitest'
import { farColumnsOf, farLabelsOf, withColumn, withFarColumn, withLabels } from './with-column.ts'

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

test('columns of other boards are found, and another is put in the place of one', () => {
  const [one, two] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002']
  const text = `{#3} + SUM({#5.${one}:3,${two}:3}) & "{#5.${one}:3}" & {#5.${one}:title}`
  expect(farColumnsOf(text)).toEqual([
    { board: one, column: 3 },
    { board: two, column: 3 },
  ])
  const labelName = () => undefined
  expect(withFarColumn(text, { board: two, from: 3, to: 12, labelName })).toBe(text.replace(`${two}:3`, `${two}:12`))
  expect(withFarColumn(text, { board: two, from: 4, to: 12, labelName })).toBe(text)
})

test('labels of other boards are found, and are words where another column takes the place of theirs', () => {
  const [one, two] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002']
  const text = `COUNTIF({#5.${one}:3}, {#5.${one}:3:2}) & "{#5.${one}:3:2}" & {#3:2}`
  expect(farLabelsOf(text)).toEqual([{ board: one, column: 3, label: 2 }])
  const labelName = (label: number) => `the "${label}"`
  const named = `COUNTIF({#5.${one}:12}, "the ""2""") & "{#5.${one}:3:2}" & {#3:2}`
  expect(withFarColumn(text, { board: one, from: 3, to: 12, labelName })).toBe(named)
  expect(withFarColumn(text, { board: two, from: 3, to: 12, labelName })).toBe(text)
})

test.each([
  ['{#3} = {#3:2}', '{#3} = {#3:1}'],
  ['{#3:4} & {#3:24} & {#33:2}', '{#3:1} & {#3:24} & {#33:2}'],
  ['"{#3:2}" & {#3:2}', '"{#3:2}" & {#3:1}'],
])('merging labels turns %s into %s', (text, becomes) => {
  expect(withLabels(text, 3, { from: [2, 4], into: 1 })).toBe(becomes)
})

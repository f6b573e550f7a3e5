import { expect, test } from 'vitest'
import { chartLines, csvOf } from './copy-chart.ts'

test('a chart is copied as one line a part, with a column for each colour', () => {
  const piece = { key: 1, split: 7, value: 2, colour: 'blue', text: '' } as const
  const lines = chartLines({
    bars: [
      { key: 1, title: 'High', short: 'High', value: 3, count: 3, figure: '3', pieces: [piece] },
      { key: null, title: 'No priority', short: '', value: null, count: 0, figure: '–', pieces: [] },
    ],
    legend: [{ key: 7, title: 'Ann, Bob', colour: 'blue' }],
    overTime: false,
    figure: String,
    whole: true,
  })
  expect(csvOf(lines)).toBe('Part,"Ann, Bob",All,Items\r\nHigh,2,3,3\r\nNo priority,,,0')
})

test('no name is a formula where it is pasted, and quotes stay what they are', () => {
  expect(csvOf([['=1+1', '-5', '@a', 'say "hi"']])).toBe(`'=1+1,-5,'@a,"say ""hi"""`)
})

import { describe, expect, test } from 'vitest'
import { jiraSource } from './jira-source.ts'
import { open } from './testing/open.ts'

const text = [
  'Summary,Issue key,Issue id,Parent id,Issue Type,Status,Status Category,Project key,Project lead,Assignee,Assignee Id,Creator,Creator Id,Created,Due date,Labels,Labels,Component/s,Watchers,Watchers,Outward issue link (Blocks),Custom field (Story Points),Custom field (Team),Custom field (Team),Custom field (Rank),Original Estimate,Attachment,Comment,Comment,Log Work',
  'One,AB-1,11,,Story,Triage,To Do,AB,lea,Ada L,5b:1,Bo,5b:2,12/Mar/24 3:04 PM,15/Mar/24 12:00 AM,one,two,Core,u1,u2,AB-2,3.0,Blue,Red,0|a,7200,12/Mar/24 3:10 PM;5b:1;a;b.png;https://x/y,"13/Mar/24 4:00 PM;5b:1;Hello; there',
  'again",13/Mar/24 5:00 PM;5b:9;Bye,1h',
  'Two,AB-2,12,11,Sub-task,Done,Done,AB,lea,,,Bo,5b:2,13/Mar/24 12:30 AM,,,,,,,,5.0,Blue,,0|b,,,,,',
].join('\n')

describe('the CSV export', () => {
  test('gives the same records as the search would', async () => {
    const { records, document } = await open(text)
    expect(document).toMatchObject({ recordCount: 2, commentCount: 2, historyCount: 0 })
    expect(records[0]).toMatchObject({
      key: 'AB-1',
      title: 'One',
      createdAt: Date.UTC(2024, 2, 12, 15, 4),
      createdBy: '5b:2',
      comments: [
        { at: Date.UTC(2024, 2, 13, 16), by: '5b:1', text: 'Hello; there\nagain' },
        { at: Date.UTC(2024, 2, 13, 17), by: '5b:9', text: 'Bye' },
      ],
      links: [{ type: 'Blocks', direction: 'outward', label: 'blocks', reverse: 'is blocked by', key: 'AB-2' }],
    })
    expect({ ...records[0]?.values }).toMatchObject({
      status: 'Triage',
      assignee: '5b:1',
      duedate: '2024-03-15',
      labels: ['one', 'two'],
      components: ['Core'],
      watches: 2,
      timeoriginalestimate: 2,
      attachment: ['a;b.png <https://x/y>'],
      'customfield-team': ['Blue', 'Red'],
    })
    expect(records[1]?.values['links-waits']).toEqual(['AB-1'])
    expect(records[1]).toMatchObject({ parentKey: 'AB-1', createdAt: Date.UTC(2024, 2, 13, 0, 30) })
    expect(document.people.map(({ key, name }) => [key, name])).toEqual([
      ['5b:1', 'Ada L'],
      ['5b:2', 'Bo'],
      ['5b:9', '5b:9'],
    ])
  })

  test('has fields with kinds, stages and meanings', async () => {
    const { field } = await open(text)
    expect(field('customfield-story-points')).toMatchObject({
      title: 'Story Points',
      columnRole: 'estimate',
      guess: { kind: 'number', settings: { precision: 0 } },
    })
    expect(field('customfield-team')?.guess.kind).toBe('tags')
    expect(field('status')?.guess.settings.options?.map(({ name, stage }) => [name, stage])).toEqual([
      ['Triage', 'backlog'],
      ['Done', 'done'],
    ])
  })

  test('says what it leaves out', async () => {
    const { problems } = await open(text)
    expect(problems.toSorted((left, right) => left[1].localeCompare(right[1]))).toEqual([
      ['attachment', 'attachment-left-out', 1],
      [null, 'field-of-container', 2],
      [null, 'field-order', 2],
      [null, 'work-log-left-out', 1],
    ])
  })

  test('reads times in the zone that was named, and in the style of the site', async () => {
    const { records } = await open('Issue key,Summary,Created\nAB-1,x,3/31/2024 09:00\n', { timeZone: 'Europe/Berlin' })
    expect(records[0]?.createdAt).toBe(Date.UTC(2024, 2, 31, 7))
  })

  test('of a site without account ids knows people by their logins', async () => {
    const { records, document } = await open(
      'Issue key,Summary,Reporter,Comment\nAB-1,x,ada,01/Feb/24 1:00 PM;ada;Hi\n',
    )
    expect(document.people).toEqual([{ key: 'ada', name: 'ada' }])
    expect(records[0]?.comments[0]?.by).toBe('ada')
  })
})

test('exports are recognised by what is in them', () => {
  const sure = (content: string) => jiraSource.recognise(Buffer.from(content), 'file')
  expect(sure(text)).toBeGreaterThan(0.9)
  expect(sure('{"startAt":0,"issues":[{"key":"AB-1"}]}')).toBeGreaterThan(0.9)
  expect(sure('{"id":"1","key":"AB-1","fields":{"summary":"x"}}')).toBeGreaterThan(0.8)
  expect(sure('{"rows":[]}')).toBeLessThan(0.1)
  expect(sure('Name,Status\na,b\n')).toBe(0)
  expect(sure('')).toBe(0)
})

import { day, is, mine } from '../cells.ts'
import { date, label, link, longText, owner, progress, status } from '../columns.ts'
import { defineTemplate } from '../template.ts'
import type { TemplateItem } from '../template.ts'

const task = (title: string, group: string, kind: string, distance: number, state = 'To do'): TemplateItem => ({
  title,
  group,
  cells: { status: is(state), kind: is(kind), due: day(distance) },
})

export const onboarding = defineTemplate({
  id: 'onboarding',
  name: 'Onboarding',
  description: 'The first day, week and month of somebody new, and who helps with what.',
  purpose: 'people',
  words: ['new hire', 'starter', 'mentor', 'welcome', 'team'],
  steps: [
    'Duplicate the board for each new colleague, with its items.',
    'Name a mentor, and set the first day: the due dates count from it.',
    'Let the new colleague move the cards, and write down what was unclear.',
    'After a month, change this template by what you learned.',
  ],
  boards: () => [
    {
      key: 'onboarding',
      name: 'Onboarding',
      about:
        'For somebody new: what happens when, and who helps. You move the cards yourself. What was unclear goes into Notes; it makes the next one’s first weeks better.',
      columns: [
        status([
          ['To do', 'slate', 'todo'],
          ['In progress', 'blue', 'doing'],
          ['Done', 'green', 'done'],
        ]),
        owner('Helps', 'owner'),
        label(
          'kind',
          'Kind',
          [
            ['Access', 'orange'],
            ['People', 'teal'],
            ['Product', 'blue'],
            ['Code', 'violet'],
          ],
          { role: 'type' },
        ),
        progress('onboarding'),
        date('due', 'Due', 'due'),
        link('where', 'Where'),
        longText('notes', 'Notes'),
      ],
      groups: [
        { key: 'before', title: 'Before the first day', colour: 'grey' },
        { key: 'day', title: 'First day', colour: 'teal' },
        { key: 'week', title: 'First week', colour: 'blue' },
        { key: 'month', title: 'First month', colour: 'violet' },
      ],
      views: [
        { name: 'Table', kind: 'table' },
        {
          name: 'Kanban',
          kind: 'kanban',
          spec: (column) => ({
            groupBy: column('status'),
            settings: { cards: [column('owner'), column('kind'), column('due')] },
          }),
        },
        { name: 'Calendar', kind: 'calendar', spec: (column) => ({ settings: { date: column('due') } }) },
      ],
      items: [
        task('Computer and accounts are ready', 'before', 'Access', -2, 'Done'),
        {
          title: 'A mentor is named',
          group: 'before',
          cells: { status: is('Done'), owner: mine, kind: is('People'), due: day(-3) },
        },
        task('Lunch with the team', 'day', 'People', 0),
        task('Sign in everywhere, with two factors', 'day', 'Access', 0, 'In progress'),
        {
          key: 'run',
          title: 'Run the product on your own machine',
          group: 'day',
          cells: { status: is('To do'), kind: is('Code'), due: day(0) },
        },
        { title: 'Clone and start', group: 'day', partOf: 'run', cells: { status: is('To do'), kind: is('Code') } },
        { title: 'All tests green', group: 'day', partOf: 'run', cells: { status: is('To do'), kind: is('Code') } },
        task('Use the product as a customer does', 'week', 'Product', 2),
        task('First change in production', 'week', 'Code', 4),
        task('Sit with support for half a day', 'week', 'Product', 4),
        task('Review three changes of others', 'month', 'Code', 10),
        task('Talk after a month: what was unclear?', 'month', 'People', 20),
      ],
    },
  ],
})

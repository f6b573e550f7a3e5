import { after, day, is, items, mine } from '../cells.ts'
import {
  connect,
  connectBack,
  date,
  label,
  link,
  longText,
  mirror,
  number,
  owner,
  priority,
  progress,
  status,
  votes,
  waitsFor,
} from '../columns.ts'
import { defineTemplate } from '../template.ts'
import { workStatus } from './common.ts'

export const featureDevelopment = defineTemplate({
  id: 'feature-development',
  name: 'Feature development',
  description: 'From a wish to a feature in use: wishes with votes, features with their tasks, and what each is for.',
  purpose: 'delivery',
  words: ['product', 'idea', 'request', 'requirement', 'moscow', 'specification'],
  steps: [
    'Collect wishes from everybody by the form, and let people vote.',
    'What is worth it becomes a feature: connect the wishes that it answers.',
    'Say what is not in it, and part it into tasks below the feature.',
    'Ask those who wished for it whether it does what they need; then it is done.',
  ],
  boards: () => [
    {
      key: 'features',
      name: 'Features',
      about:
        'One item a feature, its tasks below it. Must, should, could, won’t: at most half of what is planned is a must, or nothing can be left out when time is short. A feature shows the wishes that it answers and how many there are.',
      columns: [
        status([['Being shaped', 'grey', 'backlog'], ...workStatus]),
        owner(),
        label(
          'need',
          'How needed',
          [
            ['Must', 'red'],
            ['Should', 'orange'],
            ['Could', 'yellow'],
            ['Won’t this time', 'grey'],
          ],
          { role: 'priority' },
        ),
        progress('features'),
        number('points', 'Points', { role: 'estimate' }),
        date('start', 'Start', 'start'),
        date('due', 'Due', 'due'),
        waitsFor('features'),
        connect('wishes', 'Wishes', { board: 'wishes', column: 'features' }),
        mirror('wished', 'Wished for', {
          own: 'features',
          through: 'wishes',
          board: 'wishes',
          column: 'status',
          rollUp: 'count',
        }),
        longText('outcome', 'What it changes', { appliesTo: 'items' }),
        link('design', 'Design'),
      ],
      groups: [
        { key: 'now', title: 'This quarter', colour: 'blue' },
        { key: 'next', title: 'Next quarter', colour: 'slate' },
      ],
      views: [
        {
          name: 'Table',
          kind: 'table',
          spec: (column) => ({ columns: [{ column: column('outcome'), hidden: true }] }),
        },
        {
          name: 'Kanban',
          kind: 'kanban',
          spec: (column) => ({
            groupBy: column('status'),
            settings: { cards: [column('owner'), column('need'), column('progress')] },
          }),
        },
        {
          name: 'Timeline',
          kind: 'timeline',
          spec: (column) => ({ settings: { date: column('start'), end: column('due') } }),
        },
      ],
      items: [
        {
          key: 'share',
          title: 'Share a report by a link',
          group: 'now',
          cells: {
            status: is('In progress'),
            owner: mine,
            need: is('Must'),
            points: 13,
            start: day(-8),
            due: day(9),
            wishes: items('wish-link', 'wish-print'),
            outcome: 'People outside read a report without an account.',
          },
        },
        {
          title: 'The link and its page',
          group: 'now',
          partOf: 'share',
          cells: { status: is('Done'), owner: mine, points: 5, start: day(-8), due: day(-2) },
        },
        {
          title: 'An end and a password',
          group: 'now',
          partOf: 'share',
          cells: { status: is('In progress'), points: 5, start: day(-1), due: day(4) },
        },
        {
          title: 'Who opened it, and when',
          group: 'now',
          partOf: 'share',
          cells: { status: is('To do'), points: 3, start: day(5), due: day(9) },
        },
        {
          key: 'dark',
          title: 'Dark theme',
          group: 'now',
          cells: {
            status: is('In review'),
            need: is('Could'),
            points: 5,
            start: day(-5),
            due: day(3),
            wishes: items('wish-dark'),
          },
        },
        {
          title: 'Reports by mail every Monday',
          group: 'next',
          cells: {
            status: is('Being shaped'),
            need: is('Should'),
            points: 8,
            wishes: items('wish-mail'),
            waits: after('share'),
          },
        },
      ],
    },
    {
      key: 'wishes',
      name: 'Wishes',
      about:
        'What people ask for, in their words. Anybody adds one by the form; everybody votes. Answer each: planned, not now, or no, and why.',
      columns: [
        status([
          ['New', 'orange', 'backlog'],
          ['Planned', 'blue', 'doing'],
          ['There now', 'green', 'done'],
          ['Not now', 'grey', 'canceled'],
        ]),
        votes('votes', 'Votes'),
        priority(),
        label('from', 'From', [
          ['Customer', 'blue'],
          ['Sales', 'teal'],
          ['Support', 'orange'],
          ['Us', 'violet'],
        ]),
        longText('problem', 'What is hard today'),
        connectBack('features', 'Features', { board: 'features', column: 'wishes' }),
        mirror('state', 'Feature', {
          own: 'wishes',
          through: 'features',
          board: 'features',
          column: 'status',
          rollUp: 'list',
        }),
        longText('answer', 'Our answer'),
      ],
      groups: [{ key: 'wishes', title: 'Wishes', colour: 'teal' }],
      views: [
        { name: 'Table', kind: 'table' },
        {
          name: 'A wish',
          kind: 'form',
          spec: (column) => ({
            settings: {
              title: 'What would help you?',
              thanks: 'Thank you: we answer each wish.',
              questions: [
                { column: 'title', label: 'In one sentence', required: true },
                { column: column('problem'), label: 'What is hard today?', required: true },
                { column: column('from'), label: 'Who asks?' },
              ],
            },
          }),
        },
      ],
      items: [
        {
          key: 'wish-link',
          title: 'Send a report to my customer',
          group: 'wishes',
          cells: {
            status: is('Planned'),
            priority: is('High'),
            from: is('Sales'),
            votes: mine,
            problem: 'I make screenshots and paste them into letters.',
          },
        },
        {
          key: 'wish-print',
          title: 'Reports that look good on paper',
          group: 'wishes',
          cells: { status: is('Planned'), from: is('Customer') },
        },
        {
          key: 'wish-dark',
          title: 'Less light at night',
          group: 'wishes',
          cells: { status: is('Planned'), from: is('Us'), votes: mine },
        },
        {
          key: 'wish-mail',
          title: 'Get the numbers without asking for them',
          group: 'wishes',
          cells: { status: is('New'), priority: is('Medium'), from: is('Customer') },
        },
        {
          title: 'Play a sound when a goal is reached',
          group: 'wishes',
          cells: {
            status: is('Not now'),
            priority: is('Low'),
            from: is('Us'),
            answer: 'Most people work beside others.',
          },
        },
      ],
    },
  ],
})

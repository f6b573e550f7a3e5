import { matchingKey } from '@fulcrum/domain'
import type { Stage } from '@fulcrum/domain'
import type { LabelColour } from './label-colours.ts'

const stageWords: readonly (readonly [Stage, RegExp])[] = [
  [
    'canceled',
    /^(cancell?ed|rejected|declined|abandoned|dropped|duplicate|invalid|obsolete|withdrawn|won'?t .*|not (planned|doing))$/,
  ],
  [
    'done',
    /^(done|closed|completed?|finished|resolved|fixed|released|shipped|deployed|live|merged|delivered|accepted|verified|approved|published)$/,
  ],
  ['review', /\b(review|reviewing|qa|test|testing|verification|validation|uat|staging|approval)\b/],
  [
    'doing',
    /^(in[ -]?progress|doing|working.*|started|(in )?develop(ment|ing)|in work|wip|active|ongoing|underway|blocked|stuck|on hold|paused|waiting.*)$/,
  ],
  [
    'backlog',
    /^(backlog|new|ideas?|icebox|later|someday|received|triage|(to|needs) triage|proposed|draft|inbox|submitted)$/,
  ],
  ['todo', /^(to[ -]?do|open|reopened|ready.*|selected.*|planned|scheduled|next|up next|not started|assigned)$/],
]

/** The stage that a label's name speaks of, or null. `guessStage('In review') // 'review'` */
export function guessStage(name: string): Stage | null {
  const text = plain(name)
  return stageWords.find(([, words]) => words.test(text))?.[0] ?? null
}

const colourWords: readonly (readonly [LabelColour, RegExp])[] = [
  ['red', /^(blocked|stuck|impeded|at risk|overdue|failed|critical|blocker|urgent|highest|p0|bug|defect|incident)$/],
  ['yellow', /^(on hold|paused|waiting.*|medium|normal|p2|moderate)$/],
  ['orange', /^(high|major|p1|debt|technical debt)$/],
  ['slate', /^(low|minor|p3|sub-?task)$/],
  ['grey', /^(lowest|trivial|p4|none)$/],
  ['violet', /^(epic|initiative|learning)$/],
  ['blue', /^(feature|task|chore)$/],
  ['green', /^(story|user story)$/],
  ['teal', /^(improvement|infra|infrastructure)$/],
]

const stageColours: Readonly<Record<Stage, LabelColour>> = {
  backlog: 'grey',
  todo: 'slate',
  doing: 'blue',
  review: 'violet',
  done: 'green',
  canceled: 'grey',
}

const colourRound: readonly LabelColour[] = [
  'blue',
  'teal',
  'violet',
  'orange',
  'cyan',
  'pink',
  'lime',
  'yellow',
  'green',
  'slate',
  'red',
]

/** A colour for a label: by what its name means, else by its position, so that neighbours differ. */
export function guessColour(name: string, position: number): LabelColour {
  const text = plain(name)
  const known = colourWords.find(([, words]) => words.test(text))?.[0]
  if (known) return known
  const stage = guessStage(name)
  return stage ? stageColours[stage] : (colourRound[position % colourRound.length] ?? 'blue')
}

function plain(name: string): string {
  return matchingKey(name).replace(/\s+/g, ' ').replaceAll('’', "'")
}

import type { Stage } from '@fulcrum/domain'
import { plainWords } from './plain-words.ts'

/** The colours that labels can have, in the order in which labels without a meaning of their own take them. */
export const labelColours = [
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
  'grey',
] as const

export type LabelColour = (typeof labelColours)[number]

const stageWords: readonly (readonly [Stage, RegExp])[] = [
  [
    'canceled',
    /^(cancell?ed|won'?t (?:fix|do|implement)|wont(?:fix| fix| do)|rejected|declined|abandoned|discarded|dropped|invalid|duplicate|obsolete|not planned|not doing|not a (?:bug|problem)|cannot reproduce|withdrawn|abgebrochen|abgelehnt|annulé|cancelado)$/,
  ],
  [
    'done',
    /^(done|closed|complete|completed|finished|resolved|fixed|released|shipped|deployed|live|merged|delivered|accepted|verified|approved|published|archived|fertig|erledigt|abgeschlossen|terminé|fini|hecho|completado|fatto)$/,
  ],
  [
    'review',
    /(?:^| )(?:review|reviewing|qa|testing|verification|validation|uat|staging|prüfung)(?: |$)|^(?:in (?:test|testing|qa|approval)|ready for (?:test|testing|qa|review|release|merge|deploy(?:ment)?)|waiting for (?:review|approval)|pending (?:review|approval)|test)$/,
  ],
  [
    'doing',
    /^(in progress|in-progress|inprogress|doing|working on it|started|in development|development|developing|in work|wip|active|ongoing|implementing|underway|blocked|stuck|on hold|paused|impeded|waiting|waiting for (?:customer|support|info|information)|in arbeit|en cours|en curso|in corso|at risk)$/,
  ],
  [
    'todo',
    /^(to do|todo|to-do|open|reopened|re-opened|ready|ready to start|ready for (?:dev|development|work)|selected for development|planned|scheduled|next|not started|assigned|up next|offen|à faire|por hacer|da fare)$/,
  ],
  [
    'backlog',
    /^(backlog|new|idea|ideas|icebox|later|someday|received|triage|to triage|needs triage|unassigned|proposed|draft|pending|submitted|inbox|untriaged|more details needed|needs info|need info|volunteer needed|neu|funnel)$/,
  ],
]

/** The stage that a status label's words speak of, or null. `stageOf('In Progress') // 'doing'` */
export function stageOf(label: string): Stage | null {
  const text = plainWords(label)
  for (const [stage, words] of stageWords) if (words.test(text)) return stage
  return null
}

/** The order in which work passes the stages. */
export const stageOrder: readonly Stage[] = ['backlog', 'todo', 'doing', 'review', 'done', 'canceled']

const stageColours: Readonly<Record<Stage, LabelColour>> = {
  backlog: 'grey',
  todo: 'slate',
  doing: 'blue',
  review: 'violet',
  done: 'green',
  canceled: 'grey',
}

/** From the most urgent on. Two urgent names stand side by side in some schemes, and so have ranks of their own. */
const priorityWords: readonly (readonly [colour: LabelColour, RegExp])[] = [
  ['red', /^(blocker|showstopper|emergency|immediate|p0|s0|sev ?0)$/],
  ['red', /^(critical|highest|urgent|very high|kritisch|sehr hoch|s1|sev ?1)$/],
  ['orange', /^(major|high|p1|important|hoch|alta|élevée|s2|sev ?2)$/],
  ['yellow', /^(medium|normal|moderate|p2|mittel|media|moyenne|default|s3|sev ?3)$/],
  ['blue', /^(minor|low|p3|niedrig|baja|bassa|faible|s4|sev ?4)$/],
  ['grey', /^(trivial|lowest|p4|p5|very low|none|sehr niedrig|nice to have|s5|sev ?5)$/],
]

/** How urgent a priority's name is, 0 the most, or null where the words tell nothing. `priorityRank('Major') // 2` */
export function priorityRank(label: string): number | null {
  const text = plainWords(label)
  const rank = priorityWords.findIndex(([, words]) => words.test(text))
  return rank < 0 ? null : rank
}

const typeColours: readonly (readonly [RegExp, LabelColour])[] = [
  [/\b(bug|defect|error|incident|fault|fehler)\b/, 'red'],
  [/\b(epic|initiative|theme)\b/, 'violet'],
  [/\b(story|user story)\b/, 'green'],
  [/\b(feature|enhancement)\b/, 'teal'],
  [/\b(improvement|refactor(?:ing)?)\b/, 'cyan'],
  [/\b(sub-?task|technical task)\b/, 'slate'],
  [/\b(task|chore|to-?do|aufgabe)\b/, 'blue'],
  [/\b(documentation|docs?)\b/, 'yellow'],
  [/\b(question|support)\b/, 'orange'],
]

/** What a set of labels is about, which says how to colour and order it. */
export type LabelTheme = 'status' | 'priority' | 'type' | 'resolution' | 'other'

/** The colour for a label: by its meaning under the theme, else by its position. */
export function colourOf(label: string, theme: LabelTheme, position: number, stage?: Stage | null): LabelColour {
  const text = plainWords(label)
  if (theme === 'priority') {
    const rank = priorityRank(label)
    if (rank !== null) return priorityWords[rank]?.[0] ?? 'grey'
  }
  if (theme === 'type') {
    for (const [words, colour] of typeColours) if (words.test(text)) return colour
  }
  if (theme === 'status') {
    if (/^(blocked|stuck|impeded|at risk|overdue)$/.test(text)) return 'red'
    if (/^(on hold|paused|waiting.*|pending.*)$/.test(text)) return 'yellow'
    const known = stage ?? stageOf(label)
    if (known) return stageColours[known]
  }
  if (theme === 'resolution' && stageOf(label) === 'done') return 'green'
  return labelColours[position % labelColours.length] ?? 'grey'
}

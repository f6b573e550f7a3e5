import { matchingKey } from '@fulcrum/domain'
import type { Stage } from '@fulcrum/domain'
import type { LabelColour } from './label-colours.ts'

// What names of labels speak of, in several languages: the one place, for what people type and for what is imported.

/** The colours that labels without a meaning of their own take in turn; grey is for what has none. */
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

const stageWords: readonly (readonly [Stage, RegExp])[] = [
  [
    'canceled',
    /^(cancell?ed|won'?t.*|rejected|declined|abandoned|discarded|dropped|invalid|duplicate|obsolete|not planned|not doing|not a (?:bug|problem)|cannot reproduce|withdrawn|abgebrochen|abgelehnt|annulé|cancelado)$/,
  ],
  [
    'done',
    /^(done|closed|completed?|finished|resolved|fixed|released|shipped|deployed|live|merged|delivered|accepted|verified|approved|published|archived|fertig|erledigt|abgeschlossen|terminé|fini|hecho|completado|fatto)$/,
  ],
  [
    'review',
    /(?:^| )(?:review|reviewing|qa|testing|verification|validation|uat|staging|prüfung)(?: |$)|^(?:in (?:test|testing|qa|approval)|ready for (?:test|testing|qa|review|release|merge|deploy(?:ment)?)|waiting for (?:review|approval)|pending (?:review|approval)|test)$/,
  ],
  [
    'doing',
    /^(in[ -]?progress|doing|working.*|started|in development|development|developing|in work|wip|active|ongoing|implementing|underway|blocked|stuck|on hold|paused|impeded|waiting.*|in arbeit|en cours|en curso|in corso|at risk)$/,
  ],
  [
    'todo',
    /^(to[ -]?do|open|re-?opened|ready.*|selected.*|planned|scheduled|next|not started|assigned|up next|offen|à faire|por hacer|da fare)$/,
  ],
  [
    'backlog',
    /^(backlog|new|ideas?|icebox|later|someday|received|(?:to |needs )?triage|unassigned|proposed|draft|pending|submitted|inbox|untriaged|more details needed|needs info|need info|volunteer needed|neu|funnel)$/,
  ],
]

/** The stage that a status label's words speak of, or null. `stageOf('In Progress') // 'doing'` */
export function stageOf(label: string): Stage | null {
  const text = plain(label)
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
  const text = plain(label)
  const rank = priorityWords.findIndex(([, words]) => words.test(text))
  return rank < 0 ? null : rank
}

const typeColours: readonly (readonly [RegExp, LabelColour])[] = [
  [/\b(bug|defect|error|incident|fault|fehler)\b/, 'red'],
  [/\b(epic|initiative|theme|learning)\b/, 'violet'],
  [/\b(story|user story)\b/, 'green'],
  [/\b(feature|enhancement|infra|infrastructure)\b/, 'teal'],
  [/\b(improvement|refactor(?:ing)?)\b/, 'cyan'],
  [/\b(sub-?task|technical task)\b/, 'slate'],
  [/\b(task|chore|to-?do|aufgabe)\b/, 'blue'],
  [/\b(documentation|docs?)\b/, 'yellow'],
  [/\b(question|support|debt)\b/, 'orange'],
]

const alertColours: readonly (readonly [RegExp, LabelColour])[] = [
  [/^(blocked|stuck|impeded|at risk|overdue|failed)$/, 'red'],
  [/^(on hold|paused|waiting.*|pending.*)$/, 'yellow'],
]

/** What a set of labels is about, which says how to colour and order it. */
export type LabelTheme = 'status' | 'priority' | 'type' | 'resolution' | 'other'

/** The colour for a label: by its meaning under the theme, else by its position. */
export function colourOf(label: string, theme: LabelTheme, position: number, stage?: Stage | null): LabelColour {
  const text = plain(label)
  const known = stage ?? stageOf(label)
  const found =
    theme === 'priority'
      ? priorityColour(text)
      : theme === 'type'
        ? colourAmong(typeColours, text)
        : theme === 'status'
          ? (colourAmong(alertColours, text) ?? (known && stageColours[known]))
          : theme === 'resolution' && known === 'done'
            ? stageColours.done
            : null
  return found ?? inTurn(position)
}

/** A colour for a label of which nothing but the name is known: by what it speaks of, else by its position. */
export function guessColour(name: string, position: number): LabelColour {
  const text = plain(name)
  const stage = stageOf(name)
  return (
    colourAmong(alertColours, text) ??
    priorityColour(text) ??
    (stage ? stageColours[stage] : colourAmong(typeColours, text)) ??
    inTurn(position)
  )
}

function priorityColour(text: string): LabelColour | null {
  return priorityWords.find(([, words]) => words.test(text))?.[0] ?? null
}

function colourAmong(words: readonly (readonly [RegExp, LabelColour])[], text: string): LabelColour | null {
  return words.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** So that neighbours differ. */
function inTurn(position: number): LabelColour {
  return colourRound[position % colourRound.length] ?? 'blue'
}

/** Words as they are compared: lower case, single spaces, straight apostrophes. */
function plain(text: string): string {
  return matchingKey(text).replace(/\s+/g, ' ').replaceAll('’', "'")
}

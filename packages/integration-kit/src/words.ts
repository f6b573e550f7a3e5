import { matchingKey, type ColumnRole, type Stage } from '@fulcrum/domain'
import type { ImportRole } from './import-source.ts'

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

const priorityWords: readonly RegExp[] = [
  /^(blocker|critical|highest|urgent|p0|very high|immediate|emergency|showstopper|kritisch|sehr hoch|s0|sev ?0|sev ?1)$/,
  /^(major|high|p1|important|hoch|alta|élevée|sev ?2)$/,
  /^(medium|normal|moderate|p2|mittel|media|moyenne|default|sev ?3)$/,
  /^(minor|low|p3|niedrig|baja|bassa|faible|sev ?4)$/,
  /^(trivial|lowest|p4|p5|very low|none|sehr niedrig|nice to have|sev ?5)$/,
]
const priorityColours: readonly LabelColour[] = ['red', 'orange', 'yellow', 'blue', 'grey']

/** How urgent a priority's name is, 0 the most, or null where the words tell nothing. `priorityRank('Major') // 1` */
export function priorityRank(label: string): number | null {
  const text = plain(label)
  const rank = priorityWords.findIndex((words) => words.test(text))
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
export type LabelTheme = 'status' | 'priority' | 'type' | 'other'

/** The colour for a label: by its meaning under the theme, else by its position. */
export function colourOf(label: string, theme: LabelTheme, position: number, stage?: Stage | null): LabelColour {
  const text = plain(label)
  if (theme === 'priority') {
    const rank = priorityRank(label)
    if (rank !== null) return priorityColours[rank] ?? 'grey'
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
  return labelColours[position % labelColours.length] ?? 'grey'
}

const titleHints: readonly (readonly [TitleHint, RegExp])[] = [
  [
    'created',
    /^(created|created at|created on|created date|creation date|date created|creation log|opened|opened at|erstellt|créé)$/,
  ],
  [
    'updated',
    /^(updated|updated at|updated on|last updated|last update|modified|modified at|last modified|date modified|geändert)$/,
  ],
  ['creator', /^(created by|creator|author|opened by|submitter|ersteller)$/],
  ['parent', /^(parent|parent id|parent key|parent task|parent item|parent issue)$/],
  [
    'key',
    /^(id|key|item id|task id|issue id|issue key|ticket|ticket id|ticket number|number|no|nr|#|iid|uid|uuid|ref|reference|code|identifier)$/,
  ],
  [
    'title',
    /^(title|name|summary|subject|task|task name|item|item name|issue|story|headline|feature|what|aufgabe|titel|titre|nombre|tâche)$/,
  ],
  ['group', /^(group|section|section column|column|list|bucket|gruppe)$/],
  ['longText', /^(description|notes?|details?|body|text|comments?|remarks?|acceptance criteria|beschreibung)$/],
  ['status', /^(status|state|stage|phase|workflow|progress status|resolution|etat|état|estado)$/],
  ['priority', /^(priority|prio|severity|urgency|importance|impact|priorität)$/],
  ['type', /^(type|issue type|item type|kind|category|task type|work type|art|typ)$/],
  ['sprint', /^(sprint|iteration|milestone|release|version|fix version)$/],
  [
    'people',
    /^(owner|owners|assignee|assignees|assigned|assigned to|person|people|reporter|responsible|lead|developer|developers|reviewer|reviewers|requester|requested by|manager|member|members|team members|contact|watchers|followers|dri|tester|qa|zuständig|verantwortlich)$/,
  ],
  ['tags', /^(tags?|labels?|components?|component\/s|keywords?|skills?|topics?|areas?|categories|schlagwörter)$/],
  ['estimate', /^(estimate|story points?|points|effort|size|original estimate|estimation|aufwand|sp)$/],
  ['start', /^(start|start date|starts|begin|begin date|started|from|startdatum)$/],
  ['due', /^(due|due date|due on|deadline|end|end date|finish|target date|until|to date|fällig|échéance)$/],
  ['date', /(?:^| )(date|datum|day|time|at|on)$/],
  ['timeline', /^(timeline|period|duration dates|schedule)$/],
  ['dependency', /^(dependency|dependencies|depends on|blocked by|blocks|predecessors?)$/],
  ['text', /(?:^| )(e-?mail|phone|mobile|fax|zip|postcode|url|link|website|address|sku|iban)$/],
]

/** What a column's title says about the column. */
export type TitleHint =
  ImportRole | Exclude<ColumnRole, 'owner'> | 'people' | 'tags' | 'longText' | 'date' | 'timeline' | 'text'

/** What a title speaks of, or null. `titleHint('Assigned To') // 'people'` */
export function titleHint(title: string): TitleHint | null {
  const text = plain(
    title
      .replace(/^custom field \((.*)\)$/i, '$1')
      .replace(/[_]+/g, ' ')
      .replace(/\s*\(.*\)\s*$/, ''),
  )
  for (const [hint, words] of titleHints) if (words.test(text)) return hint
  return null
}

const yes: ReadonlySet<string> = new Set([
  ...[
    'yes',
    'y',
    'true',
    't',
    'x',
    'v',
    '✓',
    '✔',
    '✔️',
    '☑',
    '✅',
    'on',
    'checked',
    'ja',
    'wahr',
    'oui',
    'vrai',
    'sí',
    'si',
  ],
])
const no: ReadonlySet<string> = new Set([
  ...['no', 'n', 'false', 'f', '-', '✗', '✘', '☐', '❌', 'off', 'unchecked', 'nein', 'falsch', 'non', 'faux'],
])

/** Reads a yes or no; null where the text is neither. `parseBooleanText('✓') // true` */
export function parseBooleanText(text: string): boolean | null {
  const word = plain(text)
  if (yes.has(word) || word === '1') return true
  if (no.has(word) || word === '0') return false
  return null
}

function plain(text: string): string {
  return matchingKey(text).replace(/\s+/g, ' ').replace(/’/g, "'")
}

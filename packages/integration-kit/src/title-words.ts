import type { ColumnRole } from '@fulcrum/domain'
import type { ImportRole } from './import-source.ts'
import { plainWords } from './plain-words.ts'

/** What teams call a piece of work, before "ID" or "name". */
const thing =
  '(?:bug|card|case|defect|epic|feature|incident|issue|item|pbi|request|requirement|story|task|test case|ticket|user story|work item)'

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
    new RegExp(
      `^(?:id|key|number|no|nr|#|iid|uid|uuid|ref|reference|code|identifier|ticket|${thing} (?:id|key|number|no|nr|#))$`,
    ),
  ],
  [
    'title',
    new RegExp(
      `^(?:title|name|summary|subject|headline|what|feature|issue|item|story|task|aufgabe|titel|titre|nombre|tâche|${thing} (?:name|title|summary))$`,
    ),
  ],
  ['group', /^(group|section|section[ /]column|column|list|list name|bucket|bucket name|gruppe)$/],
  [
    'longText',
    /^(description|card description|notes?|details?|body|text|comments?|remarks?|acceptance criteria|beschreibung)$/,
  ],
  ['status', /^(status|state|stage|phase|workflow|progress status|resolution|etat|état|estado)$/],
  ['priority', /^(priority|prio|severity|urgency|importance|impact|priorität)$/],
  ['type', /^(type|issue type|item type|kind|category|task type|work type|art|typ)$/],
  ['sprint', /^(sprint|iteration|milestone|release|version|fix version)$/],
  [
    'people',
    /^(owner|owners|assignee|assignees|assigned|assigned to|person|people|reporter|responsible|lead|developer|developers|reviewer|reviewers|requester|requested by|manager|member|members|team members|contact|watchers|followers|dri|tester|qa|zuständig|verantwortlich)$/,
  ],
  ['tags', /^(tags?|labels?|components?|component\/s|keywords?|skills?|topics?|areas?|categories|schlagwörter)$/],
  [
    'estimate',
    /^(estimate|story points?|points|effort|size|original estimate|estimation|estimated (?:time|hours|effort)|time estimate|est\.? sp|aufwand|sp)$/,
  ],
  ['start', /^(start|start date|starts|begin|begin date|started|from|timeline -? ?start|startdatum|beginn)$/],
  [
    'due',
    /^(due|due date|due on|deadline|end|end date|finish|target date|until|to date|timeline -? ?end|fällig|fällig am|fälligkeit|fälligkeitsdatum|échéance|scadenza)$/,
  ],
  [
    'dependency',
    /^(dependency|dependencies|depends on|dependent on|waits for|waiting on|blocked by|blocks|predecessors?)$/,
  ],
  ['date', /(?:^| )(date|datum|day|time|at|on)$/],
  ['timeline', /^(timeline|period|duration dates|schedule)$/],
  ['text', /(?:^| )(e-?mail|phone|mobile|fax|zip|postcode|url|link|website|address|sku|iban)$/],
]

/** What a column's title says about the column. */
export type TitleHint =
  ImportRole | Exclude<ColumnRole, 'owner'> | 'people' | 'tags' | 'longText' | 'date' | 'timeline' | 'text'

/** What a title speaks of, or null. `titleHint('Assigned To') // 'people'` */
export function titleHint(title: string): TitleHint | null {
  const text = plainWords(withoutBrackets(title.replace(/^custom field \((.*)\)$/i, '$1').replace(/[_]+/g, ' ')))
  for (const [hint, words] of titleHints) if (words.test(text)) return hint
  return null
}

/** A title without what it says in brackets at its end. */
function withoutBrackets(title: string): string {
  const whole = title.trimEnd()
  const at = whole.endsWith(')') ? whole.indexOf('(') : -1
  return at < 0 ? title : whole.slice(0, at)
}

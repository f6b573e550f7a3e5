import { stageOf, type LabelTheme } from '@fulcrum/columns'
import { labelOptions } from '../label-options.ts'
import type { TitleHint } from '../title-words.ts'
import { defineImportKind, good } from './kind.ts'
import { bestSeparator } from './separators.ts'

const labelHints: ReadonlySet<TitleHint | null> = new Set<TitleHint | null>([
  'status',
  'priority',
  'type',
  'sprint',
  'group',
])

/** One label of few. */
export const statusKind = defineImportKind({
  id: 'status',
  whenEmpty: { hints: ['status', 'priority'], settings: { options: [] } },
  guess({ title, hint, profile }) {
    const { distinct, filledCount } = profile
    if (distinct === null || hint === 'title' || hint === 'text' || hint === 'tags' || hint === 'key') return null
    if (profile.newlineCount > 0 || distinct.size > 40 || profile.maxLength > 60) return null
    const names = [...distinct.keys()]
    if (names.filter((name) => name.split(/\s+/).length > 5).length > names.length / 5) return null
    const lists = bestSeparator(profile, [',', ';'])
    if (lists !== null && lists.elements.size < distinct.size) return null
    const hinted = labelHints.has(hint)
    const known = names.filter((name) => stageOf(name) !== null).length
    const repeats = filledCount / distinct.size
    const isEnough = hinted
      ? repeats >= 1.5 || known >= names.length / 2 || distinct.size <= 4
      : (filledCount >= 8 && repeats >= 3 && distinct.size <= 30) || (known === names.length && names.length >= 2)
    if (!isEnough) return null
    return {
      kind: 'status',
      confidence: hinted ? 0.95 : repeats >= 10 ? 0.8 : 0.65,
      settings: { options: labelOptions(distinct, themeOf(hint, title, known / names.length)) },
    }
  },
  read: ({ trimmed }) => good({ kind: 'status', label: trimmed }),
  columnRole(hint, title) {
    if (hint === 'priority' || hint === 'type' || hint === 'sprint') return hint
    return hint === 'status' && !isResolution(title) ? hint : undefined
  },
})

function themeOf(hint: TitleHint | null, title: string, knownShare: number): LabelTheme {
  if (isResolution(title)) return 'resolution'
  if (hint === 'priority' || hint === 'type' || hint === 'status') return hint
  return knownShare >= 0.6 ? 'status' : 'other'
}

/** How work ended is no place in its course. */
function isResolution(title: string): boolean {
  return /resolution/i.test(title)
}

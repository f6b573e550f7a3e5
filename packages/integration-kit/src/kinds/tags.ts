import { labelOptions } from '../label-options.ts'
import { defineImportKind, elementsOf, good, nothing } from './kind.ts'
import { bestSeparator } from './separators.ts'

/** Several labels. */
export const tagsKind = defineImportKind({
  id: 'tags',
  whenEmpty: { hints: ['tags'], settings: { options: [], separator: ',' } },
  guess({ hint, profile }) {
    if (hint === 'title' || hint === 'text' || hint === 'key') return null
    const lists = bestSeparator(profile, hint === 'tags' ? [';', ',', '|'] : [',', ';', '|'])
    if (lists === null) {
      if (hint !== 'tags' || profile.distinct === null || profile.distinct.size > 200) return null
      const options = labelOptions(profile.distinct, 'other')
      return { kind: 'tags', confidence: 0.8, settings: { options, separator: ',' } }
    }
    const { separator, elements, listCount } = lists
    let total = 0
    for (const count of elements.values()) total += count
    const isRepeated = total >= elements.size * 2 && elements.size <= 200
    const share = listCount / profile.filledCount
    if (hint !== 'tags' && !(isRepeated && share >= 0.1 && profile.filledCount >= 5)) return null
    const sentences = [...elements.keys()].filter((element) => element.split(/\s+/).length > 4).length
    if (sentences > elements.size / 5) return null
    const options = labelOptions(elements, 'other')
    return { kind: 'tags', confidence: hint === 'tags' ? 0.95 : 0.7, settings: { options, separator } }
  },
  read({ value, settings }) {
    const labels = elementsOf(value, settings.separator)
    return labels.length === 0 ? nothing : good({ kind: 'tags', labels })
  },
  columnRole: (hint) => (hint === 'sprint' ? hint : undefined),
})

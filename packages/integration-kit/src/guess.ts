import type { ColumnRole } from '@fulcrum/domain'
import type { ColumnProfile, ElementSeparator } from './column-profile.ts'
import { ambiguousDayOrder, bestDateStyle } from './day-order.ts'
import type { FieldGuess, GuessSettings, ImportOption } from './import-source.ts'
import { labelOptions } from './label-options.ts'
import type { NumberStyle } from './numbers.ts'
import type { DateStyle } from './dates.ts'
import { stageOf, titleHint, type LabelTheme, type TitleHint } from './words.ts'

/** What is known besides the column itself. */
export interface GuessContext {
  /** How the file's certain columns write short dates, or what the person said. */
  readonly dayFirst?: boolean
  readonly recordCount: number
}

/**
 * What a column seems to be. Looks at the whole column: a kind is taken only where nearly all values fit it, and a title
 * lowers the bar for what it speaks of.
 */
export function guessField(title: string, profile: ColumnProfile, context: GuessContext): FieldGuess {
  const hint = titleHint(title)
  const filled = profile.filledCount
  if (filled === 0) return emptyGuess(hint)
  return (
    guessCheckbox(profile, hint, title) ??
    guessDate(profile, hint, context) ??
    guessNumber(profile, hint) ??
    guessLongText(profile, hint) ??
    guessPeople(profile, hint) ??
    guessStatus(profile, hint) ??
    guessTags(profile, hint) ?? {
      kind: 'text',
      confidence: hint === 'title' || hint === 'text' ? 0.95 : 0.7,
      settings: {},
    }
  )
}

/** What a column with this title would mean to the engine, where its kind allows that. */
export function columnRoleOf(title: string, guess: FieldGuess): ColumnRole | undefined {
  const hint = titleHint(title)
  const { kind } = guess
  if (hint === 'people' && kind === 'people') return 'owner'
  if (kind === 'status') {
    if (hint === 'priority' || hint === 'type' || hint === 'sprint') return hint
    return hint === 'status' && !/resolution/i.test(title) ? 'status' : undefined
  }
  if (kind === 'tags') return hint === 'sprint' ? 'sprint' : undefined
  if (kind === 'date') return hint === 'due' || hint === 'start' ? hint : undefined
  if (kind === 'number') return hint === 'estimate' ? 'estimate' : undefined
  return undefined
}

/** How far a column may miss a kind: not at all when short, a fiftieth when long, a fifth when the title speaks of it. */
function fits(count: number, filled: number, hinted: boolean): boolean {
  if (count === filled) return true
  if (hinted) return count >= filled * 0.8
  return filled >= 50 && count >= filled * 0.98
}

function emptyGuess(hint: TitleHint | null): FieldGuess {
  const confidence = 0.3
  switch (hint) {
    case 'due':
    case 'start':
    case 'created':
    case 'updated':
      return { kind: 'date', confidence, settings: { dateStyle: 'iso' } }
    case 'people':
      return { kind: 'people', confidence, settings: {} }
    case 'tags':
      return { kind: 'tags', confidence, settings: { options: [], separator: ',' } }
    case 'status':
    case 'priority':
      return { kind: 'status', confidence, settings: { options: [] } }
    case 'estimate':
      return { kind: 'number', confidence, settings: { numberStyle: 'point', precision: 0 } }
    case 'longText':
      return { kind: 'longText', confidence, settings: {} }
    default:
      return { kind: 'text', confidence: 0.2, settings: {} }
  }
}

function guessCheckbox(profile: ColumnProfile, hint: TitleHint | null, title: string): FieldGuess | null {
  if (profile.booleanCellCount === profile.filledCount) return { kind: 'checkbox', confidence: 0.99, settings: {} }
  if (profile.booleanCount !== profile.filledCount || (profile.distinct?.size ?? 9) > 4) return null
  const onlyDigits = [...(profile.distinct?.keys() ?? [])].every((text) => text === '0' || text === '1' || text === '-')
  const asksYesOrNo =
    /\?$|^(is|has|can|done|checked|active|enabled|flag|flagged|blocked|visible|billable|completed?)\b/i.test(title)
  if (onlyDigits && !asksYesOrNo) return null
  return { kind: 'checkbox', confidence: hint === null || asksYesOrNo ? 0.95 : 0.8, settings: {} }
}

const dateHints: ReadonlySet<TitleHint | null> = new Set(['due', 'start', 'created', 'updated', 'date', 'timeline'])

function guessDate(profile: ColumnProfile, hint: TitleHint | null, context: GuessContext): FieldGuess | null {
  const filled = profile.filledCount
  const hinted = dateHints.has(hint)
  const style = bestDateStyle(profile.dateCounts, context.dayFirst)
  if (style !== null && fits(profile.dateCounts.get(style) ?? 0, filled, hinted)) {
    const uncertain = ambiguousDayOrder(profile.dateCounts) && style !== 'iso' && context.dayFirst === undefined
    const share = (profile.dateCounts.get(style) ?? 0) / filled
    return {
      kind: 'date',
      confidence: Math.min(share, uncertain ? 0.6 : 0.98),
      settings: {
        dateStyle: style,
        ...(profile.timeOfDayCount > 0 ? { withTime: true } : {}),
        ...(uncertain ? { dayOrderUncertain: true } : {}),
      },
    }
  }
  const range = bestDateStyle(profile.rangeCounts, context.dayFirst)
  if (range !== null && fits(profile.rangeCounts.get(range) ?? 0, filled, hinted)) {
    return { kind: 'timeline', confidence: 0.9, settings: { dateStyle: range } }
  }
  return hinted ? guessCountedDate(profile) : null
}

/** Instants that systems write as a number; only titles that speak of dates make them dates. */
function guessCountedDate(profile: ColumnProfile): FieldGuess | null {
  const numbers = profile.numberCounts.get('point')
  if (numbers?.count !== profile.filledCount || numbers.decimals > 0) return null
  const style: DateStyle | null = profile.samples.every((text) => /^1\d{12}$/.test(text))
    ? 'unixMs'
    : profile.samples.every((text) => /^1\d{9}$/.test(text))
      ? 'unixSeconds'
      : profile.samples.every((text) => /^[34]\d{4}$/.test(text))
        ? 'serial'
        : null
  if (style === null) return null
  return {
    kind: 'date',
    confidence: 0.75,
    settings: { dateStyle: style, ...(style === 'serial' ? {} : { withTime: true }) },
  }
}

function guessNumber(profile: ColumnProfile, hint: TitleHint | null): FieldGuess | null {
  if (hint === 'text' || hint === 'people' || hint === 'title') return null
  const point = profile.numberCounts.get('point')
  const comma = profile.numberCounts.get('comma')
  const style: NumberStyle = (comma?.count ?? 0) > (point?.count ?? 0) ? 'comma' : 'point'
  const best = style === 'comma' ? comma : point
  if (best === undefined || !fits(best.count, profile.filledCount, hint === 'estimate')) return null
  const settings: GuessSettings = { numberStyle: style, precision: Math.min(best.decimals, 10), ...unitOf(best.units) }
  // Where both styles read every number but differ on what is a fraction, the reading was a choice.
  const torn = point?.count === comma?.count && point?.integers !== comma?.integers
  return { kind: 'number', confidence: torn ? 0.7 : Math.min(best.count / profile.filledCount, 0.97), settings }
}

function unitOf(units: ReadonlyMap<string, number>): { unit?: string } {
  const named = [...units].filter(([unit]) => unit !== '')
  const [first] = named
  return named.length === 1 && first !== undefined ? { unit: first[0] } : {}
}

function guessLongText(profile: ColumnProfile, hint: TitleHint | null): FieldGuess | null {
  if (hint === 'title') return null
  const long = profile.newlineCount > 0 || profile.longCount > profile.filledCount * 0.1 || profile.maxLength > 500
  if (long) return { kind: 'longText', confidence: hint === 'longText' ? 0.98 : 0.85, settings: {} }
  return hint === 'longText' ? { kind: 'longText', confidence: 0.8, settings: {} } : null
}

function guessPeople(profile: ColumnProfile, hint: TitleHint | null): FieldGuess | null {
  if (hint !== 'people' && hint !== 'creator') return null
  const lists = bestSeparator(profile, [';', ',', '|'])
  const named = profile.personCount
  if (lists !== null) {
    const { separator, elements } = lists
    // "Lovelace, Ada" is one person; "Ada, Grace" are two, and each stands alone somewhere, or there are three.
    const alone = [...elements.keys()].filter((element) => profile.distinct?.has(element) ?? false).length
    const severalWords = [...elements.keys()].filter((element) => element.includes(' ')).length > elements.size / 2
    if (separator !== ',' || alone > 0 || severalWords) {
      return { kind: 'people', confidence: 0.85, settings: { separator } }
    }
  }
  if (named >= profile.filledCount * 0.8) return { kind: 'people', confidence: 0.9, settings: {} }
  return null
}

const labelHints: ReadonlySet<TitleHint | null> = new Set(['status', 'priority', 'type', 'sprint', 'group'])

function guessStatus(profile: ColumnProfile, hint: TitleHint | null): FieldGuess | null {
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
  const enough = hinted
    ? repeats >= 1.5 || known >= names.length / 2 || distinct.size <= 4
    : (filledCount >= 8 && repeats >= 3 && distinct.size <= 30) || (known === names.length && names.length >= 2)
  if (!enough) return null
  const theme = themeOf(hint, known, names.length)
  return {
    kind: 'status',
    confidence: hinted ? 0.95 : repeats >= 10 ? 0.8 : 0.65,
    settings: { options: labelOptions(distinct, theme) },
  }
}

function themeOf(hint: TitleHint | null, known: number, count: number): LabelTheme {
  if (hint === 'priority' || hint === 'type' || hint === 'status') return hint
  return known >= count * 0.6 ? 'status' : 'other'
}

function guessTags(profile: ColumnProfile, hint: TitleHint | null): FieldGuess | null {
  if (hint === 'title' || hint === 'text' || hint === 'key') return null
  const lists = bestSeparator(profile, hint === 'tags' ? [';', ',', '|'] : [',', ';', '|'])
  if (lists === null) {
    if (hint !== 'tags' || profile.distinct === null || profile.distinct.size > 200) return null
    return {
      kind: 'tags',
      confidence: 0.8,
      settings: { options: labelOptions(profile.distinct, 'other'), separator: ',' },
    }
  }
  const { separator, elements, listCount } = lists
  let total = 0
  for (const count of elements.values()) total += count
  const repeated = total >= elements.size * 2 && elements.size <= 200
  const share = listCount / profile.filledCount
  if (hint !== 'tags' && !(repeated && share >= 0.1 && profile.filledCount >= 5)) return null
  const words = [...elements.keys()].filter((element) => element.split(/\s+/).length > 4).length
  if (words > elements.size / 5) return null
  const options: readonly ImportOption[] = labelOptions(elements, 'other')
  return { kind: 'tags', confidence: hint === 'tags' ? 0.95 : 0.7, settings: { options, separator } }
}

function bestSeparator(
  profile: ColumnProfile,
  separators: readonly ElementSeparator[],
): { separator: ElementSeparator; elements: ReadonlyMap<string, number>; listCount: number } | null {
  let best: ReturnType<typeof bestSeparator> = null
  for (const separator of separators) {
    const counts = profile.elementCounts.get(separator)
    if (counts === undefined || counts.elements === null || counts.listCount === 0) continue
    if (best !== null && best.listCount >= counts.listCount) continue
    best = { separator, elements: counts.elements, listCount: counts.listCount }
  }
  return best
}

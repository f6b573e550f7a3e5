import type { IconName } from '@fulcrum/ui'

/**
 * Something that can be done here and now. The palette offers it, its keys do it, the sheet of shortcuts lists it, so that a
 * command is said once.
 */
export interface Action {
  readonly id: string
  readonly title: string
  /** The heading under which it stands: "Board", "Go to". */
  readonly section: string
  readonly icon?: IconName
  /** As `Kbd` writes them: `C`, `Mod K`, `Mod Shift Z`; several ways are separated by a comma. */
  readonly shortcut?: string
  /** More words by which the palette finds it. */
  readonly keywords?: string
  /** Said behind the title. */
  readonly hint?: string
  /** Only keys do it; the palette does not offer it. */
  readonly keysOnly?: boolean
  /** Keys do it also while a field has the focus. */
  readonly inFields?: boolean
  readonly run: () => void
}

/** A key to which what has the focus listens by itself; it is only listed with the others. */
export interface ListedKey extends Pick<Action, 'id' | 'title' | 'section'> {
  readonly shortcut: string
}

/** The actions of what is on the page, the latest first. */
export interface ActionRegistry {
  readonly add: (actions: readonly Action[]) => () => void
  readonly all: () => readonly Action[]
  /** Does the action of an id, if it is on offer. */
  readonly run: (id: string) => void
  /** The same, also where what offers it is still on its way to the page: as soon as it is there, unless it takes too long. */
  readonly runSoon: (id: string) => void
  /** Somebody came to this place: what was asked for elsewhere is waited for no more. */
  readonly arrive: (place: string) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** Who asked for something longer ago has turned to something else, ms. */
const SOON_MS = 15_000

/** Makes an empty registry. `now` is a clock, ms. */
export function createActions(now: () => number = () => performance.now()): ActionRegistry {
  let lists: readonly (readonly Action[])[] = []
  let flat: readonly Action[] = []
  let here = ''
  let wanted: { readonly id: string; readonly until: number } | null = null
  const listeners = new Set<() => void>()
  const set = (next: typeof lists): void => {
    lists = next
    flat = firstOfEach(next.flat())
    for (const listener of listeners) listener()
    if (wanted !== null && now() < wanted.until) run(wanted.id, wanted)
  }
  const run = (id: string, otherwise: typeof wanted = null): void => {
    const found = flat.find((action) => action.id === id)
    wanted = found === undefined ? otherwise : null
    found?.run()
  }
  return {
    add: (actions) => {
      set([actions, ...lists])
      return () => set(lists.filter((list) => list !== actions))
    },
    all: () => flat,
    run: (id) => run(id),
    runSoon: (id) => run(id, { id, until: now() + SOON_MS }),
    arrive: (place) => {
      if (place !== here) wanted = null
      here = place
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A panel's action hides the page's of the same id. */
function firstOfEach(actions: readonly Action[]): readonly Action[] {
  const ids = new Set<string>()
  return actions.filter(({ id }) => !ids.has(id) && ids.add(id))
}

/** Whether a key press is one of a shortcut's: `Mod` is Command on a Mac and Control elsewhere. */
export function matchesShortcut(
  shortcut: string,
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  apple: boolean,
): boolean {
  return shortcut.split(',').some((way) => {
    const keys = way.trim().split(' ')
    if (isSequence(keys)) return false
    const key = keys[keys.length - 1] ?? ''
    const has = (name: string): boolean => keys.slice(0, -1).includes(name)
    const control = has('Ctrl') || (has('Mod') && !apple)
    const meta = has('Mod') && apple
    if (event.ctrlKey !== control || event.metaKey !== meta || event.altKey !== has('Alt')) return false
    // Signs such as ? need Shift on some keyboards and not on others.
    const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase()
    if (!isSign && event.shiftKey !== has('Shift')) return false
    return event.key.toLowerCase() === key.toLowerCase()
  })
}

const heldKeys: ReadonlySet<string> = new Set(['Mod', 'Ctrl', 'Alt', 'Shift'])

/** Keys that are pressed one after the other, `G H`; others are held together. */
function isSequence(keys: readonly string[]): boolean {
  return keys.length === 2 && !heldKeys.has(keys[0] ?? '')
}

/** The key that begins a shortcut of two keys and the one that ends it: `sequencesOf('G H') // [['g', 'h']]` */
export function sequencesOf(shortcut: string): readonly (readonly [first: string, then: string])[] {
  return shortcut.split(',').flatMap((way) => {
    const keys = way.trim().split(' ')
    const [first = '', then = ''] = keys
    return isSequence(keys) ? [[first.toLowerCase(), then.toLowerCase()] as const] : []
  })
}

/** Whether typing goes into a field now, so that single letters are letters. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
}

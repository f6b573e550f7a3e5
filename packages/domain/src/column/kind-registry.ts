import type { Derive, DeriveCode, DeriveSchema } from '../derived/derivation.ts'
import { assert } from '../errors.ts'
import type { Json } from '../json.ts'
import type { ColumnKind, ColumnSight, KeepUp } from './kind.ts'

/** The rest of a kind: it is here once `KindRegistry.fetch` is through. */
const restOfKind = ['description', 'settings', 'settingsFor', 'value', 'check', 'parse', 'examples'] as const

/** What only some kinds have of it. */
const partsOfSome = ['series', 'asks', 'variant', 'labels', 'withLabels'] as const

/** A kind of which only the sight is here. To ask it for the rest is a bug until `complete` was given the whole kind. */
function begunKind(sight: ColumnSight): ColumnKind {
  const missing = (name: string): PropertyDescriptor => ({
    configurable: true,
    get: () => assert(false, `the whole kind ${sight.id}, of which "${name}" was asked`),
  })
  const rest = Object.fromEntries(restOfKind.map((name) => [name, missing(name)]))
  // What many kinds do without is undefined: a kind that is otherwise under some settings is none to begin with.
  for (const name of partsOfSome) rest[name] = { configurable: true, value: undefined }
  // @NOTE what is missing is said when it is asked for; `complete` brings it.
  return Object.defineProperties({ ...sight }, rest) as ColumnKind
}

function complete(begun: ColumnKind, whole: ColumnKind): ColumnKind {
  for (const name of [...restOfKind, ...partsOfSome])
    Object.defineProperty(begun, name, { enumerable: true, value: whole[name] })
  return begun
}

/**
 * Fetches every kind there is, in the order in which people choose one, where an app began with some. Never fails: without a
 * connection it goes on trying.
 */
export type LoadKinds = () => Promise<readonly ColumnKind[]>

/** The kinds that are known, by id. A value that is passed along, never a global. */
export class KindRegistry {
  private readonly kinds = new Map<string, ColumnKind>()
  /** Those of which only the sight is here. */
  private readonly begun = new Map<string, ColumnKind>()
  private readonly derives = new Map<string, DeriveCode<Json, Json>>()
  private keeping: KeepUp | null = null
  /** Null where there are none, or all are here. */
  private late: LoadKinds | null
  private coming: Promise<void> | null = null

  /** With whole kinds, or with the sights of some where `late` brings the whole of them. */
  constructor(kinds: readonly (ColumnKind | ColumnSight)[], late: LoadKinds | null = null) {
    this.late = late
    this.add(kinds)
  }

  /** True where only the sight of some is here: no value of theirs can be taken in. */
  get isBegun(): boolean {
    return this.begun.size > 0
  }

  /** True where one of these may be a kind that is not here yet. */
  awaits(ids: Iterable<string>): boolean {
    return this.late !== null && Array.from(ids).some((id) => !this.kinds.has(id))
  }

  /** Fetches the kinds that come late. */
  fetch(): Promise<void> {
    this.coming ??= (this.late?.() ?? Promise.resolve([])).then((kinds) => {
      this.add(kinds)
      this.late = null
    })
    return this.coming
  }

  private add(kinds: readonly (ColumnKind | ColumnSight)[]): void {
    for (const kind of kinds) {
      // Behind those that stand before it in the list, also where it is known. Columns that have it go on with the same one.
      const begun = this.begun.get(kind.id)
      this.kinds.delete(kind.id)
      this.begun.delete(kind.id)
      const known = !isWhole(kind) ? begunKind(kind) : begun ? complete(begun, kind) : kind
      this.kinds.set(kind.id, known)
      if (!isWhole(kind)) this.begun.set(kind.id, known)
      this.keeping ??= kind.keepUp ?? null
      if (typeof kind.derive === 'function') this.derives.set(kind.id, { derive: kind.derive })
    }
  }

  get(id: string): ColumnKind | undefined {
    return this.kinds.get(id)
  }

  all(): readonly ColumnKind[] {
    return [...this.kinds.values()]
  }

  /** What keeps derived cells up; null while no kind is here that has any. */
  get keepUp(): KeepUp | null {
    return this.keeping
  }

  /** How the cells of a kind come about, once it is here. */
  derive(id: string): Derive<Json, Json> | undefined {
    return this.derives.get(id)?.derive
  }

  /** Settings of a kind as they are kept, of settings as they were given. */
  completeSettings(id: string, settings: Json, schema: DeriveSchema): Json {
    const { complete } = this.derives.get(id) ?? {}
    return complete ? complete(settings, schema) : settings
  }

  /** True where the code of any of these kinds that derives cells is not here yet. */
  lacks(ids: Iterable<string>): boolean {
    for (const id of ids) if (this.kinds.get(id)?.derive !== undefined && !this.derives.has(id)) return true
    return false
  }

  /** Fetches what these kinds, or all, still need to derive cells. True where something came. */
  async prepare(ids: Iterable<string> = this.kinds.keys()): Promise<boolean> {
    let came = false
    for (const id of new Set(ids)) {
      const derive = this.kinds.get(id)?.derive
      if (derive === undefined || this.derives.has(id) || typeof derive === 'function') continue
      this.derives.set(id, await derive.load())
      came = true
    }
    return came
  }
}

function isWhole(kind: ColumnKind | ColumnSight): kind is ColumnKind {
  return 'parse' in kind
}

import type { FidelityLog } from './fidelity.ts'

/** Which record is whose parent. Gathers all, then drops what points outside the file or in a circle. */
export class ParentLinks {
  private readonly keys = new Set<string>()
  private readonly parents = new Map<string, string>()
  /** Keys by title; null for titles that several records have. */
  private readonly byTitle = new Map<string, string | null>()

  /** Notes a record; `parent` null for one without. With a title others may name it by that, if no other has it. */
  add(key: string, parent: string | null, title?: string): void {
    this.keys.add(key)
    if (title !== undefined) this.byTitle.set(title, this.byTitle.has(title) ? null : key)
    if (parent !== null) this.parents.set(key, parent)
  }

  /** True for keys that were added. */
  has(key: string): boolean {
    return this.keys.has(key)
  }

  /** Call when all records were added. */
  finish(field: string | null, fidelity: FidelityLog): void {
    for (const [key, parent] of this.parents) {
      if (this.keys.has(parent)) continue
      const named = this.byTitle.get(parent)
      if (named) {
        this.parents.set(key, named)
        continue
      }
      this.parents.delete(key)
      fidelity.add(field, 'parent-missing', `${key} below ${parent}`)
    }
    const safe = new Set<string>()
    for (const start of this.parents.keys()) {
      const path = new Set<string>()
      let key: string | undefined = start
      while (key !== undefined && !safe.has(key)) {
        if (path.has(key)) {
          this.parents.delete(key)
          fidelity.add(field, 'parent-circle', key)
          break
        }
        path.add(key)
        key = this.parents.get(key)
      }
      for (const passed of path) safe.add(passed)
    }
  }

  /** The parent that holds, after `finish`. */
  parentOf(key: string): string | undefined {
    return this.parents.get(key)
  }
}

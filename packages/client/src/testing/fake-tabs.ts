import type { Tabs } from '../ports.ts'

/** Tabs of one profile in memory: they lead one after another, in the order in which they came. */
export class FakeTabs {
  private readonly listeners = new Map<string, (message: unknown) => void>()
  private readonly line: { readonly id: string; readonly onLead: () => void }[] = []
  private count = 0
  private readonly exclusive: boolean

  constructor({ exclusive = true } = {}) {
    this.exclusive = exclusive
  }

  tab(): Tabs {
    const id = `tab${(this.count += 1)}`
    return {
      id,
      exclusive: this.exclusive,
      lead: (onLead) => {
        if (!this.exclusive) {
          queueMicrotask(onLead)
          return () => undefined
        }
        const place = { id, onLead }
        this.line.push(place)
        if (this.line[0] === place) queueMicrotask(onLead)
        return () => this.leave(place)
      },
      post: (message) => {
        const text = JSON.stringify(message)
        for (const [other, listener] of this.listeners) {
          if (other !== id) setImmediate(() => this.listeners.has(other) && listener(JSON.parse(text)))
        }
      },
      listen: (listener) => {
        this.listeners.set(id, listener)
        return () => void this.listeners.delete(id)
      },
    }
  }

  private leave(place: { readonly id: string; readonly onLead: () => void }): void {
    const led = this.line[0] === place
    this.line.splice(this.line.indexOf(place), 1)
    const next = this.line[0]
    if (led && next) queueMicrotask(next.onLead)
  }
}

import type pg from 'pg'

/** The statements that a pool runs from now on, in order. For tests that count them. */
export function watchStatements(pool: pg.Pool): { readonly texts: string[]; stop(): void } {
  const texts: string[] = []
  const watched = new WeakSet<pg.PoolClient>()
  let stopped = false
  const watch = (client: pg.PoolClient) => {
    if (watched.has(client)) return
    watched.add(client)
    const run = client.query.bind(client) as (...args: unknown[]) => unknown
    const counted = (...args: unknown[]) => {
      const [first] = args
      const text = typeof first === 'object' && first !== null && 'text' in first ? first.text : first
      if (!stopped) texts.push(String(text))
      return run(...args)
    }
    // @NOTE the same calls, seen on their way.
    client.query = counted as unknown as typeof client.query
  }
  pool.on('acquire', watch)
  return {
    texts,
    stop: () => {
      stopped = true
      pool.off('acquire', watch)
    },
  }
}

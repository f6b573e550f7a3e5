import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * Kilobytes of the compressed scripts that a board's first rows wait for, or null where there is no built web app. What is
 * imported as the page goes on (`import()`) is not among them.
 */
export function boardScriptKb(dist: string): number | null {
  if (!existsSync(path.join(dist, 'index.html'))) return null
  const assets = path.join(dist, 'assets')
  const html = readFileSync(path.join(dist, 'index.html'), 'utf8')
  const named = [...html.matchAll(/assets\/([\w.-]+\.js)/g)].map(([, name]) => name ?? '')
  const waiting = [...named, ...readdirSync(assets).filter((name) => /^board-[\w-]+\.js$/.test(name))]
  const needed = new Set<string>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (needed.has(name)) continue
    needed.add(name)
    const source = readFileSync(path.join(assets, name), 'utf8')
    // Only what is imported without waiting; `import("./x.js")` is lazy.
    for (const [, next] of source.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) if (next) waiting.push(next)
  }
  return [...needed].reduce((sum, name) => sum + statSync(path.join(assets, `${name}.br`)).size, 0) / 1_000
}

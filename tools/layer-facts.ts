import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'
import type { Import, SourceFile, Spot } from './layer-rules.ts'

export type Workspace = { dir: string; name: string; exports: readonly string[]; declares: readonly string[] }
/** What the rules need to know of the whole repository. */
export type WorldFacts = { workspaces: readonly Workspace[]; rootDeclares: readonly string[]; kinds: readonly string[] }

type Manifest = { name: string; exports?: Record<string, string>; workspaces?: string[] } & Partial<
  Record<'dependencies' | 'devDependencies' | 'peerDependencies' | 'optionalDependencies', Record<string, string>>
>

/** Reads the manifests and the list of column kinds. */
export function readWorld(root: string): WorldFacts {
  const own = readManifest(root)
  const dirs = globSync([...(own.workspaces ?? [])], { cwd: root }).filter((dir) =>
    existsSync(path.join(root, dir, 'package.json')),
  )
  return {
    workspaces: dirs.toSorted().map((dir) => {
      const manifest = readManifest(path.join(root, dir))
      return { dir, name: manifest.name, exports: Object.keys(manifest.exports ?? {}), declares: declared(manifest) }
    }),
    rootDeclares: declared(own),
    kinds: globSync('packages/columns/src/*/column.ts', { cwd: root }).map((file) => path.basename(path.dirname(file))),
  }
}

/** Every source file that a workspace holds, relative to the root. */
export function listSources(root: string, { workspaces }: WorldFacts): string[] {
  return workspaces.flatMap(({ dir }) => walk(root, dir)).toSorted()
}

/** Parses one file into what the rules look at. */
export function readSource(file: string, text: string): SourceFile {
  const { program, module, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? 'cannot be parsed'}`)
  const lineAt = lineCounter(text)
  const imports: Import[] = []
  const add = (specifier: string, start: number) => imports.push({ specifier, line: lineAt(start) })
  for (const { moduleRequest, start } of module.staticImports) add(moduleRequest.value, start)
  for (const { entries, start } of module.staticExports) {
    const from = entries.find(({ moduleRequest }) => moduleRequest !== null)?.moduleRequest
    if (from !== undefined && from !== null) add(from.value, start)
  }
  const spots: Spot[] = []
  visit(program, (node) => {
    if (node.type === 'ImportExpression' || node.type === 'TSImportType') {
      const specifier = literal(node['source']) ?? literal(node['argument'])
      if (specifier !== undefined) add(specifier, node.start)
    }
    const spot = spotOf(node)
    if (spot !== undefined) spots.push({ ...spot, line: lineAt(node.start) })
  })
  return { path: file, imports, spots }
}

type Node = { type: string; start: number; [key: string]: unknown }

function spotOf(node: Node): Omit<Spot, 'line'> | undefined {
  switch (node.type) {
    case 'CallExpression':
      return callSpot(dotted(node['callee']), args(node))
    case 'NewExpression':
      return newSpot(dotted(node['callee']), args(node))
    case 'SwitchCase': {
      const text = literal(node['test'])
      return text === undefined ? undefined : { kind: 'case', text }
    }
    case 'Identifier':
    case 'JSXText':
      return { kind: 'word', text: String(node['name'] ?? node['value']) }
    case 'Literal':
      return typeof node['value'] === 'string' ? { kind: 'word', text: node['value'] } : undefined
    case 'TemplateElement': {
      const value = node['value']
      const raw = typeof value === 'object' && value !== null && 'raw' in value ? String(value.raw) : ''
      return { kind: 'word', text: raw }
    }
    default:
      return undefined
  }
}

function callSpot(callee: string, given: readonly Node[]): Omit<Spot, 'line'> | undefined {
  if (callee === 'Date.now' || callee === 'Math.random' || callee === 'Date')
    return { kind: 'clock', text: `${callee}()` }
  if (callee.startsWith('Intl.') && isDefaultLocale(given[0])) return { kind: 'locale', text: callee }
  const method = /\.(toLocale(?:Lower|Upper)Case|toLocale(?:Date|Time)?String)$/.exec(callee)?.[1]
  if (method !== undefined && isDefaultLocale(given[0])) return { kind: 'locale', text: `${method}()` }
  if (callee.endsWith('.localeCompare') && isDefaultLocale(given[1])) return { kind: 'locale', text: 'localeCompare()' }
  return undefined
}

function newSpot(callee: string, given: readonly Node[]): Omit<Spot, 'line'> | undefined {
  if (callee === 'Date' && given.length === 0) return { kind: 'clock', text: 'new Date()' }
  if (callee.startsWith('Intl.') && isDefaultLocale(given[0])) return { kind: 'locale', text: `new ${callee}` }
  return undefined
}

function isDefaultLocale(argument: Node | undefined): boolean {
  return argument === undefined || (argument.type === 'Identifier' && argument['name'] === 'undefined')
}

/** `Intl.Collator` of a member expression; `.name` when the object is more than names. */
function dotted(value: unknown): string {
  if (!isNode(value)) return ''
  if (value.type === 'Identifier') return String(value['name'])
  if (value.type !== 'MemberExpression' || value['computed'] === true) return ''
  return `${dotted(value['object'])}.${dotted(value['property'])}`
}

function args(node: Node): Node[] {
  return Array.isArray(node['arguments']) ? node['arguments'].filter(isNode) : []
}

function literal(value: unknown): string | undefined {
  if (!isNode(value)) return undefined
  if (value.type === 'TSLiteralType') return literal(value['literal'])
  return value.type === 'Literal' && typeof value['value'] === 'string' ? value['value'] : undefined
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const each of value) visit(each, see)
  } else if (isNode(value)) {
    see(value)
    for (const key of Object.keys(value)) visit(value[key], see)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function lineCounter(text: string): (offset: number) => number {
  return (offset) => text.slice(0, offset).split('\n').length
}

function walk(root: string, dir: string): string[] {
  return readdirSync(path.join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const at = `${dir}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : walk(root, at)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [at] : []
  })
}

function declared(manifest: Manifest): string[] {
  return [
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.devDependencies ?? {}),
    ...Object.keys(manifest.peerDependencies ?? {}),
    ...Object.keys(manifest.optionalDependencies ?? {}),
  ]
}

function readManifest(dir: string): Manifest {
  return JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8'))
}

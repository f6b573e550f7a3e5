import path from 'node:path'
import type { Workspace, WorldFacts } from './layer-facts.ts'
import {
  commonIds,
  drawingLibraries,
  forbiddenToApps,
  laneNames,
  packageOrder,
  providerNames,
  purePackages,
} from './layers.ts'

export type Import = { specifier: string; line: number }
/** A call or a literal of a file that a rule may forbid. */
export type Spot = { kind: 'clock' | 'locale' | 'case' | 'word'; text: string; line: number }
export type SourceFile = { path: string; imports: readonly Import[]; spots: readonly Spot[] }
export type Violation = { file: string; line: number; rule: string; message: string }

/** Tests, benches, their helpers and the tools that run here: they may look at everything. */
function isTestFile(file: string): boolean {
  return (
    /\.(test\.tsx?|e2e\.ts|bench\.ts|config\.ts)$/.test(file) ||
    /-contract(\.web)?\.tsx?$/.test(file) ||
    /(^|\/)(testing|e2e)\//.test(file) ||
    file.startsWith('tools/')
  )
}

/** Files that draw: views beside their pure halves, the component package, the web app. */
function isDrawingFile(file: string): boolean {
  return /\.web(\.test)?\.tsx?$/.test(file) || file.startsWith('packages/ui/') || file.startsWith('apps/web/')
}

/** All that is wrong with one file. */
export function checkFile(file: SourceFile, world: WorldFacts): Violation[] {
  const workspace = world.workspaces.find(({ dir }) => file.path.startsWith(`${dir}/`))
  if (workspace === undefined) return []
  return [
    ...file.imports.flatMap((each) => checkImport(file.path, each, workspace, world)),
    ...file.spots.flatMap((spot) => checkSpot(file.path, spot, workspace, world)),
    ...checkName(file.path, workspace),
  ]
}

function checkImport(file: string, { specifier, line }: Import, from: Workspace, world: WorldFacts): Violation[] {
  const say = (rule: string, message: string): Violation[] => [{ file, line, rule, message }]
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier)
    if (!target.startsWith(`${from.dir}/`) && !file.startsWith('tools/')) {
      return say('own-folder', `${file} reaches into ${target}; import another workspace by its package name`)
    }
    return checkFeature(file, target, line)
  }
  if (specifier.startsWith('node:')) {
    const browser = isDrawingFile(file) || from.dir === 'packages/client' || purePackages.includes(baseName(from.dir))
    if (!browser || isTestFile(file)) return []
    return say(
      'runtime',
      `${file} imports ${specifier}, but it also runs in a browser; take what you need as an argument`,
    )
  }
  const target = world.workspaces.find(({ name }) => specifier === name || specifier.startsWith(`${name}/`))
  if (target === undefined) return checkLibrary(file, specifier, line, from, world)
  return [
    ...checkDeclared(file, target.name, line, from, world),
    ...checkExports(file, specifier, line, target),
    ...checkOrder(file, line, from, target),
    ...checkTestOnly(file, line, target),
  ]
}

function checkLibrary(file: string, specifier: string, line: number, from: Workspace, world: WorldFacts): Violation[] {
  const found = checkDeclared(file, libraryName(specifier), line, from, world)
  const draws = drawingLibraries.some(
    (name) => specifier === name || specifier.startsWith(name.endsWith('/') || name.endsWith('-') ? name : `${name}/`),
  )
  if (!draws || isDrawingFile(file) || isTestFile(file)) return found
  const message = `${file} imports ${specifier}; only *.web.tsx, packages/ui and apps/web draw. Move the drawing to a .web.tsx beside it`
  return [...found, { file, line, rule: 'drawing', message }]
}

function checkDeclared(file: string, name: string, line: number, from: Workspace, world: WorldFacts): Violation[] {
  if (name === from.name || from.declares.includes(name)) return []
  if (isTestFile(file) && (world.rootDeclares.includes(name) || world.workspaces.some((each) => each.name === name))) {
    // Tests may use the root's tools; workspaces are declared all the same, lest a package gain a hidden dependency.
    if (world.rootDeclares.includes(name) || file.startsWith('tools/')) return []
  }
  const message = `${file} imports ${name}, which ${from.dir}/package.json does not declare; it resolves only by hoisting`
  return [{ file, line, rule: 'declared', message }]
}

function checkExports(file: string, specifier: string, line: number, target: Workspace): Violation[] {
  const key = specifier === target.name ? '.' : `.${specifier.slice(target.name.length)}`
  if (target.exports.includes(key)) return []
  const message = `${file} imports ${specifier}, but ${target.dir} exports only ${target.exports.join(', ') || 'nothing'}`
  return [{ file, line, rule: 'exports', message }]
}

function checkOrder(file: string, line: number, from: Workspace, target: Workspace): Violation[] {
  const say = (rule: string, message: string): Violation[] => [{ file, line, rule, message }]
  if (from === target || file.startsWith('tools/')) return []
  const reason = forbiddenToApps[from.dir]?.[target.name]
  if (reason !== undefined && !isTestFile(file)) {
    return say('apps', `${file} imports ${target.name}, which ${from.dir} never does: ${reason}`)
  }
  if (target.dir.startsWith('integrations/')) {
    if (from.dir.startsWith('integrations/')) {
      return say(
        'integrations',
        `${file} imports ${target.name}; integrations never import each other. Share through @fulcrum/integration-kit`,
      )
    }
    if (baseName(file) === 'compose.ts' || isTestFile(file)) return []
    return say(
      'compose',
      `${file} imports ${target.name}; only compose.ts names a concrete provider. Take it as an argument`,
    )
  }
  if (target.dir.startsWith('apps/') && !from.dir.startsWith('apps/')) {
    return say('order', `${file} imports ${target.name}; apps stand below everything and only apps import them`)
  }
  if (target.name === '@fulcrum/ui' && !isDrawingFile(file) && !isTestFile(file)) {
    return say(
      'drawing',
      `${file} imports @fulcrum/ui; only *.web.tsx and apps/web draw. Move the drawing to a .web.tsx beside it`,
    )
  }
  return checkRank(file, line, from, target)
}

function checkRank(file: string, line: number, from: Workspace, target: Workspace): Violation[] {
  const ranks: readonly string[] = packageOrder
  const targetRank = ranks.indexOf(baseName(target.dir))
  if (!target.dir.startsWith('packages/') || target.dir === 'packages/testing') return []
  const fromRank = from.dir.startsWith('integrations/') ? ranks.indexOf('client') : ranks.indexOf(baseName(from.dir))
  if (from.dir.startsWith('apps/') || targetRank < fromRank || isTestFile(file)) return []
  const allowed = ranks.slice(0, Math.max(fromRank, 0)).join(', ') || 'nothing'
  const message = `${file} imports ${target.name}, but ${from.dir} may import only what stands above it: ${allowed}`
  return [{ file, line, rule: 'order', message }]
}

function checkTestOnly(file: string, line: number, target: Workspace): Violation[] {
  if (target.dir !== 'packages/testing' || isTestFile(file)) return []
  const message = `${file} imports ${target.name}; only tests, benches and testing/ folders do, it is never shipped`
  return [{ file, line, rule: 'testing', message }]
}

function checkFeature(file: string, target: string, line: number): Violation[] {
  const feature = (at: string) => /^apps\/web\/src\/features\/([^/]+)\//.exec(at)?.[1]
  const from = feature(file)
  const to = feature(target)
  if (from === undefined || to === undefined || from === to) return []
  const message = `${file} imports from the feature "${to}"; features never import each other. Let a route compose them, or move what is shared to shell/ or packages/ui`
  return [{ file, line, rule: 'features', message }]
}

function checkSpot(file: string, { kind, text, line }: Spot, from: Workspace, world: WorldFacts): Violation[] {
  const say = (rule: string, message: string): Violation[] => [{ file, line, rule, message }]
  if (isTestFile(file)) return []
  const pure = purePackages.includes(baseName(from.dir)) && from.dir.startsWith('packages/') && !isDrawingFile(file)
  switch (kind) {
    case 'clock':
      return pure
        ? say('pure', `${file} calls ${text}; ${from.dir} is pure: take the clock, ids and randomness as arguments`)
        : []
    case 'locale':
      return pure
        ? say('pure', `${file} uses ${text} in the machine's locale; ${from.dir} is pure: pass the locale`)
        : []
    case 'case': {
      const known = world.kinds.includes(text) && !laneNames.includes(text)
      if (!known || file.startsWith(`packages/columns/src/${text}/`)) return []
      return say(
        'kinds',
        `${file} switches on the column kind '${text}'; put what differs into the kind's definition (columns/src/${text}/)`,
      )
    }
    case 'word':
      return isCore(file) ? checkWord(file, text, line) : []
  }
}

function checkName(file: string, from: Workspace): Violation[] {
  return isCore(file) && !isTestFile(file) && from.dir !== '' ? checkWord(file, file, 1) : []
}

function checkWord(file: string, text: string, line: number): Violation[] {
  if (commonIds.includes(text)) return []
  const found = providerNames.find((name) =>
    new RegExp(`(?<![a-z])${name}(?![a-z])|${capital(name)}(?![a-z])`).test(text),
  )
  if (found === undefined) return []
  const message = `${file} names the provider "${found}"; only compose.ts and integrations/ may. Use what its definition says it can do`
  return [{ file, line, rule: 'providers', message }]
}

function isCore(file: string): boolean {
  return (file.startsWith('packages/') || file.startsWith('apps/server/')) && baseName(file) !== 'compose.ts'
}

function libraryName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function baseName(dir: string): string {
  return dir.slice(dir.lastIndexOf('/') + 1)
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

import { DomainError } from '@fulcrum/domain'
import type { ImportFile, ImportLimits } from '@fulcrum/integration-kit'
import { damaged, type Archive } from './archive.ts'
import { builtInFormat, formatClass, type FormatClass } from './number-format.ts'
import { drainXml } from './xml.ts'

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string
  readonly hidden: boolean
  readonly part: string
}

/** What all sheets share. */
export interface Workbook {
  readonly sheets: readonly SheetEntry[]
  readonly from1904: boolean
  /** By a cell's style number. */
  readonly formats: readonly FormatClass[]
  /** The plain colour behind a cell as `#rrggbb`, or null, by its style number. */
  readonly fills: readonly (string | null)[]
  readonly strings: readonly string[]
}

/** Parts beside sheets and strings are small; more is an attack. */
const smallPartBytes = 64 * 1024 ** 2
const maxSharedStrings = 4_000_000

/** Reads everything of a workbook but its sheets. */
export async function openWorkbook(file: ImportFile, archive: Archive, limits: ImportLimits): Promise<Workbook> {
  const main = archive.has('xl/workbook.xml') ? 'xl/workbook.xml' : archive.find(/(?:^|\/)workbook\.xml$/)
  if (main === null) {
    const binary = archive.find(/workbook\.bin$/) !== null
    throw new DomainError(
      'unsupported',
      binary
        ? `The file "${file.name}" is a binary workbook (XLSB). Save it as XLSX and import that.`
        : `The file "${file.name}" is an archive without a workbook. Choose an XLSX file.`,
      { reason: 'wrong-type' },
    )
  }
  try {
    const folder = main.slice(0, main.lastIndexOf('/') + 1)
    const targets = await readTargets(archive, `${folder}_rels/workbook.xml.rels`, folder)
    const { sheets, from1904 } = await readSheets(archive, main, folder, targets)
    return {
      sheets,
      from1904,
      ...(await readStyles(archive, partOfType(targets, 'styles') ?? `${folder}styles.xml`)),
      strings: await readStrings(
        file,
        archive,
        partOfType(targets, 'sharedStrings') ?? `${folder}sharedStrings.xml`,
        limits,
      ),
    }
  } catch (error) {
    throw damaged(file, error)
  }
}

type Targets = ReadonlyMap<string, { readonly part: string; readonly type: string }>

async function readTargets(archive: Archive, part: string, folder: string): Promise<Targets> {
  const targets = new Map<string, { part: string; type: string }>()
  if (!archive.has(part)) return targets
  await drainXml(archive.read(part, smallPartBytes), {
    open(name, attributes) {
      if (name !== 'Relationship') return
      const { Id: id = '', Target: target = '', Type: type = '' } = attributes
      const whole = target.startsWith('/') ? target.slice(1) : folder + target
      targets.set(id, { part: resolveDots(whole), type: type.slice(type.lastIndexOf('/') + 1) })
    },
  })
  return targets
}

function partOfType(targets: Targets, type: string): string | undefined {
  for (const target of targets.values()) if (target.type === type) return target.part
  return undefined
}

async function readSheets(
  archive: Archive,
  main: string,
  folder: string,
  targets: Targets,
): Promise<{ sheets: readonly SheetEntry[]; from1904: boolean }> {
  const sheets: SheetEntry[] = []
  let from1904 = false
  await drainXml(archive.read(main, smallPartBytes), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes['date1904'])
      if (name !== 'sheet' || sheets.length >= 10_000) return
      const relation = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1]
      const target = targets.get(relation ?? '')
      if (target !== undefined && target.type !== 'worksheet') return
      const part = target?.part ?? `${folder}worksheets/sheet${sheets.length + 1}.xml`
      if (!archive.has(part)) return
      const state = attributes['state'] ?? 'visible'
      sheets.push({ name: attributes['name'] ?? `Sheet ${sheets.length + 1}`, hidden: state !== 'visible', part })
    },
  })
  return { sheets, from1904 }
}

async function readStyles(archive: Archive, part: string): Promise<Pick<Workbook, 'formats' | 'fills'>> {
  const formats: FormatClass[] = []
  const fills: (string | null)[] = []
  if (!archive.has(part)) return { formats, fills }
  const codes = new Map<number, FormatClass>()
  const colours: (string | null)[] = []
  let list = ''
  await drainXml(archive.read(part, smallPartBytes), {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), formatClass(attributes['formatCode'] ?? ''))
      if (name === 'cellXfs' || name === 'fills') list = name
      if (list === 'fills' && name === 'fill') colours.push(null)
      if (list === 'fills' && name === 'fgColor') colours[colours.length - 1] = plainColour(attributes['rgb'])
      if (list !== 'cellXfs' || name !== 'xf') return
      const id = Number(attributes['numFmtId'] ?? 0)
      formats.push(codes.get(id) ?? builtInFormat(id))
      fills.push(colours[Number(attributes['fillId'] ?? 0)] ?? null)
    },
    close(name) {
      if (name === list) list = ''
    },
  })
  return { formats, fills }
}

/** `plainColour('FF00C875') // '#00c875'`; null for what a theme decides. */
function plainColour(argb: string | undefined): string | null {
  const digits = /^(?:[0-9a-f]{2})?([0-9a-f]{6})$/i.exec(argb ?? '')?.[1]
  return digits === undefined ? null : `#${digits.toLowerCase()}`
}

async function readStrings(
  file: ImportFile,
  archive: Archive,
  part: string,
  limits: ImportLimits,
): Promise<readonly string[]> {
  if (!archive.has(part)) return []
  const strings: string[] = []
  let chars = 0
  let current: string | null = null
  let inText = false
  let inPhonetic = false
  await drainXml(archive.read(part, limits.maxInflatedBytes), {
    open(name) {
      if (name === 'si') current = ''
      else if (name === 't') inText = true
      else if (name === 'rPh') inPhonetic = true
    },
    text(text) {
      if (!inText || inPhonetic || current === null) return
      current += text
      chars += text.length
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'si' && current !== null) {
        strings.push(decodeEscapes(current))
        current = null
        if (chars > limits.maxSharedStringChars || strings.length > maxSharedStrings) {
          throw new DomainError(
            'too-large',
            `The texts in "${file.name}" are more than a workbook may bring. Save its sheet as CSV and import that.`,
            { reason: 'too-many-strings' },
          )
        }
      }
    },
  })
  return strings
}

/** Workbooks write characters that XML cannot hold as `_x000D_`. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => {
    const character = Number.parseInt(code, 16)
    return character === 0 ? '' : String.fromCharCode(character)
  })
}

function resolveDots(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true'
}

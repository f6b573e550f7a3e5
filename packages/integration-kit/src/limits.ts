import { DomainError } from '@fulcrum/domain'

/** How much a file may ask of the machine. Memory grows with the limits, never with the file. */
export interface ImportLimits {
  readonly maxFileBytes: number
  /** Characters of one row or one record. */
  readonly maxRecordChars: number
  readonly maxRecords: number
  readonly maxFields: number
  /** For compressed files: bytes after inflation, how many times the compressed size (beyond 32 MB), entries. */
  readonly maxInflatedBytes: number
  readonly maxInflateRatio: number
  readonly maxArchiveEntries: number
  /** Characters of the strings that a workbook shares between cells; they are held in memory. */
  readonly maxSharedStringChars: number
  /** Files that have to be held in memory. */
  readonly maxBufferedBytes: number
}

/** What holds unless an option says otherwise. */
export const defaultLimits: ImportLimits = {
  maxFileBytes: 2 * 1024 ** 3,
  maxRecordChars: 8 * 1024 ** 2,
  maxRecords: 1_000_000,
  maxFields: 2_000,
  maxInflatedBytes: 1024 ** 3,
  maxInflateRatio: 100,
  maxArchiveEntries: 10_000,
  maxSharedStringChars: 64 * 1024 ** 2,
  maxBufferedBytes: 128 * 1024 ** 2,
}

/** The limits that hold under some options. */
export function limitsOf(options: { readonly limits?: Partial<ImportLimits> } | undefined): ImportLimits {
  return { ...defaultLimits, ...options?.limits }
}

/** Refuses files that are empty or too large before any byte is read. */
export function checkFileSize(file: { readonly name: string; readonly sizeBytes: number }, limits: ImportLimits): void {
  if (file.sizeBytes === 0) {
    throw new DomainError('invalid', `The file "${file.name}" is empty: choose one with content.`, { reason: 'empty' })
  }
  if (file.sizeBytes > limits.maxFileBytes) {
    throw new DomainError(
      'too-large',
      `The file "${file.name}" has ${megabytes(file.sizeBytes)} MB; at most ${megabytes(limits.maxFileBytes)} MB can be imported. Split it and import the parts.`,
      { reason: 'file-too-large', limitBytes: limits.maxFileBytes },
    )
  }
}

/** Refuses one record beyond the limit; `where` says which. */
export function recordTooLarge(where: string, limits: ImportLimits): DomainError {
  return new DomainError(
    'too-large',
    `${where} is longer than ${limits.maxRecordChars} characters. If the file is what you meant, a quotation mark or line break is probably missing there.`,
    { reason: 'record-too-large', limitChars: limits.maxRecordChars },
  )
}

/** Refuses more records than the limit. */
export function tooManyRecords(limits: ImportLimits): DomainError {
  return new DomainError(
    'too-many',
    `The file has more than ${limits.maxRecords} rows. Split it and import the parts into several boards.`,
    { reason: 'too-many-records', limit: limits.maxRecords },
  )
}

/** Refuses more fields than the limit. */
export function tooManyFields(limits: ImportLimits): DomainError {
  return new DomainError(
    'too-many',
    `The file has more than ${limits.maxFields} columns. Remove those that are not needed and import it again.`,
    { reason: 'too-many-fields', limit: limits.maxFields },
  )
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2)
}

import type { HeldFile } from './kind.ts'

/** What files are, as people part them; each by what their content is found to be, and where that says too little by their ending. */
export const fileFamilies = [
  { id: 'pictures', label: 'Pictures', picked: ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] },
  { id: 'pdf', label: 'PDF', picked: ['application/pdf'] },
  {
    id: 'office',
    label: 'Office documents',
    picked: ['.docx', '.xlsx', '.pptx', '.odt', '.ods', '.odp', '.doc', '.xls', '.ppt'],
  },
  { id: 'text', label: 'Plain text', picked: ['text/plain', '.txt', '.csv', '.md', '.log', '.json'] },
  { id: 'archives', label: 'Archives', picked: ['.zip', '.gz', '.tgz', '.7z'] },
  { id: 'media', label: 'Sound and video', picked: ['audio/*', 'video/*'] },
] as const satisfies readonly FileFamily[]

interface FileFamily {
  readonly id: string
  readonly label: string
  /** What a browser is told to offer when somebody chooses files. */
  readonly picked: readonly string[]
}

export type FileFamilyId = (typeof fileFamilies)[number]['id']

/** Which files somebody may give; what is absent is no limit. */
export interface FileLimits {
  readonly accepts?: readonly FileFamilyId[]
  readonly maxMegabytes?: number
}

const takes: Readonly<Record<FileFamilyId, (file: Pick<HeldFile, 'name' | 'type'>) => boolean>> = {
  pictures: ({ type }) => ['image/png', 'image/jpeg', 'image/gif', 'image/webp'].includes(type),
  pdf: ({ type }) => type === 'application/pdf',
  // Documents of offices are archives, or of a form of their own, by their content.
  office: ({ type, name }) =>
    (type === 'application/zip' && /\.(docx|xlsx|pptx|odt|ods|odp)$/i.test(name)) ||
    (type === 'application/octet-stream' && /\.(doc|xls|ppt)$/i.test(name)),
  text: ({ type }) => type === 'text/plain',
  archives: ({ type }) => ['application/zip', 'application/gzip', 'application/x-7z-compressed'].includes(type),
  media: ({ type }) => /^(audio|video)\//.test(type),
}

/**
 * What is wrong with a file under these limits, or null; quotes neither its name nor its content:
 * `wrongFile(page, { accepts: ['pdf'] }) // 'Only PDF can be attached here.'`
 */
export function wrongFile(
  file: Pick<HeldFile, 'name' | 'type' | 'sizeBytes'>,
  { accepts, maxMegabytes }: FileLimits,
): string | null {
  if (maxMegabytes !== undefined && file.sizeBytes > maxMegabytes * 1024 ** 2) {
    return `A file may have at most ${maxMegabytes} MB here.`
  }
  if (accepts === undefined || accepts.some((id) => takes[id](file))) return null
  return `Only ${familyNames(accepts)} can be attached here.`
}

/** What may be given, as people read it: `limitsText({ accepts: ['pdf'], maxMegabytes: 5 }) // 'PDF, at most 5 MB'`; empty for all. */
export function limitsText({ accepts, maxMegabytes }: FileLimits): string {
  const parts = [
    ...(accepts === undefined ? [] : [familyNames(accepts)]),
    ...(maxMegabytes === undefined ? [] : [`at most ${maxMegabytes} MB`]),
  ]
  const text = parts.join(', ')
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** What a browser offers when somebody chooses files, as the `accept` of an input has it; undefined for all. */
export function pickedFiles({ accepts }: FileLimits): string | undefined {
  return accepts && fileFamilies.flatMap(({ id, picked }) => (accepts.includes(id) ? picked : [])).join(',')
}

function familyNames(accepts: readonly FileFamilyId[]): string {
  const names = fileFamilies.flatMap(({ id, label }) => (accepts.includes(id) ? [inSentence(label)] : []))
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** Names in capitals stay so. */
function inSentence(label: string): string {
  return label === label.toUpperCase() ? label : label.slice(0, 1).toLowerCase() + label.slice(1)
}

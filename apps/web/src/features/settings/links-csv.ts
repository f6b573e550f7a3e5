import type { InviteManyResult } from '@fulcrum/protocol'

/** The links as CSV, one person a line, for a mail merge; a sheet that opens it runs nothing of it. */
export function linksCsv(results: readonly Pick<InviteManyResult, 'email' | 'url'>[]): string {
  const lines = results.map(({ email, url }) => [email ?? '', url ?? ''].map(field).join(','))
  return ['email,link', ...lines, ''].join('\r\n')
}

function field(text: string): string {
  const inert = /^[=+\-@\t]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

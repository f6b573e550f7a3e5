/** What `./fulcrum import` takes, in the order in which people choose. */
export async function importKinds(): Promise<readonly { readonly kind: string; readonly description: string }[]> {
  // Only who asks for the list waits for all formats.
  const { importSources } = await import('./compose.ts')
  const archive = { kind: 'archive', description: 'An archive of a whole workspace, as the export writes it.' }
  return [...importSources.map(({ id, description }) => ({ kind: id, description })), archive]
}

import { archiveFormat, archiveVersion } from '@fulcrum/protocol'
import { zip } from '@fulcrum/workbook/testing'
import { expect, test } from 'vitest'
import { readManifest } from './read-manifest.ts'

const manifest = {
  format: archiveFormat,
  version: archiveVersion,
  exportedAt: '2026-11-24T09:30:00.000Z',
  workspace: { id: 'w', name: 'Platform' },
  boards: [{ id: 'b', name: 'Release plan', items: 5 }],
  counts: { items: 5, changes: 7 },
  parts: [],
  files: [{ hash: 'a', sizeBytes: 1, type: 'text/plain' }],
}

function file(name: string, bytes: Uint8Array): File {
  return new File([new Uint8Array(bytes)], name)
}

function archive(content: unknown = manifest): Uint8Array {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return zip([
    { name: 'boards/b/items.ndjson', content: '{}\n' },
    { name: 'manifest.json', content: text },
  ])
}

test('what an archive holds is read without sending it', async () => {
  expect(await readManifest(file('platform.fulcrum', archive()))).toEqual({
    workspace: 'Platform',
    exportedAt: '2026-11-24T09:30:00.000Z',
    boards: [{ name: 'Release plan', items: 5 }],
    counts: { items: 5, changes: 7 },
    files: 1,
  })
  expect(await readManifest(file('renamed.zip', archive()))).toMatchObject({ workspace: 'Platform' })
})

test('other files are left to those who read them', async () => {
  const workbook = zip([{ name: 'xl/workbook.xml', content: '<workbook/>' }])
  for (const [name, bytes] of [
    ['plan.csv', new TextEncoder().encode('a,b\n')],
    ['plan.xlsx', workbook],
    ['cut.xlsx', workbook.subarray(0, 40)],
    ['empty.csv', new Uint8Array()],
    ['other.zip', archive({ format: 'something else' })],
  ] as const) {
    expect(await readManifest(file(name, bytes))).toBeNull()
  }
})

test.each([
  ['cut in the middle', archive().subarray(0, archive().length - 40), /damaged or incomplete/],
  ['with a manifest that is no JSON', archive('{"format":'), /damaged or incomplete/],
  ['with a manifest without boards', archive({ ...manifest, boards: null }), /damaged or incomplete/],
  ['of a newer version', archive({ ...manifest, version: archiveVersion + 1 }), /newer Fulcrum/],
  ['of something else', archive({ format: 'something else' }), /no archive of Fulcrum/],
  ['that is a text', new TextEncoder().encode('Title\nOne\n'), /no archive of Fulcrum/],
  ['that is empty', new Uint8Array(), /no archive of Fulcrum/],
] as const)('an archive %s is refused with what to do', async (_, bytes, words) => {
  await expect(readManifest(file('a.fulcrum', bytes))).rejects.toThrow(words)
})

test('counts that are none are zero, and names are texts', async () => {
  const lying = { ...manifest, boards: [{ name: 5, items: -1 }, null], counts: { items: 'many' }, files: 7 }
  expect(await readManifest(file('a.fulcrum', archive(lying)))).toMatchObject({
    boards: [
      { name: '5', items: 0 },
      { name: '', items: 0 },
    ],
    counts: { items: 0 },
    files: 0,
  })
})

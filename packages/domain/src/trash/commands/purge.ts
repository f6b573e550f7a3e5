import * as z from 'zod/mini'
import { defineCommand } from '../../command.ts'
import { can } from '../../rights/can.ts'
import { isScope } from '../../scope.ts'
import type { Scope } from '../../scope.ts'
import { must } from '../../errors.ts'
import { recordTable, recordTables } from '../../tables.ts'
import { isPurgedRecord, recordGoneSince } from '../purged-record.ts'

const scope = z.string().check(z.refine((text) => isScope(text), 'Not a scope.')) as unknown as z.ZodMiniType<Scope>
const tables = recordTables.filter(({ name, content }) => content !== undefined && name !== 'board')

/**
 * Empties records that are in the trash since before `before`; others among them are left alone, so that a restore that came
 * first counts. Their ids, numbers, places and times stay. The log gets no way back.
 */
export const purgeTrash = defineCommand({
  name: 'trash.purge',
  version: 1,
  args: z.strictObject({
    scope,
    records: z
      .array(z.strictObject({ table: z.enum(tables.map(({ name }) => name)), id: z.uuid() }))
      .check(z.minLength(1), z.maxLength(500)),
    before: z.int(),
  }),
  internal: true,
  undo: { none: 'What is purged is gone for good.' },
  reads: ({ scope }) => ({ lock: [scope] }),
  // What is nobody's own is the server's alone.
  can: (_states, _args, { principal }) => can(principal, 'own.edit', { ownerId: null }),
  apply: (tx, { scope, records, before }) => {
    const writer = tx.scope(scope)
    let purged = 0
    for (const { table, id } of records) {
      const fields = writer.reader.record(table, id)
      const goneSince = fields ? recordGoneSince(writer.reader, fields) : null
      if (!fields || goneSince === null || goneSince >= before || isPurgedRecord(table, fields)) continue
      const nothing = Object.fromEntries(must(recordTable(table)?.content).map((field) => [field, null]))
      writer.erase(table, id, { ...nothing, deletedAt: fields['deletedAt'] ?? goneSince })
      purged += 1
    }
    return { purged }
  },
})

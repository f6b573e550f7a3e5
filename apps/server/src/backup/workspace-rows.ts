import { followsBoard, recordTables } from '@fulcrum/domain'
import { sqlName } from '../storage/sql-tables.ts'
import { quoted } from './catalogue.ts'

/** How the rows of one workspace are found in a table; `null`, with a reason, for tables that have none to take along. */
export type RowRule =
  | { readonly by: 'board' | 'doc' | 'scopeId' | 'scope'; readonly without?: readonly string[] }
  | { readonly by: null; readonly why: string }

const accounts = 'is of the account, not of a workspace'
const access = 'is about who may enter, which a workspace does not decide'

/**
 * What of each table belongs to a workspace. A test demands an entry for every table that a migration makes: whoever adds one
 * says here whether a workspace takes its rows along.
 */
export const workspaceRows: Readonly<Record<string, RowRule>> = {
  scope: { by: 'scope' },
  // A copy's past is nobody's own doing on this machine: a client must not find its numbers there.
  change: { by: 'scope', without: ['client', 'n'] },
  change_blob: { by: 'scope' },
  change_item: { by: 'board' },
  item: { by: 'board' },
  item_alias: { by: 'board' },
  cell_large: { by: 'board' },
  link: { by: 'board' },
  file_ref: { by: 'board' },
  update_file: { by: 'scopeId' },
  consumer_cursor: { by: 'scope' },
  checkpoint: { by: null, why: 'is made anew from the log' },
  checkpoint_chunk: { by: null, why: 'is made anew from the log' },
  search_entry: { by: null, why: 'is made anew from the items' },
  search_word: { by: null, why: 'is made anew from the items' },
  search_vocabulary: { by: null, why: 'is made anew from the items' },
  search_cursor: { by: null, why: 'says how far this installation has read' },
  ...recordsOfBoards(),
  account: { by: null, why: accounts },
  member: { by: null, why: accounts },
  team: { by: null, why: accounts },
  workspace: { by: null, why: 'is made by a command' },
  folder: { by: null, why: 'is made by a command' },
  board_ref: { by: null, why: 'is made by a command' },
  doc_ref: { by: null, why: 'is made by a command' },
  doc_state: { by: 'doc' },
  doc_update: { by: 'doc' },
  doc_text: { by: 'doc' },
  doc_file: { by: 'doc' },
  doc_named: { by: 'doc' },
  doc_search: { by: null, why: 'is made anew from the docs' },
  favourite: { by: null, why: 'is each person’s own' },
  notification: { by: null, why: 'is each person’s own' },
  mute: { by: null, why: 'is each person’s own' },
  client: { by: null, why: access },
  client_command: { by: null, why: 'answers the commands that a client sent' },
  audit: { by: null, why: 'says what happened here' },
  auth_user: { by: null, why: access },
  auth_session: { by: null, why: access },
  auth_account: { by: null, why: access },
  auth_verification: { by: null, why: access },
  auth_link: { by: null, why: access },
  mail_letter: { by: null, why: access },
  inbox_letter: { by: null, why: 'is each person’s own' },
  member_picture: { by: null, why: accounts },
  auth_attempt: { by: null, why: access },
  file: { by: null, why: 'is of the account; those of a workspace are brought along by their hashes' },
  file_upload: { by: null, why: access },
  form_link: { by: null, why: access },
  share_link: { by: null, why: access },
  api_token: { by: null, why: access },
  api_request: { by: null, why: access },
  import_run: { by: null, why: 'is about imports that are writing' },
  transfer_run: { by: null, why: 'is about items on their way' },
  backup_run: { by: null, why: 'is about this installation' },
  schema_migration: { by: null, why: 'is about this installation' },
}

/** The records of boards, items and docs are the workspace's, whatever nouns there are. */
function recordsOfBoards(): Record<string, RowRule> {
  const tables = recordTables.filter(({ scope }) => scope === 'board' || scope === 'item' || scope === 'doc')
  return Object.fromEntries(tables.map(({ name }) => [sqlName(name).slice(1, -1), { by: 'scopeId' }]))
}

/** The rows of a workspace in a table, as SQL that asks the lists of `listWorkspace`. */
export function rowsOfWorkspace(table: string, rule: RowRule, columns: readonly string[]): string {
  const without = 'without' in rule ? (rule.without ?? []) : []
  const list = columns.map((column) => (without.includes(column) ? `NULL AS ${quoted(column)}` : quoted(column)))
  const where = {
    board: 'board IN (SELECT id FROM copied_board)',
    doc: 'doc IN (SELECT id FROM copied_doc)',
    scopeId:
      'scope_id IN (SELECT id FROM copied_board UNION ALL SELECT id FROM copied_item UNION ALL SELECT id FROM copied_doc)',
    scope: 'scope IN (SELECT scope FROM copied_scope)',
  }
  if (rule.by === null) throw new Error(`${table} ${rule.why}`)
  return `SELECT ${list.join(', ')} FROM ${quoted(table)} WHERE ${where[rule.by]}`
}

/**
 * Makes the lists that `rowsOfWorkspace` asks, for the boards of a workspace, and takes its docs off what is outside of it. For a
 * scratch database: it writes there.
 */
export function listWorkspace(workspace: string): string {
  if (!/^[0-9a-f-]{36}$/.test(workspace)) throw new Error('an id of a workspace is a UUID')
  return `
    CREATE TEMP TABLE copied_board AS SELECT id FROM board WHERE workspace_id = '${workspace}';
    CREATE TEMP TABLE copied_item AS SELECT id FROM item WHERE board IN (SELECT id FROM copied_board);
    CREATE TEMP TABLE copied_doc AS SELECT id FROM doc WHERE workspace_id = '${workspace}';
    CREATE TEMP TABLE copied_scope AS
      SELECT 'board:' || id AS scope FROM copied_board UNION ALL SELECT 'item:' || id FROM copied_item
      UNION ALL SELECT 'doc:' || id FROM copied_doc;
    UPDATE doc SET item_id = NULL WHERE id IN (SELECT id FROM copied_doc) AND item_id NOT IN (SELECT id FROM copied_item);
    UPDATE doc SET access = 'private', board_id = NULL, board_rights = NULL
      WHERE id IN (SELECT id FROM copied_doc) AND access = '${followsBoard}'
      AND (board_id IS NULL OR board_id NOT IN (SELECT id FROM copied_board));
    ANALYZE copied_board; ANALYZE copied_item; ANALYZE copied_doc; ANALYZE copied_scope`
}

import { createAccount, updateAccount } from './account/commands/account.ts'
import { tickDay } from './account/commands/day.ts'
import { putArchive } from './archive/commands/put.ts'
import {
  archiveBoard,
  deleteBoard,
  deleteBoardWithWorkspace,
  publishBoard,
  purgeBoard,
  removeBoardMember,
  restoreBoard,
  setBoardAccess,
  setBoardMember,
  setBoardRules,
  takeOverBoard,
  updateBoard,
} from './board/commands/change.ts'
import { createBoard } from './board/commands/create.ts'
import { buildBoards } from './blueprint/commands/build.ts'
import { duplicateBoards } from './blueprint/commands/duplicate.ts'
import { updateTemplate } from './blueprint/commands/template.ts'
import { redo, undo } from './change/commands/undo.ts'
import { columnArranging } from './column/commands/arrange.ts'
import { changeColumnKind } from './column/commands/change-kind.ts'
import { createColumn } from './column/commands/create.ts'
import { pairColumn, unpairColumn } from './column/commands/pair.ts'
import { renewColumns } from './column/commands/renew.ts'
import { setColumnAccess } from './column/commands/set-access.ts'
import { mergeLabels } from './column/commands/merge-labels.ts'
import { updateColumn } from './column/commands/update.ts'
import { keepRules } from './column/rules/keep.ts'
import { parseArgs, runCommand } from './command.ts'
import type { Command, CommandEnv, CommandOutcome, States } from './command.ts'
import {
  archiveDoc,
  deleteDoc,
  deleteDocWithWorkspace,
  removeDocMember,
  restoreDoc,
  setDocAccess,
  setDocMember,
  takeOverDoc,
  updateDoc,
} from './doc/commands/change.ts'
import {
  deleteDocComment,
  editDocComment,
  postDocComment,
  resolveDocThread,
  restoreDocComment,
} from './doc/commands/comment.ts'
import { createDoc } from './doc/commands/create.ts'
import { followBoard, renewDocRights, setDocItem } from './doc/commands/item.ts'
import { keepDocVersion, nameDocVersion } from './doc/commands/version.ts'
import { createFolder, updateFolder } from './folder/commands/folder.ts'
import { moveFolder } from './folder/commands/move.ts'
import { groupArranging } from './group/commands/arrange.ts'
import { createGroup } from './group/commands/create.ts'
import { updateGroup } from './group/commands/update.ts'
import { archiveItems } from './item/commands/archive.ts'
import { createFromTemplate } from './item/commands/create-from-template.ts'
import { setTemplate } from './item/commands/set-template.ts'
import { connectItems } from './item/commands/connect.ts'
import { copyItemsToBoard } from './item/commands/copy-to-board.ts'
import { countUpdates } from './item/commands/count-updates.ts'
import { createItem } from './item/commands/create.ts'
import { deleteItems } from './item/commands/delete.ts'
import { importItems } from './item/commands/import.ts'
import { joinCell } from './item/commands/join.ts'
import { moveItemsToBoard } from './item/commands/move-to-board.ts'
import { moveItems } from './item/commands/move.ts'
import { purgeItems } from './item/commands/purge.ts'
import { restoreItems } from './item/commands/restore.ts'
import { setCells } from './item/commands/set-cells.ts'
import {
  addPlaceholders,
  addService,
  joinMember,
  nameSources,
  removeMember,
  setMemberRole,
  updateMember,
} from './member/commands/member.ts'
import { addTimeOff, removeTimeOff } from './member/commands/time-off.ts'
import { addNotifications } from './notification/commands/add.ts'
import {
  allDoneNotifications,
  doneNotifications,
  dropNotifications,
  readNotifications,
  unreadNotifications,
} from './notification/commands/inbox.ts'
import {
  muteBoard,
  muteDoc,
  muteItem,
  muteLetters,
  unmuteBoard,
  unmuteDoc,
  unmuteItem,
  unmuteLetters,
} from './notification/commands/mute.ts'
import { unwatchItem, watchItem } from './notification/commands/watch.ts'
import { editSession, logSession, removeSession } from './session/commands/log.ts'
import { startTimer, stopTimer } from './session/commands/timer.ts'
import { createTeam, joinTeam, updateTeam } from './team/commands/team.ts'
import { purgeTrash } from './trash/commands/purge.ts'
import { copyUpdates } from './update/commands/copy.ts'
import { importUpdates } from './update/commands/import.ts'
import { purgeUpdates } from './update/commands/purge.ts'
import { reactToUpdate, unreactToUpdate } from './update/commands/react.ts'
import { deleteUpdate, editUpdate, postUpdate, restoreUpdate } from './update/commands/update.ts'
import { moveFavourite, setFavourite } from './user/commands/favourite.ts'
import { deleteView, restoreView, updateView } from './view/commands/change.ts'
import { createView } from './view/commands/create.ts'
import { moveView, setOpeningView } from './view/commands/place.ts'
import { restoreWorkspace } from './workspace/commands/restore.ts'
import { createWorkspace, deleteWorkspace, setWorkspaceRules, updateWorkspace } from './workspace/commands/workspace.ts'

const account = [createAccount, updateAccount, tickDay]
const archive = [putArchive]
const member = [
  joinMember,
  addPlaceholders,
  addService,
  nameSources,
  setMemberRole,
  updateMember,
  addTimeOff,
  removeTimeOff,
  removeMember,
]
const team = [createTeam, joinTeam, updateTeam]
const workspace = [createWorkspace, updateWorkspace, setWorkspaceRules, deleteWorkspace, restoreWorkspace]
const folder = [createFolder, updateFolder, moveFolder]
const board = [
  createBoard,
  updateBoard,
  setBoardAccess,
  setBoardRules,
  setBoardMember,
  removeBoardMember,
  takeOverBoard,
  publishBoard,
  archiveBoard,
  deleteBoard,
  deleteBoardWithWorkspace,
  restoreBoard,
  purgeBoard,
  buildBoards,
  duplicateBoards,
]
const template = [updateTemplate]
const doc = [
  createDoc,
  updateDoc,
  setDocAccess,
  setDocMember,
  removeDocMember,
  setDocItem,
  followBoard,
  renewDocRights,
  takeOverDoc,
  archiveDoc,
  deleteDoc,
  deleteDocWithWorkspace,
  restoreDoc,
  keepDocVersion,
  nameDocVersion,
  postDocComment,
  editDocComment,
  deleteDocComment,
  restoreDocComment,
  resolveDocThread,
]
const group = [createGroup, updateGroup, ...groupArranging]
const column = [
  createColumn,
  updateColumn,
  changeColumnKind,
  mergeLabels,
  setColumnAccess,
  pairColumn,
  unpairColumn,
  renewColumns,
  ...columnArranging,
]
const view = [createView, updateView, moveView, setOpeningView, deleteView, restoreView]
const item = [
  createItem,
  setCells,
  joinCell,
  connectItems,
  moveItems,
  moveItemsToBoard,
  copyItemsToBoard,
  deleteItems,
  restoreItems,
  archiveItems,
  setTemplate,
  createFromTemplate,
  countUpdates,
  importItems,
  purgeItems,
]
const session = [startTimer, stopTimer, logSession, editSession, removeSession]
const update = [
  postUpdate,
  editUpdate,
  deleteUpdate,
  restoreUpdate,
  reactToUpdate,
  unreactToUpdate,
  copyUpdates,
  importUpdates,
  purgeUpdates,
]
const user = [setFavourite, moveFavourite]
const notification = [
  addNotifications,
  readNotifications,
  unreadNotifications,
  doneNotifications,
  allDoneNotifications,
  dropNotifications,
  muteItem,
  unmuteItem,
  muteBoard,
  unmuteBoard,
  muteDoc,
  unmuteDoc,
  muteLetters,
  unmuteLetters,
  watchItem,
  unwatchItem,
]
const trash = [purgeTrash]
const change = [undo, redo]

// @NOTE a command's own argument type is checked where it is defined; whoever holds the list parses with its schema.
const every = [
  ...account,
  ...archive,
  ...member,
  ...team,
  ...workspace,
  ...folder,
  ...board,
  ...template,
  ...doc,
  ...group,
  ...column,
  ...view,
  ...item,
  ...session,
  ...update,
  ...user,
  ...notification,
  ...trash,
  ...change,
] as unknown as readonly Command[]

/**
 * A command with what reads its arguments and runs it: whoever is given one, as a client that fetches the commands late, needs no
 * other code of commands.
 */
export interface ListedCommand extends Command {
  /** See `parseArgs`. */
  readonly parse: (version: number, args: unknown) => object
  /** See `runCommand`. */
  readonly run: (args: object, states: States, env: CommandEnv) => CommandOutcome
}

/**
 * Every command, by noun, and each asks the rules of columns or says why not. HTTP, sync, the CLI and the permission tests derive
 * from this list.
 */
export const commands: readonly ListedCommand[] = every.map((each) => {
  const command = each.rules === undefined ? { ...each, settle: keepRules } : each
  return {
    ...command,
    parse: (version, args) => parseArgs(command, version, args),
    run: (args, states, env) => runCommand(command, args, states, env),
  }
})

const byName = new Map(commands.map((command) => [command.name, command]))

/** A command by its name. */
export function commandNamed(name: string): ListedCommand | undefined {
  return byName.get(name)
}

import {
  binaryKind,
  checkFileSize,
  decodeHead,
  defineImportSource,
  limitsOf,
  readHead,
  refuseBinary,
} from '@fulcrum/integration-kit'
import { notABoard } from './board-splitter.ts'
import { trelloDocument } from './trello-document.ts'

/** A board of Trello, as its menu exports it: cards, checklists, labels, custom fields, comments and the latest history. */
export const trelloSource = defineImportSource({
  id: 'trello',
  label: 'Trello',
  extensions: ['.json'],
  mediaTypes: ['application/json'],
  description: 'A board as Trello exports it: in the board’s menu, “Print, export and share”, “Export as JSON”.',
  recognise(head) {
    if (head.length === 0 || binaryKind(head) !== null) return 0
    const text = decodeHead(head)
    if (!/^\ufeff?\s*\{/.test(text)) return 0
    if (/"(?:short)?url"\s*:\s*"https:\/\/trello\.com\/b\//i.test(text)) return 0.98
    const signs = [
      '"labelNames"',
      '"idOrganization"',
      '"idMemberCreator"',
      '"idList"',
      '"idBoard"',
      '"idShort"',
      '"shortLink"',
    ]
    const found = signs.filter((sign) => text.includes(sign)).length
    return found >= 3 ? 0.9 : found >= 1 ? 0.3 : 0
  },
  async open(file, options = {}) {
    checkFileSize(file, limitsOf(options))
    const head = await readHead(file)
    refuseBinary(file, head, 'an export of a Trello board')
    if (!/^\ufeff?\s*\{/.test(decodeHead(head))) throw notABoard()
    return trelloDocument(file, head, options)
  },
})

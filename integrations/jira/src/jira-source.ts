import {
  binaryKind,
  checkFileSize,
  decodeHead,
  defineImportSource,
  limitsOf,
  readHead,
  refuseBinary,
} from '@fulcrum/integration-kit'
import { looksLikeIssueCsv, openCsv } from './csv.ts'
import { looksLikeIssueJson, openRest } from './rest.ts'

/** Issues of Jira: the JSON of its REST search, with their history, or its CSV export. */
export const jiraSource = defineImportSource({
  id: 'jira',
  label: 'Jira',
  extensions: ['.json', '.ndjson', '.jsonl', '.csv'],
  mediaTypes: ['application/json', 'application/x-ndjson', 'text/csv'],
  description: 'Issues of Jira: the JSON of a REST search, with the history of every issue, or a CSV export.',
  recognise(head) {
    if (head.length === 0 || binaryKind(head) !== null) return 0
    const text = decodeHead(head)
    return looksLikeIssueCsv(head, text) ? 0.95 : looksLikeIssueJson(text)
  },
  async open(file, options = {}) {
    checkFileSize(file, limitsOf(options))
    const head = await readHead(file)
    refuseBinary(file, head, 'an export of Jira')
    return /^\ufeff?\s*[[{]/.test(decodeHead(head)) ? openRest(file, head, options) : openCsv(file, options)
  },
})

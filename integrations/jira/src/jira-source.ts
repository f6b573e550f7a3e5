import {
  binaryKind,
  checkFileSize,
  decodeHead,
  defineImportSource,
  limitsOf,
  readHead,
  refuseBinary,
} from '@fulcrum/integration-kit'
import { looksLikeIssueJson, openRest } from './rest.ts'

/** Issues of Jira with their history: the JSON of its REST search. */
export const jiraSource = defineImportSource({
  id: 'jira',
  label: 'Jira',
  extensions: ['.json', '.ndjson', '.jsonl'],
  mediaTypes: ['application/json', 'application/x-ndjson'],
  description: 'Issues of Jira: the JSON of a REST search, with the history of every issue where it is in the file.',
  recognise(head) {
    if (head.length === 0 || binaryKind(head) !== null) return 0
    return looksLikeIssueJson(decodeHead(head))
  },
  async open(file, options = {}) {
    checkFileSize(file, limitsOf(options))
    const head = await readHead(file)
    refuseBinary(file, head, 'an export of Jira')
    return openRest(file, head, options)
  },
})

import {
  binaryKind,
  checkFileSize,
  decodeHead,
  defineImportSource,
  limitsOf,
  readHead,
  refuseBinary,
} from '@fulcrum/integration-kit'
import { issueDocument } from './issue-document.ts'

const address = /"(?:html_|repository_)?url"\s*:\s*"https?:\/\/[^"\s]+(?:\/(?:issues|pull)\/\d+"|\/repos\/[^"\s]+")/

/** Issues of GitHub: what its REST API or its command line says of them. */
export const githubSource = defineImportSource({
  id: 'github',
  label: 'GitHub',
  extensions: ['.json', '.ndjson', '.jsonl'],
  mediaTypes: ['application/json', 'application/x-ndjson'],
  description: 'Issues of GitHub repositories: the JSON of the REST API, page by page, or what the command line lists.',
  recognise(head) {
    if (head.length === 0 || binaryKind(head) !== null) return 0
    const text = decodeHead(head)
    if (!/^\ufeff?\s*[[{]/.test(text) || !/"number"\s*:\s*\d/.test(text) || !/"title"\s*:/.test(text)) return 0
    return address.test(text) ? 0.93 : 0.3
  },
  async open(file, options = {}) {
    checkFileSize(file, limitsOf(options))
    const head = await readHead(file)
    refuseBinary(file, head, 'the JSON of issues')
    return issueDocument(file, head, options)
  },
})

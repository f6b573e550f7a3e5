import { csvSource } from '@fulcrum/integration-csv'
import { githubSource } from '@fulcrum/integration-github'
import { jiraSource } from '@fulcrum/integration-jira'
import type { ImportSource } from '@fulcrum/integration-kit'
import { linearSource } from '@fulcrum/integration-linear'
import { mondaySource } from '@fulcrum/integration-monday'
import { trelloSource } from '@fulcrum/integration-trello'
import { xlsxSource } from '@fulcrum/integration-xlsx'

/** The formats that can be imported, in the order in which people choose one. */
export const importSources: readonly ImportSource[] = [
  csvSource,
  xlsxSource,
  jiraSource,
  githubSource,
  linearSource,
  trelloSource,
  mondaySource,
]

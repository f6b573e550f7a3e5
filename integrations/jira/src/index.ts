export { jiraSource } from './jira-source.ts'

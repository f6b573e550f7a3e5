export { trelloSource } from './trello-source.ts'

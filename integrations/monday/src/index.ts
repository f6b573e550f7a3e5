export { mondaySource } from './monday-source.ts'

export { csvSource } from './csv-source.ts'

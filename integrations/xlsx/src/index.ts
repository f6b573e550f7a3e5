export { xlsxSource } from './xlsx-source.ts'

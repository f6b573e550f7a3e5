export { linearSource } from './linear-source.ts'

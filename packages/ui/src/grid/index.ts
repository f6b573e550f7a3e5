export { Grid } from './grid.tsx'
export * from './grid-types.ts'
export { parseTsv, toTsv } from './tsv.ts'

export * from './grid-drags.ts'
export * from './grid-fill.ts'
export * from './range-drag.ts'

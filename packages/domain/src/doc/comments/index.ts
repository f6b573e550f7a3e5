export * from './anchor.ts'
export * from './threads.ts'

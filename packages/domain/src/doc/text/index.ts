export * from './text-doc.ts'
export * from './anchor.ts'

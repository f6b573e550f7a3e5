export * from './text-doc.ts'

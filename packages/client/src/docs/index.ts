export * from './doc-session.ts'
export * from './doc-storage.ts'

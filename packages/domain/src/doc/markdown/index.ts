export * from './limits.ts'
export * from './read-markdown.ts'

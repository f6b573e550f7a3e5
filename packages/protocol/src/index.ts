export * from './chunk-stream.ts'
export * from './messages.ts'
export * from './queries.ts'
export * from './sign-in.ts'

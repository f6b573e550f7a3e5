export { startServer } from './compose.ts'
export type { RunningServer } from './compose.ts'

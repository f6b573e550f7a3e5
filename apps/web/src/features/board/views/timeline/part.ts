export { TimelineBody } from './timeline-body.tsx'
export { TimelineTools } from './timeline-tools.tsx'

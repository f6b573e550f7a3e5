export { TimelineBody as Body } from './timeline-body.tsx'
export { TimelineTools as Tools } from './timeline-tools.tsx'

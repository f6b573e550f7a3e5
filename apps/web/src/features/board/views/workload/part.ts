export { WorkloadBody as Body } from './workload-body.tsx'
export { WorkloadTools as Tools } from './workload-tools.tsx'

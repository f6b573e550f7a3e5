export { FormBody } from './form-body.tsx'

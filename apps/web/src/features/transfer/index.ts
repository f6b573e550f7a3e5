export { TransferDialog } from './transfer-dialog.tsx'

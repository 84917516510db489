import type { DataRequestsTable } from '#db/schema.ts'

export type DataRequestKind = DataRequestsTable['kind']
export type DataRequestState = DataRequestsTable['state']

/** In the order in which they are offered. */
export const requestKinds: readonly DataRequestKind[] = ['see', 'correct', 'withdraw', 'restrict', 'delete']

/** The office's words. */
export const requestKindLabels: Record<DataRequestKind, string> = {
  see: 'Xem dữ liệu',
  correct: 'Sửa dữ liệu',
  withdraw: 'Rút lại sự đồng ý',
  restrict: 'Hạn chế xử lý',
  delete: 'Xóa dữ liệu',
}

export const requestStateLabels: Record<DataRequestState, string> = {
  new: 'Chờ xác nhận',
  acknowledged: 'Chờ thực hiện',
  done: 'Đã thực hiện',
  refused: 'Đã từ chối',
}

/** Where the office deals with one request. */
export function requestPath(id: string): string {
  return `/office/du-lieu-ca-nhan/${id}`
}

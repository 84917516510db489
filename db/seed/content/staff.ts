import type { DemoStaff } from './types.ts'

export const hoaPhuongStaff: DemoStaff[] = [
  {
    key: 'principal',
    name: 'Lâm Ngọc Diễm',
    jobTitle: 'Hiệu trưởng',
    role: 'principal',
    email: 'hieutruong@hoaphuong.example.vn',
  },
  {
    key: 'vice',
    name: 'Trịnh Thị Bích Vân',
    jobTitle: 'Phó hiệu trưởng',
    role: 'coordinator',
    email: 'phohieutruong@hoaphuong.example.vn',
  },
  {
    key: 'clerk',
    name: 'Phan Thị Cẩm Tiên',
    jobTitle: 'Nhân viên văn thư',
    role: 'coordinator',
    email: 'vanthu@hoaphuong.example.vn',
  },
  {
    key: 'kitchen',
    name: 'Huỳnh Thị Kim Sa',
    jobTitle: 'Tổ trưởng tổ cấp dưỡng',
    role: 'handler',
    email: 'bepan@hoaphuong.example.vn',
  },
  {
    key: 'nurse',
    name: 'Võ Ngọc Thảo Nhi',
    jobTitle: 'Nhân viên y tế',
    role: 'handler',
    email: 'yte@hoaphuong.example.vn',
  },
  {
    key: 'teacher',
    name: 'Đặng Thị Tuyết Sương',
    jobTitle: 'Giáo viên, tổ trưởng chuyên môn khối Mẫu giáo',
    role: 'handler',
    email: 'tochuyenmon@hoaphuong.example.vn',
  },
  {
    key: 'accountant',
    name: 'Lê Thị Phương Đài',
    jobTitle: 'Kế toán',
    role: 'viewer',
    email: 'ketoan@hoaphuong.example.vn',
  },
  {
    key: 'former',
    name: 'Bùi Thị Ngọc Lài',
    jobTitle: 'Nhân viên văn phòng (đã chuyển công tác)',
    role: 'handler',
    email: 'vanphong@hoaphuong.example.vn',
    disabledOn: '2026-07-31',
  },
]

export const senHongStaff: DemoStaff[] = [
  {
    key: 'sh-principal',
    name: 'Dương Thị Hồng Cúc',
    jobTitle: 'Hiệu trưởng',
    role: 'principal',
    email: 'hieutruong@senhong.example.vn',
  },
  {
    key: 'sh-coordinator',
    name: 'Mạc Thị Thùy Duyên',
    jobTitle: 'Phó hiệu trưởng',
    role: 'coordinator',
    email: 'phohieutruong@senhong.example.vn',
  },
]

import type { Message } from '../index.ts'

/** Words of the page of open data. */
export const openDataText = {
  title: { vi: 'Dữ liệu mở', en: 'Open data' },
  description: {
    vi: 'Mọi số liệu công khai của nhà trường dưới dạng tệp CSV ở địa chỉ cố định, kèm giải thích từng cột.',
    en: 'All public figures of the school as CSV files at fixed addresses, with every column explained.',
  },
  lead: {
    vi: 'Mọi bảng trên các trang công khai đều tải được, để ai cũng kiểm tra lại được cách tính. Địa chỉ tệp không đổi và luôn là số liệu mới nhất.',
    en: 'Every table of the public pages can be downloaded, so that anybody can check the sums. The addresses never change and always hold the newest figures.',
  },
  standard: { vi: 'Tải CSV chuẩn', en: 'Standard CSV' },
  vietnamese: { vi: 'Tải CSV cho Excel tiếng Việt', en: 'CSV for Excel with Vietnamese settings' },
  size: (rows: number): Message => ({ vi: `${rows} cột`, en: `${rows} columns` }),
  dictionary: { vi: 'Ý nghĩa từng cột', en: 'What the columns mean' },
  dictionaryOf: (file: string): Message => ({ vi: `Các cột của ${file}`, en: `Columns of ${file}` }),
  column: { vi: 'Cột', en: 'Column' },
  meaning: { vi: 'Ý nghĩa', en: 'Meaning' },
  format: { vi: 'Định dạng', en: 'Format' },
  formatText: [
    { vi: 'Mã hóa UTF-8 có BOM, dòng đầu là tên cột, ngày viết theo năm-tháng-ngày, tỷ lệ là phần trăm, làm tròn đến hai chữ số thập phân.', en: 'UTF-8 with a byte order mark, column names in the first line, days as year-month-day, rates in per cent, rounded to two decimals.' },
    { vi: 'CSV chuẩn (RFC 4180): ngăn cách bằng dấu phẩy, số thập phân dùng dấu chấm. Dùng cho phần mềm thống kê và Excel cài đặt tiếng Anh.', en: 'Standard CSV (RFC 4180): commas between cells, a dot in decimals. For statistics software and Excel with English settings.' },
    { vi: 'CSV cho Excel tiếng Việt: cùng địa chỉ, thêm ?dau=cham-phay; ngăn cách bằng dấu chấm phẩy, số thập phân dùng dấu phẩy. Bấm đúp là mở được.', en: 'For Excel with Vietnamese settings: the same address with ?dau=cham-phay; semicolons between cells, a comma in decimals.' },
    { vi: 'Ô trống là số liệu không công bố; cột ghi_chu nói vì sao. Ô chữ bắt đầu bằng = + - @ có thêm dấu nháy đơn ở đầu để bảng tính không hiểu nhầm thành công thức.', en: 'An empty cell is a figure that is not published; the column ghi_chu says why. Text beginning with = + - @ has an apostrophe before it, so that no spreadsheet takes it for a formula.' },
  ],
  licence: { vi: 'Giấy phép', en: 'Licence' },
  licenceText: (school: string): Message => ({
    vi: `Được dùng lại tự do, kể cả cho mục đích thương mại, với điều kiện ghi nguồn “${school}” và ngày tải, theo giấy phép Creative Commons Ghi công 4.0 Quốc tế (CC BY 4.0).`,
    en: `Free to reuse, commercially too, on condition that “${school}” and the day of download are named, under Creative Commons Attribution 4.0 International (CC BY 4.0).`,
  }),
  licenceLink: { vi: 'Xem giấy phép CC BY 4.0', en: 'Read the CC BY 4.0 licence' },
} as const

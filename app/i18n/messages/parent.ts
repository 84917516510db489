/** Words around every page on which a parent fills something in. */
export const parentText = {
  otherLanguage: { vi: 'English', en: 'Tiếng Việt' },
  publicPage: { vi: 'Trang công khai của nhà trường', en: 'The school’s public page' },
  followCase: { vi: 'Tra cứu phản ánh đã gửi', en: 'Follow feedback you sent' },
  checkReceipt: { vi: 'Kiểm tra biên nhận phiếu đánh giá', en: 'Check the receipt of a rating' },
  privacy: { vi: 'Bảo vệ dữ liệu cá nhân', en: 'Privacy' },
  leaveBlank: { vi: 'Xin để trống ô này', en: 'Please leave this empty' },
} as const

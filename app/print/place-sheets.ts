/** What can be printed for a place, with the words for whoever chooses. */
export const placeSheets = {
  'to-a4': { label: 'Tờ A4', hint: 'Dán ở cổng, cửa lớp, bảng tin.' },
  'to-a5': { label: 'Tờ A5', hint: 'Cho chỗ hẹp, hoặc kẹp ở quầy.' },
  'the-cua': { label: 'Thẻ dán cửa', hint: 'Hai thẻ trên một tờ A4, dán ngang tầm tay.' },
  'the-a6': { label: 'Thẻ A6', hint: 'Bốn thẻ trên một tờ A4, để phát hoặc đặt trên bàn.' },
  tem: { label: 'Tem', hint: '28 tem trên một tờ A4, dán sổ liên lạc, tủ đồ, thực đơn.' },
  'trinh-chieu': { label: 'Trang trình chiếu', hint: 'Chiếu ở buổi họp phụ huynh, khổ 16:9.' },
} as const

export type PlaceSheet = keyof typeof placeSheets

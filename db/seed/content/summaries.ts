/** What the school answers to the comments of a closed round: theme → what parents said, what the school answers. */
export const summaries: Record<string, { publishedOn: string; entries: Record<string, { said: string; answer: string }> }> = {
  'dau-nam-2026-2027': {
    publishedOn: '2026-10-22',
    entries: {
      meals: {
        said: 'Có ý kiến thấy bữa xế lặp món, bé chóng chán.',
        answer: 'Từ ngày 02/11 thực đơn xế xoay theo bốn tuần thay vì hai tuần, gửi về nhóm lớp trước thứ hai và treo ở bảng tin cổng chính.',
      },
      hygiene: {
        said: 'Một số phụ huynh phản ánh nhà vệ sinh buổi chiều còn mùi, chỗ rửa tay có lúc hết xà phòng.',
        answer: 'Nhà trường thêm một lượt dọn lúc 14 giờ 30 và giao người kiểm tra xà phòng đầu mỗi buổi. Phiếu kiểm tra treo ngay cửa để phụ huynh xem.',
      },
      information: {
        said: 'Phụ huynh mong biết tin sớm hơn, và tin quan trọng không bị trôi trong nhóm lớp.',
        answer: 'Thông báo chung nay gửi trước ít nhất ba ngày làm việc, ghim ở đầu nhóm và đăng ở bảng tin. Việc họp phụ huynh vào thứ bảy nhà trường đang lấy ý kiến các lớp.',
      },
    },
  },
}

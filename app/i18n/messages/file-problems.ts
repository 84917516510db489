import type { FileProblem } from '#app/attachments/kinds.ts'
import type { Message } from '#app/i18n/index.ts'

/** Why a file is not taken, and what to do about it. Apart from the other words: a phone loads them only when something is wrong. */
export const fileProblems: Record<FileProblem, Message> = {
  heic: {
    vi: 'Ảnh HEIC của iPhone chưa nhận được. Mở ảnh, chụp màn hình rồi gửi ảnh chụp đó; hoặc vào Cài đặt › Camera › Định dạng, chọn “Tương thích nhất” rồi chụp lại.',
    en: 'HEIC pictures of an iPhone cannot be taken. Open the picture, take a screenshot and send that; or set Settings › Camera › Formats to “Most Compatible” and take it again.',
  },
  gif: { vi: 'Ảnh GIF không nhận được. Xin gửi ảnh JPEG, PNG hoặc WebP; có thể chụp màn hình rồi gửi.', en: 'GIF pictures cannot be taken. Please send JPEG, PNG or WebP; a screenshot will do.' },
  svg: { vi: 'Tệp SVG không nhận được. Xin gửi ảnh JPEG hoặc PNG.', en: 'SVG files cannot be taken. Please send a JPEG or PNG.' },
  video: { vi: 'Chưa nhận được phim, ghi âm. Xin gửi vài ảnh chụp từ phim và kể lại trong phần nội dung.', en: 'Films and recordings cannot be taken. Please send a few pictures from it and tell the rest in your own words.' },
  office: { vi: 'Tệp Word, Excel chưa nhận được. Xin lưu thành PDF, hoặc chụp ảnh trang giấy.', en: 'Word and Excel files cannot be taken. Please save it as PDF, or take a picture of the page.' },
  zip: { vi: 'Tệp nén không nhận được. Xin gửi từng ảnh hoặc từng tệp PDF.', en: 'Compressed files cannot be taken. Please send the pictures or PDFs one by one.' },
  unknown: { vi: 'Chỉ nhận ảnh JPEG, PNG, WebP và tệp PDF.', en: 'Only JPEG, PNG and WebP pictures and PDF files can be taken.' },
  empty: { vi: 'Tệp trống. Xin chọn lại.', en: 'The file is empty. Please choose it again.' },
  'too-big': { vi: 'Tệp lớn hơn 15 MB. Xin gửi ảnh chụp màn hình của ảnh ấy, hoặc chia nhỏ tệp PDF.', en: 'The file is larger than 15 MB. Please send a screenshot of the picture, or a part of the PDF.' },
  'too-many': { vi: 'Mỗi lần gửi tối đa 5 tệp. Các tệp sau chưa được nhận; có thể gửi thêm trong trang hồ sơ.', en: 'At most 5 files can go along. Those after the fifth were not taken; you can add them on the page of your case.' },
  'case-full': { vi: 'Hồ sơ này đã có 20 tệp, không nhận thêm được. Xin kể phần còn lại bằng lời.', en: 'This case has 20 files, which is all it can hold. Please tell the rest in words.' },
  damaged: { vi: 'Không đọc được ảnh này, có thể tệp bị hỏng. Xin mở lại ảnh, chụp màn hình rồi gửi.', en: 'This picture cannot be read; the file may be damaged. Please open it, take a screenshot and send that.' },
  'too-many-pixels': { vi: 'Ảnh có hơn 64 triệu điểm ảnh. Xin gửi ảnh chụp màn hình của ảnh ấy.', en: 'The picture has more than 64 million pixels. Please send a screenshot of it.' },
  'pdf-locked': { vi: 'Tệp PDF có mật khẩu hoặc bị khóa. Xin bỏ khóa, hoặc chụp ảnh từng trang.', en: 'The PDF is locked or has a password. Please unlock it, or take a picture of each page.' },
  'pdf-damaged': { vi: 'Không đọc được tệp PDF này. Xin lưu lại thành PDF mới, hoặc chụp ảnh từng trang.', en: 'This PDF cannot be read. Please save it anew as PDF, or take a picture of each page.' },
  'pdf-pages': { vi: 'Tệp PDF có hơn 20 trang. Xin gửi những trang cần thiết.', en: 'The PDF has more than 20 pages. Please send those that matter.' },
  'too-often': { vi: 'Đang có quá nhiều tệp gửi từ cùng một mạng. Xin gửi lại tệp sau ít phút.', en: 'Too many files are coming from the same network. Please send the file again in a few minutes.' },
  gone: { vi: 'Tệp đã tải lên không còn nữa, do quá hạn giữ tạm hoặc đã gửi cùng ý kiến trước. Xin chọn lại tệp.', en: 'A file that was uploaded is no longer there: it was held too long, or went with an earlier report. Please choose it again.' },
}

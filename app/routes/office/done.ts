import { redirect } from '@remix-run/node'
import type { TypedResponse } from '@remix-run/node'

/**
 * What has just been done, in words, shown once on the next page. The address carries only the code (`?da=luu`),
 * so that nobody can put words of their own on a page of the office.
 */
const doneWords = {
  luu: 'Đã lưu.',
  them: 'Đã thêm.',
  xoa: 'Đã xóa.',
  'luu-bo-loc': 'Đã lưu bộ lọc. Bộ lọc hiện ở đầu Hộp phản ánh.',
  // Account and sign-in
  'thiet-lap': 'Đã tạo trang của trường. Chào mừng thầy/cô đến với Lắng Nghe.',
  'dang-xuat': 'Thầy/cô đã đăng xuất.',
  'dang-xuat-noi-khac': 'Đã đăng xuất trên các thiết bị khác.',
  'doi-mat-khau': 'Đã đổi mật khẩu. Các phiên làm việc khác đã kết thúc.',
  'nhan-loi-moi': 'Đã đặt mật khẩu. Chào mừng thầy/cô.',
  'dung-ma-du-phong': 'Đã đăng nhập bằng một mã dự phòng; mã đó không dùng lại được. Trang Tài khoản của tôi cho biết còn bao nhiêu mã.',
  'cai-ung-dung': 'Đã cài ứng dụng tạo mã. Từ lần đăng nhập sau, sau mật khẩu sẽ có bước nhập mã.',
  'them-khoa': 'Đã thêm khóa đăng nhập.',
  'bo-ung-dung': 'Đã gỡ ứng dụng tạo mã.',
  'bo-khoa': 'Đã gỡ khóa đăng nhập.',
  'ma-moi': 'Đã tạo mã dự phòng mới. Mã cũ không còn dùng được.',
  'da-xac-nhan': 'Đã xác nhận. Trong 10 phút tới thầy/cô đổi được cách đăng nhập.',
  // Staff
  'dat-lai-hai-lop': 'Đã đặt lại xác thực hai lớp. Người này đăng nhập bằng mật khẩu rồi cài lại.',
  'moi-nhan-vien': 'Đã tạo tài khoản và thư mời.',
  'gui-lai-loi-moi': 'Đã tạo đường dẫn mới. Đường dẫn trước đó không còn dùng được.',
  'doi-vai-tro': 'Đã đổi vai trò. Người này cần đăng nhập lại.',
  'khoa-tai-khoan': 'Đã khóa tài khoản. Các phiên làm việc của người này đã kết thúc.',
  'mo-tai-khoan': 'Đã mở lại tài khoản.',
  'ghi-vang': 'Đã ghi ngày vắng. Người thay xử lý thay trong những ngày đó.',
  'xoa-vang': 'Đã xóa ngày vắng.',
  // Settings
  'xac-nhan-ngay': 'Đã xác nhận ngày này.',
  'dien-lich': 'Đã điền các ngày nghỉ theo luật ở dạng dự kiến. Vui lòng xác nhận khi có thông báo chính thức.',
  'mau-co-san': 'Đã thêm các mẫu có sẵn mà trường chưa có.',
  'chi-tieu-mau': 'Đã điền các chỉ tiêu mẫu. Vui lòng sửa lại cho đúng kế hoạch của trường.',
  // Mail
  'gui-lai-thu': 'Thư sẽ được gửi lại trong khoảng một phút.',
  // Survey rounds
  'tt-trinh': 'Đã trình. Người thứ hai đọc và duyệt trước khi công khai.',
  'tt-tra-lai': 'Bản này lại là bản nháp.',
  'tt-cong-bo': 'Đã công khai trên trang tỷ lệ hài lòng.',
  'tt-go': 'Đã gỡ. Trang công khai nêu ngày và lý do.',
  'tt-bo': 'Đã bỏ bản nháp.',
  'luu-chu-de': 'Đã lưu. Góp ý được xếp lại trong khoảng một phút.',
  'chuyen-chu-de': 'Đã chuyển chủ đề.',
  'lap-ho-so': 'Đã lập hồ sơ. Hồ sơ nằm trong Hộp phản ánh, tính hạn từ hôm nay.',
  'da-lap-ho-so': 'Ý kiến này đã có hồ sơ từ trước.',
  'huy-phieu': 'Đã hủy các phiếu chưa dùng của lô này.',
  'in-phieu': 'Đã tạo phiếu. Tệp PDF nằm trong thư mục tải về của máy này; in xong nên xóa tệp.',
  'tao-may': 'Đã tạo mã. Mã chỉ hiện một lần, ngay dưới đây.',
  'thu-may': 'Đã thu hồi. Máy ấy không nhận phiếu nữa.',
  'loai-phieu': 'Đã loại phiếu. Số phiếu bị loại được công khai khi đóng đợt.',
  'thu-ve': 'Đã ghi số phiếu thu về.',
  'nhap-phieu': 'Đã ghi. Phiếu chờ một người khác nhập lại.',
  'khop-phieu': 'Hai người nhập khớp nhau: phiếu đã được tính.',
  'lech-phieu': 'Đã ghi, nhưng hai lần nhập còn lệch. Mời một người xem lại riêng những câu lệch.',
  'van-lech-phieu': 'Đã ghi, nhưng vẫn còn câu chưa có hai người đọc giống nhau. Mời thêm một người nữa xem lại.',
  'soan-mau': 'Đã tạo bản soạn. Phụ huynh chưa thấy gì cho đến khi thầy/cô đưa vào sử dụng và lên lịch một đợt.',
  'dung-mau': 'Đã đưa vào sử dụng. Các đợt lên lịch từ bây giờ hỏi theo mẫu này.',
  'bo-soan': 'Đã bỏ bản soạn.',
  'doi-mau': 'Đợt này sẽ hỏi theo mẫu phiếu mới.',
  'bo-dot': 'Đã bỏ đợt khảo sát.',
  'mo-dot': 'Đã mở đợt khảo sát. Phụ huynh trả lời được ngay từ bây giờ.',
  'dong-dot': 'Đã đóng đợt khảo sát. Kết quả đã được công bố trên trang thông tin của nhà trường.',
  // Cases
  'hs-acknowledge': 'Đã tiếp nhận. Phụ huynh thấy ngày hẹn trả lời.',
  'hs-assign': 'Đã giao xử lý. Người được giao nhận thư báo.',
  'hs-reclassify': 'Đã phân loại lại.',
  'hs-acceptFormal': 'Đã thụ lý. Người gửi được báo ngày và hạn giải quyết.',
  'hs-refuseFormal': 'Đã báo không thụ lý, kèm lý do và nơi người gửi có thể gửi tiếp.',
  'hs-declareComplex': 'Đã kéo dài hạn theo luật và báo lý do cho người gửi.',
  'hs-recordDialogue': 'Đã ghi buổi đối thoại.',
  'hs-recordDecision': 'Đã trình quyết định giải quyết.',
  'hs-passOutside': 'Đã chuyển ra cơ quan có thẩm quyền. Không ai ở trường mở được hồ sơ này nữa.',
  'hs-merge': 'Đã gộp. Phụ huynh được báo và sẽ nhận câu trả lời chung.',
  'hs-unmerge': 'Đã tách ra. Hồ sơ này cần câu trả lời riêng.',
  'hs-ask': 'Đã gửi câu hỏi cho phụ huynh. Hạn trả lời tạm dừng.',
  'hs-message': 'Đã gửi cho phụ huynh.',
  'hs-addFiles': 'Đã thêm tệp. Tệp đi cùng nội dung gửi tiếp theo cho phụ huynh.',
  'hs-removeFile': 'Đã bỏ tệp.',
  'hs-held': 'Đã nhận. Phụ huynh chưa thấy gì: trước giờ gửi, thầy/cô còn thu hồi được.',
  'hs-undoSend': 'Đã thu hồi. Phụ huynh không nhận được gì; nội dung vẫn còn để sửa.',
  'hs-sendNow': 'Đã gửi cho phụ huynh.',
  'hs-sent': 'Đã gửi. Phụ huynh đọc được câu trả lời.',
  'hs-extend': 'Đã gia hạn. Phụ huynh thấy hạn mới và lý do.',
  'hs-draft': 'Đã lưu dự thảo.',
  'hs-submitReply': 'Đã trình câu trả lời.',
  'hs-returnReply': 'Đã trả lại dự thảo.',
  'hs-recallReply': 'Đã rút lại. Nội dung lại là dự thảo.',
  'hs-approveReply': 'Đã duyệt. Phụ huynh đọc được câu trả lời.',
  'hs-proposePublication': 'Đã trình bản công khai. Một người khác sẽ kiểm tra.',
  'hs-resume': 'Đã xử lý tiếp. Hạn trả lời chạy lại, phụ huynh được báo.',
  'hs-returnPublication': 'Đã trả lại bản công khai.',
  'hs-publish': 'Đã công khai trên trang thông tin của nhà trường.',
  'hs-coverPicture': 'Đã lưu vùng che. Ảnh gốc giữ nguyên trong nội bộ.',
  'hs-takeDown': 'Đã gỡ khỏi trang công khai. Ngày gỡ và lý do vẫn hiện ở đó.',
  'hs-stateMeasure': 'Đã ghi việc đã làm. Một người khác sẽ đến xem và xác nhận.',
  'hs-verifyMeasure': 'Đã xác nhận việc đã làm. Phụ huynh được báo.',
  'hs-rejectMeasure': 'Đã ghi là chưa xác nhận được.',
  'hs-withdrawMeasure': 'Đã rút việc đã làm.',
  'hs-transfer': 'Đã chuyển cơ quan khác và báo phụ huynh.',
  'hs-declareIneligible': 'Đã kết thúc hồ sơ và báo lý do cho phụ huynh.',
  'hs-close': 'Đã đóng hồ sơ.',
  'hs-note': 'Đã lưu ghi chú.',
  'hs-handedOver': 'Đã lưu ghi chú và giao hồ sơ.',
  'hs-addConflict': 'Người này không còn thấy và không xử lý hồ sơ.',
  'hs-clearConflict': 'Đã bỏ. Người này thấy lại hồ sơ theo vai trò của mình.',
  'hs-raiseAlarm': 'Đã báo động. Hiệu trưởng và người điều phối nhận thư khẩn.',
  'hs-clearAlarm': 'Đã bỏ báo động. Hồ sơ theo thời hạn thông thường.',
  // Requests about personal data
  'dl-xac-nhan': 'Đã xác nhận. Phụ huynh thấy ngày hẹn.',
  'dl-thuc-hien': 'Đã thực hiện. Phụ huynh thấy câu trả lời.',
  'dl-tu-choi': 'Đã từ chối. Phụ huynh thấy lý do.',
  'dl-xu-ly-tiep': 'Hồ sơ được xử lý tiếp. Phụ huynh thấy lý do.',
} as const satisfies Record<string, string>

export type Done = keyof typeof doneWords

/**
 * The redirect after a successful post: to the top of `path`, which says what was done. Without a fragment of its own a browser takes over
 * that of the form's address, which leads to its errors: it would jump past the words, and open the form again at every reload.
 */
export function done(path: string, what: Done, headers?: HeadersInit): TypedResponse<never> {
  const [page, query] = path.split('?', 2)
  const search = new URLSearchParams(query)
  search.set('da', what)
  return redirect(`${page}?${search.toString()}#top`, { status: 303, ...(headers ? { headers } : {}) })
}

/** Done, but somebody still has to see to something. */
const unfinished: ReadonlySet<string> = new Set<Done>(['lech-phieu', 'van-lech-phieu'])

export function doneTone(search: string): 'success' | 'warning' {
  return unfinished.has(new URLSearchParams(search).get('da') ?? '') ? 'warning' : 'success'
}

/** The words for the `da` of an address, or null where it has none that is known. */
export function doneMessage(search: string): string | null {
  const code = new URLSearchParams(search).get('da')
  return code !== null && Object.hasOwn(doneWords, code) ? doneWords[code as Done] : null
}

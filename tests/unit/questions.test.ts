import { describe, expect, test } from 'vitest'
import { checkProblems, questionProblems } from '#app/cases/answer-checklist.ts'
import { suggestQuestions } from '#app/cases/questions.ts'

describe('what a sender asks', () => {
  test.each([
    ['ends with a question mark', 'Sao giờ mở cổng lại trễ vậy cô?'],
    ['is asked with "chưa ạ" and no mark', 'Nhà trường đã kiểm tra bếp chưa ạ'],
    ['is asked with "bao giờ" at the end', 'Mái che sửa xong bao giờ ạ.'],
    ['begins with "vì sao"', 'Vì sao tiền ăn tăng mà suất ăn ít đi.'],
    ['is a polite question', 'Cho em hỏi bé nghỉ ốm có được hoàn tiền ăn.'],
    ['is a request to the school', 'Mong nhà trường sửa quạt trước mùa nóng.'],
    ['is a proposal', 'Đề nghị trường công khai thực đơn hằng tuần.'],
    ['is typed without diacritics', 'Cho em hoi bao gio sua xong cong truong'],
    ['is a request without diacritics', 'Mong nha truong xem lai gio don tre'],
  ])('a sentence that %s', (_, sentence) => {
    expect(suggestQuestions([`Sáng nay cổng mở trễ. ${sentence}`])).toEqual([sentence])
  })

  test.each([
    'Cổng sau mở muộn, phụ huynh phải chờ ngoài nắng.',
    'Bé về kể cô không cho uống nước.',
    'Móng tay của bé bị xước.',
    'Bé còn nhỏ nên hay khóc.',
    'Hôm qua bé chưa ăn xong đã bị dọn.',
    'Canh chua nguoi ngat, be khong an.',
  ])('not a sentence that only tells: %s', (sentence) => {
    expect(suggestQuestions([sentence])).toEqual([])
  })

  test('several, each once, in their order, without the greeting before them', () => {
    const text = 'Kính gửi nhà trường, bao giờ quạt được sửa?\n- Lớp có bao nhiêu quạt?\nEm cảm ơn cô. Bao giờ quạt được sửa?'
    expect(suggestQuestions([text, 'Dạ thưa cô, đã có thợ tới chưa ạ?'])).toEqual(['Bao giờ quạt được sửa?', 'Lớp có bao nhiêu quạt?', 'Đã có thợ tới chưa ạ?'])
  })

  test('numbers and times do not end a sentence', () => {
    expect(suggestQuestions(['Sao thu 150.000 đồng lúc 6.30 mà không có biên lai?'])).toEqual(['Sao thu 150.000 đồng lúc 6.30 mà không có biên lai?'])
  })

  test('never more than eight, never longer than fits its field', () => {
    expect(suggestQuestions([Array.from({ length: 20 }, (_, index) => `Việc ${index} xong chưa ạ?`).join(' ')])).toHaveLength(8)
    expect(suggestQuestions([`${'dài '.repeat(200)}?`])[0]!.length).toBeLessThanOrEqual(300)
  })
})

describe('the list of questions', () => {
  test('is needed for everything but praise', () => {
    expect(questionProblems('praise', [])).toEqual([])
    for (const kind of ['feedback', 'suggestion', 'question', 'complaint', 'denunciation'] as const) expect(questionProblems(kind, [])).toHaveLength(1)
  })

  test('each is answered, or said to be missing beside its own box', () => {
    const questions = [{ text: 'Bao giờ?', answered: true }, { text: 'Ai làm?', answered: false }]
    expect(questionProblems('feedback', questions).map(({ field }) => field)).toEqual(['answered-2'])
    expect(questionProblems('feedback', [{ text: 'x'.repeat(301), answered: true }]).map(({ field }) => field)).toEqual(['question-1'])
  })

  test('whoever lets the answer go confirms every question and three things more', () => {
    const questions = [{ text: 'Bao giờ?', answered: true }]
    expect(checkProblems(questions, []).map(({ field }) => field)).toEqual(['check-q1', 'check-deed', 'check-privacy', 'check-tone'])
    expect(checkProblems(questions, ['q1', 'deed', 'privacy', 'tone'])).toEqual([])
    expect(checkProblems(questions, ['q1', 'q2', 'deed', 'tone']).map(({ field }) => field)).toEqual(['check-privacy'])
  })
})

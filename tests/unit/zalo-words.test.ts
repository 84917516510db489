import { describe, expect, it } from 'vitest'
import { invitationWords, reminderWords } from '#app/surveys/zalo-words.ts'

const facts = { questionnaire: 'education' as const, schoolName: 'Trường Mầm non Hoa Phượng', roundName: 'Học kỳ I', closesOn: '2026-12-04', address: 'https://truong.example.vn/khao-sat', soFar: 45, onPaper: false }

describe('the words for the class’s Zalo group', () => {
  it('name the round, its last day and the address', () => {
    for (const words of [invitationWords(facts), reminderWords(facts, 3)]) {
      expect(words).toContain('Học kỳ I')
      expect(words).toContain('04/12/2026')
      expect(words).toContain('https://truong.example.vn/khao-sat')
    }
  })

  it('ask about paperwork only whoever had some', () => {
    for (const of of [invitationWords, (some: Parameters<typeof invitationWords>[0]) => reminderWords(some, 3)]) {
      expect(of({ ...facts, questionnaire: 'dossier' })).toContain('đã làm hồ sơ, thủ tục')
      expect(of(facts)).not.toContain('thủ tục')
    }
  })

  it('tell how many have answered only from ten on', () => {
    for (const of of [invitationWords, (some: typeof facts) => reminderWords(some, 3)]) {
      expect(of(facts)).toContain('45 phiếu')
      expect(of({ ...facts, soFar: 9 })).not.toContain('9 phiếu')
    }
  })

  it('speak of paper where there is some, and of today on the last day', () => {
    expect(reminderWords(facts, 3)).not.toContain('giấy')
    expect(reminderWords({ ...facts, onPaper: true }, 3)).toContain('thùng phiếu')
    expect(invitationWords({ ...facts, onPaper: true })).toContain('thùng phiếu')
    expect(reminderWords(facts, 1)).toContain('chỉ còn nhận phiếu hôm nay')
  })
})

import * as v from 'valibot'
import type { Db } from '#db/connect.ts'
import { recordAudit } from '#app/audit/index.ts'
import { clockTime, emailAddress, line, optionalText, optionalTime } from './form-parts.ts'

/** Who changes something, and when (an instant). */
export interface Change {
  staff: { id: string }
  now: string
}

/** What the school says about itself. */
export const profileForm = v.pipe(
  v.object({
    name: line('tên trường', 150),
    principalName: line('họ và tên hiệu trưởng', 100),
    address: line('địa chỉ của trường', 250),
    phone: line('số điện thoại của trường', 50),
    email: emailAddress('e-mail của trường'),
    officialSite: v.pipe(
      v.optional(v.string(), ''),
      v.trim(),
      v.maxLength(300, 'Tối đa 300 ký tự.'),
      v.check((text) => text === '' || isWebAddress(text), 'Vui lòng nhập địa chỉ đầy đủ, bắt đầu bằng https://, hoặc để trống.'),
    ),
    introVi: optionalText(1500),
    introEn: optionalText(1500),
    opens: clockTime('giờ mở cửa'),
    closes: clockTime('giờ đóng cửa'),
    lunchFrom: optionalTime('giờ bắt đầu nghỉ trưa'),
    lunchTo: optionalTime('giờ hết nghỉ trưa'),
    publishPictures: v.pipe(v.optional(v.string(), ''), v.transform((value) => value === 'on')),
  }),
  v.forward(v.check(({ opens, closes }) => opens < closes, 'Giờ đóng cửa phải sau giờ mở cửa.'), ['closes']),
  v.forward(v.check(({ lunchFrom, lunchTo }) => lunchFrom !== null || lunchTo === null, 'Vui lòng nhập cả giờ bắt đầu và giờ hết nghỉ trưa, hoặc để trống cả hai.'), ['lunchFrom']),
  v.forward(v.check(({ lunchFrom, lunchTo }) => lunchFrom === null || lunchTo !== null, 'Vui lòng nhập cả giờ bắt đầu và giờ hết nghỉ trưa, hoặc để trống cả hai.'), ['lunchTo']),
  v.forward(v.check(({ lunchFrom, lunchTo }) => lunchFrom === null || lunchTo === null || lunchFrom < lunchTo, 'Giờ hết nghỉ trưa phải sau giờ bắt đầu.'), ['lunchTo']),
  v.forward(v.check(({ opens, lunchFrom }) => lunchFrom === null || lunchFrom > opens, 'Giờ nghỉ trưa phải trong giờ làm việc.'), ['lunchFrom']),
  v.forward(v.check(({ closes, lunchTo }) => lunchTo === null || lunchTo < closes, 'Giờ nghỉ trưa phải trong giờ làm việc.'), ['lunchTo']),
)

export type Profile = v.InferOutput<typeof profileForm>

/** Saves what the school says about itself. Office hours hold for what arrives from now on; the lunch break is told to parents and moves no day of receipt. */
export async function updateProfile(db: Db, school: { id: string }, profile: Profile, { staff, now }: Change): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('schools')
      .set({
        name: profile.name,
        principal_name: profile.principalName,
        address: profile.address,
        phone: profile.phone,
        email: profile.email,
        official_site: profile.officialSite === '' ? null : profile.officialSite,
        intro_vi: profile.introVi,
        intro_en: profile.introEn,
        opens_minute: profile.opens,
        closes_minute: profile.closes,
        lunch_from_minute: profile.lunchFrom,
        lunch_to_minute: profile.lunchTo,
        publish_pictures: profile.publishPictures ? 1 : 0,
      })
      .where('id', '=', school.id)
      .execute()
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'school:update', at: now })
  })
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && /^[\x21-\x7e]+$/.test(text)
}

import { coversOf, filesOfCase, replaceCovers } from '#app/attachments/index.ts'
import type { CaseFileEntry, Cover } from '#app/attachments/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseRow, School } from '#db/schema.ts'
import { changeCase, Refused } from './change.ts'
import type { CaseDesk, Outcome, StaffAct } from './change.ts'
import { consentTextOf } from './consent-texts.ts'
import { isRestricted } from './transitions.ts'

/**
 * Pictures before the public. A school decides whether it ever shows any (settings; off by itself, since the plain rule is that attachments are not published). Then it
 * takes the sender's consent to words that speak of pictures, a first person who blacks out and proposes, and a second one who looks at each.
 */

/** Why no picture of this case can be shown in public; null where one can. */
export type PictureObstacle = 'school' | 'kind' | 'consent'

/** Whether the parent's own pictures may be shown. Those of the school need no consent of the parent beyond that to the text. */
async function pictureObstacle(db: Db, school: Pick<School, 'publish_pictures'>, row: Pick<CaseRow, 'id' | 'kind' | 'consent_publish'>, origin: 'parent' | 'staff'): Promise<PictureObstacle | null> {
  if (isRestricted(row.kind)) return 'kind'
  if (school.publish_pictures !== 1) return 'school'
  if (row.consent_publish !== 1) return 'consent'
  if (origin === 'staff') return null
  const consents = await db.selectFrom('case_consents').select('text_version').where('case_id', '=', row.id).where('purpose', '=', 'publish').where('withdrawn_on', 'is', null).execute()
  return consents.some(({ text_version }) => consentTextOf(text_version)?.text.pictures === true) ? null : 'consent'
}

/** A picture that is proposed for publication, with what covers it. */
export interface ProposedPicture {
  id: string
  nth: number
  description: string
  covers: Cover[]
}

/** The pictures that go before the public with the next publication of this case, in their order. */
export async function proposedPictures(db: Db, school: Pick<School, 'publish_pictures'>, row: Pick<CaseRow, 'id' | 'kind' | 'consent_publish'>): Promise<ProposedPicture[]> {
  const proposed = await db.selectFrom('attachments').select(['id', 'public_description']).where('case_id', '=', row.id).where('public_description', 'is not', null).where('removed_on', 'is', null).execute()
  if (proposed.length === 0) return []
  const pictures: ProposedPicture[] = []
  for (const file of await filesOfCase(db, row.id)) {
    const description = proposed.find(({ id }) => id === file.id)?.public_description
    if (!description || (await pictureObstacle(db, school, row, file.origin)) !== null) continue
    pictures.push({ id: file.id, nth: file.nth, description, covers: await coversOf(db, file.id) })
  }
  return pictures
}

export interface CoverInput {
  fileId: string
  covers: Cover[]
  /** Shall it be shown with the answer, and if so what is to be seen on it. */
  publish: boolean
  description: string
}

/**
 * Blacks out regions of a picture, and proposes it for publication or takes that back. While somebody else's proposal waits for its second person nobody changes
 * what it shows: whoever checks would otherwise publish their own work.
 */
export function coverPicture(desk: CaseDesk, act: StaffAct, input: CoverInput): Promise<Outcome> {
  return changeCase(desk, act, 'coverPicture', null, async (tx, row) => {
    const file = await pictureOf(tx, row, input.fileId)
    if (!file) return new Refused('bad-input', 'Ảnh này không còn nữa.')
    const draft = await tx.selectFrom('case_publication_drafts').select('proposed_by').where('case_id', '=', row.id).executeTakeFirst()
    if (draft && draft.proposed_by !== act.staff.id) return new Refused('bad-input', 'Bản công khai đang chờ kiểm tra. Vui lòng trả lại bản đó trước khi sửa ảnh.')
    if (input.publish) {
      const obstacle = await pictureObstacle(tx, desk.school, row, file.origin)
      if (obstacle) return new Refused('bad-input', obstacleWords[obstacle])
    }
    await replaceCovers(tx, file.id, input.covers, act.staff.id)
    await tx.updateTable('attachments').set({ public_description: input.publish ? input.description : null }).where('id', '=', file.id).execute()
    return { note: `Ảnh ${file.nth}: ${input.covers.length} vùng che${input.publish ? ', đề nghị công khai' : ''}.` }
  })
}

export const obstacleWords: Record<PictureObstacle, string> = {
  school: 'Nhà trường chưa bật việc công khai ảnh (Cài đặt › Thông tin trường).',
  kind: 'Ảnh của khiếu nại, tố cáo không bao giờ được công khai.',
  consent: 'Phụ huynh chưa đồng ý công khai ảnh, nên ảnh này chỉ xem được trong nội bộ.',
}

/** The picture of this case with that id, still there, or undefined. */
async function pictureOf(db: Db, row: Pick<CaseRow, 'id'>, fileId: string): Promise<CaseFileEntry | undefined> {
  return (await filesOfCase(db, row.id)).find((file) => file.id === fileId && file.type === 'image' && file.removedOn === null)
}

/** A blacked-out copy on the disk, before any row points at it. */
export interface RenderedPicture {
  id: string
  description: string
  width: number
  height: number
  bytes: number
}

/**
 * Makes the copies that the public will see and puts them on the disk: before the transaction that publishes them, since painting takes longer than anybody should
 * hold the database. Where the case was changed meanwhile the transaction refuses, and the copies are swept up.
 */
export async function renderPictures(desk: CaseDesk, act: Pick<StaffAct, 'number' | 'now'>): Promise<RenderedPicture[]> {
  const row = await desk.db.selectFrom('cases').select(['id', 'kind', 'consent_publish']).where('school_id', '=', desk.school.id).where('number', '=', act.number).executeTakeFirst()
  const pictures = row ? await proposedPictures(desk.db, desk.school, row) : []
  if (pictures.length === 0) return []
  const { files } = desk
  if (!files) throw new Error('Pictures are to be published, but the desk has no files')
  const rendered: RenderedPicture[] = []
  for (const { id, description, covers } of pictures) {
    const picture = await files.covered(id, covers)
    rendered.push({ id: await files.publish(picture, dayOf(act.now)), description, width: picture.width, height: picture.height, bytes: picture.bytes.length })
  }
  return rendered
}

/** Shows these copies with the publication of this case, in place of earlier ones. */
export async function publishPictures(tx: Tx, row: Pick<CaseRow, 'school_id' | 'number'>, pictures: readonly RenderedPicture[]): Promise<void> {
  await withdrawPictures(tx, row)
  for (const [position, picture] of pictures.entries()) {
    await tx.insertInto('publication_pictures').values({ ...picture, school_id: row.school_id, number: row.number, position }).execute()
  }
}

/** Takes the pictures of a publication out of public. The copies go from the disk with the next sweep. */
export async function withdrawPictures(tx: Tx, row: Pick<CaseRow, 'school_id' | 'number'>): Promise<void> {
  await tx.deleteFrom('publication_pictures').where('school_id', '=', row.school_id).where('number', '=', row.number).execute()
}

/** A picture for whoever blacks it out: null where this school has no such picture of that case. Whether the person may see the case has been asked before. */
export async function pictureForCovering(db: Db, school: Pick<School, 'publish_pictures'>, row: Pick<CaseRow, 'id' | 'kind' | 'consent_publish'>, fileId: string) {
  const file = await pictureOf(db, row, fileId)
  if (!file) return null
  const { public_description: description } = await db.selectFrom('attachments').select('public_description').where('id', '=', fileId).executeTakeFirstOrThrow()
  return { ...file, description, covers: await coversOf(db, fileId), obstacle: await pictureObstacle(db, school, row, file.origin) }
}

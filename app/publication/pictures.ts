import type { Db } from '#db/connect.ts'

/** Pictures that stand beside a published answer. Reads what was copied at publication and nothing else. */
export interface PublishedPicture {
  id: string
  description: string
  width: number
  height: number
  position: number
}

/** The pictures of one published answer that stands, in their order. */
export function publishedPictures(db: Db, school: { id: string }, number: string): Promise<PublishedPicture[]> {
  return standing(db, school, number).orderBy('position').execute()
}

/** One of them, or undefined. */
export function findPublishedPicture(db: Db, school: { id: string }, number: string, id: string): Promise<PublishedPicture | undefined> {
  return standing(db, school, number).where('publication_pictures.id', '=', id).executeTakeFirst()
}

function standing(db: Db, school: { id: string }, number: string) {
  return db
    .selectFrom('publication_pictures')
    .innerJoin('publications', (join) => join.onRef('publications.school_id', '=', 'publication_pictures.school_id').onRef('publications.number', '=', 'publication_pictures.number'))
    .select(['publication_pictures.id', 'description', 'width', 'height', 'position'])
    .where('publication_pictures.school_id', '=', school.id)
    .where('publication_pictures.number', '=', number)
    .where('publications.withdrawn_on', 'is', null)
}
